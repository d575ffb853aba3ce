// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Which fault comes next for which method, and which ones stand. */
final class FaultScript {

    private static final String ANY = "*";

    private final Map<String, Deque<Fault>> turns = new LinkedHashMap<>();
    private final Map<String, List<FaultChance>> chances = new LinkedHashMap<>();
    private final Map<String, Fault> standing = new LinkedHashMap<>();

    synchronized void next(String method, Fault fault, int times) {
        if (times < 1) {
            throw new IllegalArgumentException("A fault happens at least once, not " + times + " times");
        }
        Deque<Fault> script = turns.computeIfAbsent(key(method), name -> new ArrayDeque<>());
        for (int turn = 0; turn < times; turn++) {
            script.add(fault);
        }
    }

    synchronized void sometimes(String method, FaultChance chance) {
        chances.computeIfAbsent(key(method), name -> new ArrayList<>()).add(chance);
    }

    synchronized void always(String method, Fault fault) {
        standing.put(key(method), fault);
    }

    synchronized void clear() {
        turns.clear();
        chances.clear();
        standing.clear();
    }

    synchronized void clear(String method) {
        turns.remove(key(method));
        chances.remove(key(method));
        standing.remove(key(method));
    }

    /** Turns that follow each other with the same fault are shown as one. */
    synchronized Stream<ScriptedFault> scripted(boolean inBatch) {
        List<ScriptedFault> scripted = new ArrayList<>();
        turns.forEach((method, script) -> {
            Fault fault = null;
            int times = 0;
            for (Fault turn : script) {
                if (times > 0 && !turn.equals(fault)) {
                    scripted.add(new ScriptedFault(method, fault, times, 1, inBatch));
                    times = 0;
                }
                fault = turn;
                times++;
            }
            if (times > 0) {
                scripted.add(new ScriptedFault(method, fault, times, 1, inBatch));
            }
        });
        chances.forEach((method, faults) -> faults.forEach(
                chance -> scripted.add(new ScriptedFault(method, chance.fault(), 0, chance.probability(), inBatch))));
        standing.forEach((method, fault) -> scripted.add(new ScriptedFault(method, fault, 0, 1, inBatch)));
        return scripted.stream();
    }

    synchronized Optional<Fault> take(String method, Map<String, Object> parameters) {
        String name = key(method);
        return scripted(name)
                .or(() -> scripted(ANY))
                .or(() -> chance(name, parameters))
                .or(() -> chance(ANY, parameters))
                .or(() -> Optional.ofNullable(standing.get(name)))
                .or(() -> Optional.ofNullable(standing.get(ANY)));
    }

    synchronized Optional<Fault> takeNamed(String method, Map<String, Object> parameters) {
        String name = key(method);
        return scripted(name).or(() -> chance(name, parameters)).or(() -> Optional.ofNullable(standing.get(name)));
    }

    private Optional<Fault> scripted(String name) {
        Deque<Fault> script = turns.get(name);
        return script == null ? Optional.empty() : Optional.ofNullable(script.poll());
    }

    private Optional<Fault> chance(String name, Map<String, Object> parameters) {
        return chances.getOrDefault(name, List.of()).stream()
                .filter(chance -> chance.meets(parameters))
                .map(FaultChance::fault)
                .findFirst();
    }

    private static String key(String method) {
        return method.toLowerCase(Locale.ROOT);
    }
}
