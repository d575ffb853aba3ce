// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.rest;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Results made of results. */
public final class Following {
    private Following() {}

    /** As {@code thenApply}, but cancelling the result cancels its source. */
    public static <T, R> CompletableFuture<R> of(CompletableFuture<T> source, Function<? super T, ? extends R> making) {
        Made<R> made = new Made<>(source);
        source.whenComplete((result, failure) -> made.of(result, failure, making));
        return made;
    }

    /** A result that takes its source with it when it is cancelled. */
    private static final class Made<R> extends CompletableFuture<R> {
        private final CompletableFuture<?> source;

        Made(CompletableFuture<?> source) {
            this.source = source;
        }

        <T> void of(T result, Throwable failure, Function<? super T, ? extends R> making) {
            if (failure != null) {
                completeExceptionally(failure);
                return;
            }
            try {
                complete(making.apply(result));
            } catch (Throwable e) {
                completeExceptionally(e);
            }
        }

        @Override
        public boolean cancel(boolean mayInterrupt) {
            boolean cancelled = super.cancel(mayInterrupt);
            source.cancel(false);
            return cancelled;
        }
    }
}
