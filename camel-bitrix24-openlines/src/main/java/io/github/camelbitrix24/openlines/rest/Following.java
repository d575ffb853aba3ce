// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.rest;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Results made of results. */
public final class Following {
    private Following() {}

    /** As {@code thenApply}, but cancelling the result cancels its source. */
    public static <T, R> CompletableFuture<R> of(CompletableFuture<T> source, Function<? super T, ? extends R> making) {
        CompletableFuture<R> made = source.thenApply(making);
        made.whenComplete((done, failure) -> {
            if (made.isCancelled()) {
                source.cancel(false);
            }
        });
        return made;
    }
}
