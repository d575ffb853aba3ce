// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.events;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;

/** Runs tasks of one chat one after the other, in order, and of different chats side by side on the threads there are. */
final class ChatLanes {
    private final Executor threads;
    private final int capacity;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Object, Deque<Runnable>> lanes = new HashMap<>();
    private int pending;

    /**
     * Lanes without tasks.
     *
     * @param capacity tasks that may wait or run
     */
    ChatLanes(Executor threads, int capacity) {
        this.threads = threads;
        this.capacity = capacity;
    }

    /**
     * Puts a task behind the others of its chat.
     *
     * @param chat null for a task that need not wait for any other
     * @param task blocks until it is done, and throws nothing
     * @return false if it was refused, because too many wait
     */
    boolean offer(Object chat, Runnable task) {
        Object lane = chat == null ? new Object() : chat;
        boolean first;
        lock.lock();
        try {
            if (pending >= capacity) {
                return false;
            }
            pending++;
            first = !lanes.containsKey(lane);
            lanes.computeIfAbsent(lane, key -> new ArrayDeque<>()).add(task);
        } finally {
            lock.unlock();
        }
        if (first) {
            threads.execute(() -> work(lane));
        }
        return true;
    }

    /** Tasks that wait or run. */
    int pending() {
        lock.lock();
        try {
            return pending;
        } finally {
            lock.unlock();
        }
    }

    /** One task a turn, so that a busy chat does not keep a thread to itself. */
    private void work(Object lane) {
        try {
            head(lane).run();
        } finally {
            if (finished(lane)) {
                threads.execute(() -> work(lane));
            }
        }
    }

    private Runnable head(Object lane) {
        lock.lock();
        try {
            return lanes.get(lane).peek();
        } finally {
            lock.unlock();
        }
    }

    /** Whether more of the lane waits. */
    private boolean finished(Object lane) {
        lock.lock();
        try {
            pending--;
            Deque<Runnable> tasks = lanes.get(lane);
            tasks.poll();
            if (tasks.isEmpty()) {
                lanes.remove(lane);
            }
            return !tasks.isEmpty();
        } finally {
            lock.unlock();
        }
    }
}
