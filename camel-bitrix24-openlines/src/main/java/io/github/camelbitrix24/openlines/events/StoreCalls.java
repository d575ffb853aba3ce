// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.events;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Asks stores of others on threads of its own, for a limited time. While several questions hang, no more are asked: a store
 * that answers nobody must not hold the HTTP server's threads.
 */
final class StoreCalls {
    private static final int MOST_HANGING = 4;

    private final ExecutorService threads;
    private final Duration patience;
    private final AtomicInteger hanging = new AtomicInteger();

    /**
     * Makes a caller.
     *
     * @param threads run the questions, and refuse what is too much
     * @param patience how long an answer is waited for
     */
    StoreCalls(ExecutorService threads, Duration patience) {
        this.threads = threads;
        this.patience = patience;
    }

    /**
     * Asks, and waits for the answer.
     *
     * @throws Unavailable if the store fails in whatever way, or does not answer in time
     */
    <T> T ask(Supplier<T> question) throws Unavailable {
        if (hanging.get() >= MOST_HANGING) {
            throw new Unavailable("the store does not answer", null);
        }
        CompletableFuture<T> answer;
        try {
            answer = CompletableFuture.supplyAsync(question, threads);
        } catch (RejectedExecutionException e) {
            throw new Unavailable("too many ask the store", e);
        }
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            hanging.incrementAndGet();
            answer.whenComplete((late, failure) -> hanging.decrementAndGet());
            throw new Unavailable("the store did not answer in " + patience.toMillis() + " ms", e);
        } catch (ExecutionException e) {
            throw new Unavailable(String.valueOf(e.getCause()), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unavailable("interrupted", e);
        }
    }

    /** What a store knows cannot be had now. */
    static final class Unavailable extends Exception {
        private static final long serialVersionUID = 1L;

        Unavailable(String reason, Throwable cause) {
            super(reason, cause);
        }
    }
}
