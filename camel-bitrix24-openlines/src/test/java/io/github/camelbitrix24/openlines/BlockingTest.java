// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Stores and sources of users, and what follows on their answers. */
class BlockingTest {
    private final ExecutorService stores = Executors.newCachedThreadPool(task -> new Thread(task, "a store"));
    private final ExecutorService callbacks = Executors.newCachedThreadPool(task -> new Thread(task, "a callback"));
    private final Blocking blocking = new Blocking(stores, callbacks);

    @AfterEach
    void close() {
        stores.shutdownNow();
        callbacks.shutdownNow();
    }

    @Test
    void whatFollowsLeavesTheThreadOfTheStore() throws Exception {
        CompletableFuture<String> answer = new CompletableFuture<>();
        CompletableFuture<String> follower = blocking.shared(answer, Duration.ofSeconds(60))
                .thenApply(value -> value + " on " + Thread.currentThread().getName());
        stores.execute(() -> answer.complete("an answer"));

        assertThat(follower.get(30, TimeUnit.SECONDS)).isEqualTo("an answer on a callback");
    }

    @Test
    void afterTheStopAQuestionFailsAndIsNotLost() {
        stores.shutdownNow();

        assertThat(blocking.begin(() -> "never"))
                .failsWithin(0, TimeUnit.SECONDS)
                .withThrowableThat()
                .withCauseInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void afterTheStopAnAnswerStillComes() {
        CompletableFuture<String> answer = new CompletableFuture<>();
        CompletableFuture<String> follower = blocking.shared(answer, Duration.ofSeconds(60));
        callbacks.shutdownNow();

        answer.complete("an answer");

        assertThat(follower).isCompletedWithValue("an answer");
    }
}
