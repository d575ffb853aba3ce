// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Runs stores and sources that users wrote, and what follows on their answers, each on threads for it. */
final class Blocking {
    private final Executor stores;
    private final Executor callbacks;

    /**
     * Makes a runner.
     *
     * @param stores runs what waits
     * @param callbacks runs what follows, which may be a route's steps
     */
    Blocking(Executor stores, Executor callbacks) {
        this.stores = stores;
        this.callbacks = callbacks;
    }

    /**
     * Begins something that waits; never blocks, never throws.
     *
     * @return completes on the thread that waited, so to be given away only by {@link #shared}; fails as the source does, and with
     *     {@link RejectedExecutionException} after the stop
     */
    <T> CompletableFuture<T> begin(Supplier<T> source) {
        try {
            return CompletableFuture.supplyAsync(source, stores);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /**
     * What one of several gets who wait for the same: theirs completes on a thread of its own.
     *
     * @param most how long this one waits; then it fails with {@link TimeoutException}, and the others and the source go on
     */
    <T> CompletableFuture<T> shared(CompletableFuture<T> source, Duration most) {
        if (source.isDone()) {
            return source;
        }
        CompletableFuture<T> own = new CompletableFuture<>();
        source.whenComplete((value, failure) -> apart(() -> {
            if (failure == null) {
                own.complete(value);
            } else {
                own.completeExceptionally(failure);
            }
        }));
        if (!own.isDone()) {
            CompletableFuture.delayedExecutor(most.toMillis(), TimeUnit.MILLISECONDS, callbacks)
                    .execute(() -> own.completeExceptionally(new TimeoutException()));
        }
        return own;
    }

    private void apart(Runnable completion) {
        try {
            callbacks.execute(completion);
        } catch (RejectedExecutionException e) {
            // stopped: nobody waits for this thread any more
            completion.run();
        }
    }
}
