// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.wire;

import io.github.camelbitrix24.openlines.api.B24OutcomeUnknownException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * A thread that waits for a call, and meanwhile runs requests itself, its own or a batch that its call is in: this saves two
 * changes of thread, and a waiting thread is of no other use.
 */
public final class WaitingThread {
    /** One place for each thread, kept: to set and remove a value with each call makes a weak reference each time. */
    private static final ThreadLocal<AtomicReference<WaitingThread>> CURRENT =
            ThreadLocal.withInitial(AtomicReference::new);

    private static final Runnable BUSY = () -> {};

    private final Thread thread = Thread.currentThread();
    private final AtomicReference<Runnable> request = new AtomicReference<>();
    private final AtomicReference<Runnable> result = new AtomicReference<>();

    private WaitingThread() {}

    /** Who waits on this thread for what it is about to call; null on a thread that does not wait. */
    public static WaitingThread current() {
        return CURRENT.get().getPlain();
    }

    /**
     * Calls, and blocks until the call is done.
     *
     * @param call what it submits on this thread knows the waiter
     * @return done
     * @throws InterruptedException if the thread was interrupted; the call is cancelled then, but a request that this thread
     *     has begun is finished, since calls of others may be in it
     */
    public static <T> CompletableFuture<T> await(Supplier<CompletableFuture<T>> call) throws InterruptedException {
        return await(call, null);
    }

    /**
     * As {@link #await(Supplier)}, but an interruption cancels by an action of the caller's.
     *
     * @param cancellation ends the call, as not sent or as unknown
     * @return done; with the thread's interrupted status set if it was interrupted and the call has gone out nevertheless
     * @throws InterruptedException if the thread was interrupted and the call has not gone out
     */
    public static <T> CompletableFuture<T> await(Supplier<CompletableFuture<T>> call, Runnable cancellation)
            throws InterruptedException {
        WaitingThread waiter = new WaitingThread();
        CompletableFuture<T> done;
        AtomicReference<WaitingThread> current = CURRENT.get();
        current.setPlain(waiter);
        try {
            done = call.get();
        } finally {
            current.setPlain(null);
        }
        waiter.await(done, cancellation);
        return done;
    }

    private void await(CompletableFuture<?> done, Runnable cancellation) throws InterruptedException {
        runRequest();
        runResult(null);
        if (!done.isDone()) {
            done.whenComplete((value, failure) -> LockSupport.unpark(thread));
        }
        boolean interrupted = false;
        while (!done.isDone()) {
            if (!runResult(null) && !runRequest()) {
                LockSupport.park(this);
                if (Thread.interrupted()) {
                    interrupted = true;
                    cancel(done, cancellation);
                }
            }
        }
        Runnable last = request.getAndSet(BUSY);
        if (last != null) {
            last.run();
        }
        runResult(BUSY);
        if (interrupted && goneOut(done)) {
            thread.interrupt();
        } else if (interrupted) {
            throw new InterruptedException("interrupted while waiting for the portal");
        }
    }

    private static void cancel(CompletableFuture<?> done, Runnable cancellation) {
        if (cancellation == null) {
            done.cancel(false);
        } else {
            cancellation.run();
        }
    }

    private static boolean goneOut(CompletableFuture<?> done) {
        Throwable failure = done.handle((value, failed) -> failed).join();
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause == null || cause instanceof B24OutcomeUnknownException;
    }

    private boolean runRequest() {
        Runnable next = request.get();
        if (next == null) {
            return false;
        }
        request.set(BUSY);
        try {
            next.run();
        } finally {
            request.set(null);
        }
        return true;
    }

    /** Tells what came of the call, if it is there, and leaves that in its place. */
    private boolean runResult(Runnable next) {
        Runnable there = result.getAndSet(next);
        if (there == null) {
            return false;
        }
        there.run();
        return true;
    }

    /** Takes what tells it the outcome of its call, to run it itself; false if it waits no more. */
    public boolean takesResult(Runnable telling) {
        if (!result.compareAndSet(null, telling)) {
            return false;
        }
        if (Thread.currentThread() != thread) {
            LockSupport.unpark(thread);
        }
        return true;
    }

    /** Takes a request to run; false if the thread has one already, or waits no more. */
    boolean takes(Runnable next) {
        if (!request.compareAndSet(null, next)) {
            return false;
        }
        if (Thread.currentThread() != thread) {
            LockSupport.unpark(thread);
        }
        return true;
    }
}
