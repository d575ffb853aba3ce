// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class WaitingThreadTest {
    private final CompletableFuture<String> done = new CompletableFuture<>();
    private final AtomicReference<WaitingThread> waiter = new AtomicReference<>();
    private final CountDownLatch waiting = new CountDownLatch(1);

    @AfterEach
    void nothingIsLeftOnTheThread() {
        assertThat(WaitingThread.current()).isNull();
    }

    private CompletableFuture<String> call() {
        waiter.set(WaitingThread.current());
        waiting.countDown();
        return done;
    }

    @Test
    void aThreadThatDoesNotWaitIsNoWaiter() {
        assertThat(WaitingThread.current()).isNull();
    }

    @Test
    void whoWaitsRunsItsOwnRequest() throws Exception {
        Thread caller = Thread.currentThread();

        CompletableFuture<String> answer = WaitingThread.await(() -> {
            assertThat(WaitingThread.current()
                            .takes(() -> done.complete(Thread.currentThread() == caller ? "here" : "there")))
                    .isTrue();
            return done;
        });

        assertThat(answer).isCompletedWithValue("here");
    }

    @Test
    void whoWaitsRunsARequestThatAnotherThreadHandsIt() throws Exception {
        Thread caller = Thread.currentThread();
        Thread other = new Thread(() -> {
            await(waiting);
            waiter.get().takes(() -> done.complete(Thread.currentThread() == caller ? "here" : "there"));
        });
        other.start();

        assertThat(WaitingThread.await(this::call)).isCompletedWithValue("here");
        other.join();
    }

    @Test
    void oneRequestAtATime() throws Exception {
        AtomicReference<Boolean> second = new AtomicReference<>();

        WaitingThread.await(() -> {
            WaitingThread own = WaitingThread.current();
            own.takes(() -> {
                second.set(own.takes(() -> {}));
                done.complete("yes");
            });
            return done;
        });

        assertThat(second).hasValue(false);
    }

    @Test
    void whoWaitsNoMoreTakesNoRequest() throws Exception {
        done.complete("yes");

        WaitingThread.await(this::call);

        assertThat(waiter.get().takes(() -> {})).isFalse();
    }

    @Test
    void anInterruptionCancelsTheCallAndFinishesTheRequestThatOthersMayBeIn() throws Exception {
        CompletableFuture<String> ofOthers = new CompletableFuture<>();
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread caller = new Thread(() -> {
            try {
                WaitingThread.await(() -> {
                    WaitingThread own = WaitingThread.current();
                    own.takes(() -> {
                        waiting.countDown();
                        ofOthers.complete(
                                "done, interrupted: " + Thread.currentThread().isInterrupted());
                    });
                    Thread.currentThread().interrupt();
                    return done;
                });
            } catch (InterruptedException e) {
                thrown.set(e);
            }
        });
        caller.start();
        caller.join();

        assertThat(thrown.get()).hasMessageContaining("interrupted while waiting for the portal");
        assertThat(done).isCancelled();
        assertThat(ofOthers).isCompletedWithValue("done, interrupted: true");
    }

    @Test
    void whatTheCallThrowsIsThrown() {
        assertThatThrownBy(() -> WaitingThread.<String>await(() -> {
                    throw new IllegalStateException("no chat");
                }))
                .hasMessage("no chat");
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
