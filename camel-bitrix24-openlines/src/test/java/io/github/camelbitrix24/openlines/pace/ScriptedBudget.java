// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.pace;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** A budget that answers as the test says, and lets through what it has not been told of. */
final class ScriptedBudget implements Budget {
    final Deque<Supplier<CompletableFuture<Long>>> answers = new ArrayDeque<>();
    Runnable givingBack = () -> {};
    Runnable draining = () -> {};

    @Override
    public CompletableFuture<Long> take() {
        Supplier<CompletableFuture<Long>> next = answers.poll();
        return next == null ? CompletableFuture.completedFuture(0L) : next.get();
    }

    @Override
    public OptionalLong level() {
        return OptionalLong.empty();
    }

    @Override
    public void giveBack() {
        givingBack.run();
    }

    @Override
    public void drain() {
        draining.run();
    }
}
