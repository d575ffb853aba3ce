// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Futures that follow on others and, when cancelled, cancel them. */
final class Cancelling {
    private Cancelling() {}

    /** What the reading makes of the result. */
    static <T, R> CompletableFuture<R> with(CompletableFuture<T> call, Function<? super T, ? extends R> reading) {
        return tied(call, call.thenApply(reading));
    }

    /** The same future, tied to a call that it waits for. */
    static <R> CompletableFuture<R> tied(CompletableFuture<?> call, CompletableFuture<R> waiting) {
        waiting.whenComplete((done, failure) -> {
            if (waiting.isCancelled()) {
                call.cancel(false);
            }
        });
        return waiting;
    }
}
