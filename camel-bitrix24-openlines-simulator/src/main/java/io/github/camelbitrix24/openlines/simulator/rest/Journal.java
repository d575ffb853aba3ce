// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.rest;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Remembers the latest entries in order; the oldest go when it is full, so that a long run does not eat all memory. */
final class Journal<T> {

    private final Deque<T> entries = new ArrayDeque<>();
    private final int capacity;

    Journal(int capacity) {
        this.capacity = capacity;
    }

    synchronized void add(T entry) {
        if (entries.size() == capacity) {
            entries.removeFirst();
        }
        entries.addLast(entry);
    }

    synchronized List<T> entries() {
        return List.copyOf(entries);
    }
}
