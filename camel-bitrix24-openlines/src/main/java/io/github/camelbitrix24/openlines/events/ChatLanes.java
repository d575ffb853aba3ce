// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.events;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs tasks of one chat one after the other, in order, and of different chats side by side on the threads there are. */
final class ChatLanes {
    private static final Logger LOG = LoggerFactory.getLogger(ChatLanes.class);

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
     * @return false if it was refused, because too many wait, or the threads have stopped
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
        return !first || begun(lane);
    }

    /** Whether a thread takes a lane's first task; if not, the task is not there any more. */
    private boolean begun(Object lane) {
        try {
            threads.execute(() -> work(lane));
            return true;
        } catch (RejectedExecutionException e) {
            LOG.debug("Stopped before an event was begun");
            if (finished(lane)) {
                work(lane);
            }
            return false;
        }
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
        boolean here = true;
        while (here) {
            try {
                head(lane).run();
            } finally {
                here = finished(lane) && !handedOver(lane);
            }
        }
    }

    /** Whether another thread goes on with a lane; after the stop none does. */
    private boolean handedOver(Object lane) {
        try {
            threads.execute(() -> work(lane));
            return true;
        } catch (RejectedExecutionException e) {
            LOG.debug("Stopped: what is left of a chat is run on the thread of its last event");
            return false;
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
