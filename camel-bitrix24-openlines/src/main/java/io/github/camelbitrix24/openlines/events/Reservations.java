// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.events;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.apache.camel.spi.StateRepository;
import org.apache.commons.lang3.StringUtils;

/**
 * The reserved parts of an offline queue that are not cleared, and the events of each that are done. In memory, and in a repository
 * if there is one, as {@code PROCESS}, {@code PROCESS+ID,ID} or several of these with a semicolon between.
 */
final class Reservations {
    private final KeptState state;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Set<String>> done = new LinkedHashMap<>();
    private boolean loaded;

    /** @param repository null to keep them in memory */
    Reservations(StateRepository<String, String> repository, String key) {
        this.state = new KeptState(repository, key);
    }

    /** Their process ids, the oldest first. */
    List<String> names() {
        lock.lock();
        try {
            load();
            return List.copyOf(done.keySet());
        } finally {
            lock.unlock();
        }
    }

    /** Rows are reserved under this process id. */
    void add(String process) {
        change(() -> done.computeIfAbsent(process, name -> new LinkedHashSet<>()));
    }

    boolean isDone(String process, String id) {
        lock.lock();
        try {
            load();
            return done.getOrDefault(process, Set.of()).contains(id);
        } finally {
            lock.unlock();
        }
    }

    /** The event is done, and the portal does not know. */
    void done(String process, String id) {
        change(() ->
                done.computeIfAbsent(process, name -> new LinkedHashSet<>()).add(id));
    }

    /** The portal has been told of these. */
    void told(String process, Collection<String> ids) {
        change(() -> done.getOrDefault(process, new LinkedHashSet<>()).removeAll(ids));
    }

    /** All rows of the process are cleared. */
    void remove(String process) {
        change(() -> done.remove(process));
    }

    private void change(Runnable change) {
        lock.lock();
        try {
            load();
            change.run();
            if (state.isKept()) {
                state.write(done.entrySet().stream()
                        .map(one -> one.getValue().isEmpty()
                                ? one.getKey()
                                : one.getKey() + "+" + String.join(",", one.getValue()))
                        .collect(Collectors.joining(";")));
            }
        } finally {
            lock.unlock();
        }
    }

    private void load() {
        if (!loaded) {
            for (String part : StringUtils.split(state.read(), ';')) {
                String process = StringUtils.substringBefore(part, "+").trim();
                if (!process.isEmpty()) {
                    done.put(
                            process,
                            new LinkedHashSet<>(
                                    Arrays.asList(StringUtils.split(StringUtils.substringAfter(part, "+"), ','))));
                }
            }
            loaded = true;
        }
    }
}
