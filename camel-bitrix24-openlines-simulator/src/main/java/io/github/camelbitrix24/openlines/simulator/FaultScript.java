// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Which fault comes next for which method, and which ones stand. */
final class FaultScript {

    private static final String ANY = "*";

    private final Map<String, Deque<Fault>> turns = new HashMap<>();
    private final Map<String, Fault> standing = new HashMap<>();

    synchronized void next(String method, Fault fault, int times) {
        if (times < 1) {
            throw new IllegalArgumentException("A fault happens at least once, not " + times + " times");
        }
        Deque<Fault> script = turns.computeIfAbsent(key(method), name -> new ArrayDeque<>());
        for (int turn = 0; turn < times; turn++) {
            script.add(fault);
        }
    }

    synchronized void always(String method, Fault fault) {
        standing.put(key(method), fault);
    }

    synchronized void clear() {
        turns.clear();
        standing.clear();
    }

    synchronized Optional<Fault> take(String method) {
        String name = key(method);
        return scripted(name)
                .or(() -> scripted(ANY))
                .or(() -> Optional.ofNullable(standing.get(name)))
                .or(() -> Optional.ofNullable(standing.get(ANY)));
    }

    synchronized Optional<Fault> takeNamed(String method) {
        String name = key(method);
        return scripted(name).or(() -> Optional.ofNullable(standing.get(name)));
    }

    private Optional<Fault> scripted(String name) {
        Deque<Fault> script = turns.get(name);
        return script == null ? Optional.empty() : Optional.ofNullable(script.poll());
    }

    private static String key(String method) {
        return method.toLowerCase(Locale.ROOT);
    }
}
