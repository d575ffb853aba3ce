// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.pace;

import java.util.ArrayDeque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Hands results to those who wait for them, who may then block; runs no code of theirs on the thread that brings a result. Each owner
 * has a bounded number of threads, so that callbacks that block keep up their own endpoint's only. A thread that waits is told on
 * itself.
 */
final class Settler {
    /** Callbacks of one owner that run at once. */
    static final int MOST_AT_ONCE = 20;

    private static final long PAUSE = TimeUnit.SECONDS.toNanos(1);

    private final Executor executor;
    private final Time time;
    private final Guard guard;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Object, Line> lines = new IdentityHashMap<>(2);
    private final AtomicInteger waiting = new AtomicInteger();

    Settler(Executor executor, Time time, Guard guard) {
        this.executor = executor;
        this.time = time;
        this.guard = guard;
    }

    /** What came of a call, and the telling of it. */
    record Result(PendingCall pending, Runnable telling) {}

    /** The results of an owner that wait for a thread. */
    private static final class Line {
        private final Object owner;
        private final Queue<Result> results = new ArrayDeque<>(2);
        private int running;

        Line(Object owner) {
            this.owner = owner;
        }
    }

    /** Results that wait for a thread to be told on. */
    int waiting() {
        return waiting.get();
    }

    /**
     * Hands over results.
     *
     * @param last whether the thread that brings them has nothing else to do then, so that it may become a callback's
     */
    void settle(List<Result> results, boolean last) {
        results.forEach(result -> settle(result, last));
    }

    private void settle(Result result, boolean last) {
        PendingCall pending = result.pending();
        if (pending.thread == null || !pending.thread.takesResult(() -> tell(result))) {
            Line started = add(result);
            if (started != null) {
                start(started, last);
            }
        }
    }

    /** Puts a result into its owner's line; the line if another thread is wanted for it, null if there are enough. */
    private Line add(Result result) {
        lock.lock();
        try {
            Line line = lines.computeIfAbsent(result.pending().owner, Line::new);
            line.results.add(result);
            waiting.incrementAndGet();
            return line.running < MOST_AT_ONCE ? begun(line) : null;
        } finally {
            lock.unlock();
        }
    }

    private static Line begun(Line line) {
        line.running++;
        return line;
    }

    private void start(Line line, boolean here) {
        if (here && CallThreads.afterwards(() -> work(line))) {
            return;
        }
        try {
            executor.execute(() -> work(line));
        } catch (RejectedExecutionException e) {
            // the component has stopped, and with it all that could wait for this thread
            work(line);
        } catch (Throwable e) {
            guard.failed("a thread for callbacks", e);
            notStarted(line);
        }
    }

    private void notStarted(Line line) {
        lock.lock();
        try {
            line.running--;
        } finally {
            lock.unlock();
        }
        guard.run("the timer", () -> time.schedule(() -> startAgain(line), PAUSE));
    }

    private void startAgain(Line line) {
        boolean wanted;
        lock.lock();
        try {
            wanted = line.running == 0 && !line.results.isEmpty();
            line.running += wanted ? 1 : 0;
        } finally {
            lock.unlock();
        }
        if (wanted) {
            start(line, false);
        }
    }

    private void work(Line line) {
        for (Result next = next(line); next != null; next = next(line)) {
            tell(next);
        }
    }

    private Result next(Line line) {
        lock.lock();
        try {
            Result next = line.results.poll();
            if (next != null) {
                waiting.decrementAndGet();
            } else if (--line.running == 0) {
                lines.remove(line.owner);
            }
            return next;
        } finally {
            lock.unlock();
        }
    }

    /** Whatever goes wrong, who waits is told. */
    private void tell(Result result) {
        try {
            result.telling().run();
        } catch (Throwable e) {
            guard.failed("the telling of a result", e);
            result.pending().waiter.promise().completeExceptionally(e);
        }
    }
}
