// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.pace;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;

/** Time that stands still until the test turns it; then runs what is due, in order. */
final class TurnedTime implements Time {
    private final Instant start;
    private final PriorityQueue<Task> tasks = new PriorityQueue<>(Comparator.comparingLong(Task::due));
    private long nanos;

    TurnedTime(Instant start) {
        this.start = start;
    }

    @Override
    public synchronized long nanos() {
        return nanos;
    }

    @Override
    public synchronized Instant now() {
        return start.plusNanos(nanos);
    }

    @Override
    public synchronized void schedule(Runnable task, long delayNanos) {
        tasks.add(new Task(nanos + delayNanos, task));
    }

    synchronized int scheduled() {
        return tasks.size();
    }

    void advance(Duration duration) {
        long end = nanos() + duration.toNanos();
        for (Task task = next(end); task != null; task = next(end)) {
            task.work().run();
        }
        synchronized (this) {
            nanos = end;
        }
    }

    private synchronized Task next(long end) {
        if (tasks.isEmpty() || tasks.peek().due() > end) {
            return null;
        }
        Task task = tasks.poll();
        nanos = Math.max(nanos, task.due());
        return task;
    }

    private record Task(long due, Runnable work) {}
}
