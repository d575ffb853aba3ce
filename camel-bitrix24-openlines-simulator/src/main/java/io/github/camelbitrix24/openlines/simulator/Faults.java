// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The script of what goes wrong: scripted requests win, all others reach the working portal.
 *
 * <p>Methods are REST method names in any case, or {@code "*"} for any method; a batch is {@code "batch"}. A method's own script is
 * used before that of {@code "*"}, and scripted turns before standing faults.
 */
public final class Faults {

    private static final String ANY = "*";

    private final Map<String, Deque<Fault>> turns = new LinkedHashMap<>();
    private final Map<String, Fault> standing = new LinkedHashMap<>();

    /** The next request of this method meets the fault. */
    public Faults next(String method, Fault fault) {
        return next(method, fault, 1);
    }

    /** The next requests of this method, so many of them, meet the fault. */
    public synchronized Faults next(String method, Fault fault, int times) {
        if (times < 1) {
            throw new IllegalArgumentException("A fault happens at least once, not " + times + " times");
        }
        Deque<Fault> script = turns.computeIfAbsent(key(method), name -> new ArrayDeque<>());
        for (int turn = 0; turn < times; turn++) {
            script.add(fault);
        }
        return this;
    }

    /** Every request of this method meets the fault until {@link #clear}. */
    public synchronized Faults always(String method, Fault fault) {
        standing.put(key(method), fault);
        return this;
    }

    public synchronized void clear() {
        turns.clear();
        standing.clear();
    }

    /** The scripted turns that no request has met, in their order, by the method's name in lower case. */
    public synchronized Map<String, List<Fault>> waiting() {
        Map<String, List<Fault>> waiting = new LinkedHashMap<>();
        turns.forEach((method, script) -> {
            if (!script.isEmpty()) {
                waiting.put(method, List.copyOf(script));
            }
        });
        return waiting;
    }

    /** The faults of {@link #always}, by the method's name in lower case. */
    public synchronized Map<String, Fault> standing() {
        return new LinkedHashMap<>(standing);
    }

    /** Takes the fault that a request of this method has to meet. */
    public synchronized Optional<Fault> take(String method) {
        String name = key(method);
        return scripted(name)
                .or(() -> scripted(ANY))
                .or(() -> Optional.ofNullable(standing.get(name)))
                .or(() -> Optional.ofNullable(standing.get(ANY)));
    }

    private Optional<Fault> scripted(String name) {
        Deque<Fault> script = turns.get(name);
        return script == null ? Optional.empty() : Optional.ofNullable(script.poll());
    }

    private static String key(String method) {
        return method.toLowerCase(Locale.ROOT);
    }
}
