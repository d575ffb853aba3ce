// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.pace;

import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/** A portal without a request rate. */
final class NoBudget implements Budget {
    private static final CompletableFuture<Long> AT_ONCE = CompletableFuture.completedFuture(0L);

    @Override
    public CompletableFuture<Long> take() {
        return AT_ONCE;
    }

    @Override
    public OptionalLong level() {
        return OptionalLong.empty();
    }

    @Override
    public void giveBack() {
        // nothing was taken
    }

    @Override
    public void drain() {
        // nothing is counted
    }
}
