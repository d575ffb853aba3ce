// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.pace;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbitrix24.openlines.api.B24LimitException;
import io.github.camelbitrix24.openlines.api.B24UnavailableException;
import io.github.camelbitrix24.openlines.rest.RestCall;
import io.github.camelbitrix24.openlines.rest.RestResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** How calls wait, end and are withdrawn: turned time, and answers that the test gives one by one. */
class WaitingCallsTest extends AtAScriptedPortal {
    @Test
    void theBudgetKeepsASecondInHandAndRefillsEvenly() {
        open(new Limits(Rate.STANDARD, 1_000, 1_000, 0));
        List<CompletableFuture<RestResponse>> calls = new ArrayList<>();
        LongStream.rangeClosed(1, 60)
                .forEach(chat -> calls.add(call(SPAM, chat, new CallRules(Duration.ofSeconds(60), 5, 1))));

        assertThat(portal.requests).hasSize(48);
        time.advance(Duration.ofMillis(499));
        assertThat(portal.requests).hasSize(48);
        time.advance(Duration.ofMillis(1));
        assertThat(portal.requests).hasSize(49);
        time.advance(Duration.ofSeconds(1));
        assertThat(portal.requests).hasSize(51);
        time.advance(Duration.ofSeconds(5));
        assertThat(portal.requests).hasSize(60);
    }

    @Test
    void aCallWhoseTurnDoesNotComeFailsAtMaxWait() {
        open(Rate.STANDARD, 1);
        call(1);
        CompletableFuture<RestResponse> late = call(SPAM, 2, new CallRules(Duration.ofSeconds(3), 5, 50));

        time.advance(Duration.ofMillis(2_999));
        assertThat(late).isNotDone();
        time.advance(Duration.ofMillis(1));

        B24LimitException failure = failure(late, B24LimitException.class);
        assertThat(failure).hasMessageContaining("maxWait (3000 ms)").hasMessageContaining("not executed");
        assertThat(failure.getRetryAfter()).isPositive();
        portal.last().yes();
        assertThat(portal.requests).hasSize(1);
    }

    @Test
    void aFullQueueRefusesAtOnce() {
        open(new Limits(null, 1, 2, 0));
        call(1);
        call(2);
        call(3);

        assertThat(failure(call(4), B24LimitException.class)).hasMessageContaining("maxQueued");
        assertThat(portal.requests).hasSize(1);
    }

    @Test
    void pollsGoAheadOfWaitingCalls() {
        open(null, 1);
        call(1);
        call(SPAM, 2, new CallRules(Duration.ofSeconds(60), 5, 1));
        caller.submit(
                RestCall.reading("imbot.v2.Event.get", Map.of("botId", 1)),
                new CallRules(Duration.ofSeconds(60), 5, 1),
                this,
                true);

        portal.last().yes();

        assertThat(portal.last().method()).isEqualTo("imbot.v2.Event.get");
    }

    @Test
    void closingFailsWaitingCallsAndLetsSentOnesFinish() {
        open(Rate.STANDARD, 1);
        CompletableFuture<RestResponse> sent = call(1);
        CompletableFuture<RestResponse> waiting = call(2);

        dispatcher.close();

        assertThat(failure(waiting, B24UnavailableException.class)).hasMessageContaining("stopped before it was sent");
        assertThat(failure(call(3), B24UnavailableException.class)).hasMessageContaining("stopped");
        assertThat(sent).isNotDone();
        portal.last().yes();
        assertThat(sent.join().result()).isEqualTo(true);
        assertThat(portal.requests).hasSize(1);
    }

    @Test
    void afterClosingNothingIsRepeated() {
        open(Rate.STANDARD, 1);
        CompletableFuture<RestResponse> sent = call(1);
        dispatcher.close();

        portal.last().error(503, "QUERY_LIMIT_EXCEEDED");

        failure(sent, B24LimitException.class);
        time.advance(Duration.ofMinutes(1));
        assertThat(portal.requests).hasSize(1);
    }

    @Test
    void anOwnerWithdrawsOnlyItsOwnCalls() {
        open(Rate.STANDARD, 1);
        call(1);
        CompletableFuture<RestResponse> mine = call(2);
        CompletableFuture<RestResponse> others =
                caller.submit(new RestCall(SPAM, Map.of("CHAT_ID", 3L), 3L, true), RULES, "another", false);

        dispatcher.withdraw(this);

        failure(mine, B24UnavailableException.class);
        assertThat(others).isNotDone();
        portal.last().yes();
        assertThat(portal.last().parameters()).containsEntry("CHAT_ID", 3L);
    }

    @Test
    void aCancelledCallIsNotSent() {
        open(Rate.STANDARD, 1);
        call(1);
        call(2).cancel(false);
        call(3);

        portal.last().yes();

        assertThat(portal.last().parameters()).isEqualTo(Map.of("CHAT_ID", 3L));
    }

    @Test
    void aCallbackMayCallAgain() {
        open(null, 1);
        List<Object> order = new ArrayList<>();
        call(1).thenAccept(done -> {
            order.add("first");
            call(2).thenAccept(again -> order.add("second"));
        });

        portal.last().yes();
        portal.last().yes();

        assertThat(order).containsExactly("first", "second");
    }

    @Test
    void manyWaitingCallsHaveOneTimer() {
        open(Rate.STANDARD, 1);
        LongStream.rangeClosed(1, 500).forEach(this::call);

        assertThat(time.scheduled()).isEqualTo(1);
    }
}
