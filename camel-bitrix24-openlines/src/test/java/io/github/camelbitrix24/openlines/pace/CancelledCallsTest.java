// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.pace;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbitrix24.openlines.api.B24OutcomeUnknownException;
import io.github.camelbitrix24.openlines.api.B24UnavailableException;
import io.github.camelbitrix24.openlines.rest.CallGroup;
import io.github.camelbitrix24.openlines.rest.CallOutcome;
import io.github.camelbitrix24.openlines.rest.RestCall;
import io.github.camelbitrix24.openlines.rest.RestResponse;
import io.github.camelbitrix24.openlines.rest.Sequel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls that nobody waits for any more: what has not gone does not go, what has is unknown. */
class CancelledCallsTest extends AtAScriptedPortal {
    private final AtomicBoolean abandoned = new AtomicBoolean();
    private final CancellationSignal signal = new CancellationSignal(abandoned::get);

    @BeforeEach
    void open() {
        open(null, 1);
    }

    private CompletableFuture<RestResponse> signalled(long chat) {
        return caller.cancelledBy(signal)
                .submit(new RestCall(SPAM, Map.of("CHAT_ID", chat), chat, true), RULES, this, false);
    }

    @Test
    void whatWaitsDoesNotGo() {
        CompletableFuture<RestResponse> first = call(1);
        CompletableFuture<RestResponse> waiting = signalled(2);

        signal.cancel();

        assertThat(failure(waiting, B24UnavailableException.class)).hasMessageContaining("It was not executed");
        portal.last().yes();
        assertThat(first).isCompleted();
        assertThat(portal.requests).hasSize(1);
        assertThat(dispatcher.idle()).isTrue();
    }

    @Test
    void whatIsFoundAbandonedWhenItsTurnComesDoesNotGo() {
        call(1);
        CompletableFuture<RestResponse> waiting = signalled(2);
        CompletableFuture<RestResponse> behind = call(2);

        abandoned.set(true);
        portal.last().yes();

        assertThat(failure(waiting, B24UnavailableException.class)).hasMessageContaining("It was not executed");
        portal.last().yes();
        assertThat(behind).isCompleted();
        assertThat(portal.requests).hasSize(2);
        assertThat(dispatcher.idle()).isTrue();
    }

    @Test
    void whatIsOnItsWayIsUnknownAndTheChatGoesOn() {
        CompletableFuture<RestResponse> sent = signalled(1);
        CompletableFuture<RestResponse> behind = call(1);

        signal.cancel();

        assertThat(failure(sent, B24OutcomeUnknownException.class)).hasMessageContaining("may have been executed");
        portal.requests.get(0).yes();
        portal.last().yes();
        assertThat(behind).isCompleted();
        assertThat(portal.requests).hasSize(2);
    }

    @Test
    void whatComesAfterTheSignalDoesNotGo() {
        signal.cancel();
        call(1);

        assertThat(failure(signalled(2), B24UnavailableException.class)).hasMessageContaining("not executed");
        assertThat(portal.requests).hasSize(1);
    }

    @Test
    void whatIsToBeRepeatedIsNot() {
        CompletableFuture<RestResponse> sent = signalled(1);
        abandoned.set(true);

        portal.last().error(503, "QUERY_LIMIT_EXCEEDED");
        time.advance(Duration.ofSeconds(30));

        assertThat(portal.requests).hasSize(1);
        assertThat(failure(sent, B24UnavailableException.class)).hasMessageContaining("not executed");
    }

    @Test
    void aGroupIsToldForEachOfItsCalls() {
        RestCall read = new RestCall("imopenlines.dialog.get", Map.of("CHAT_ID", 1L), 1L, false);
        RestCall act = new RestCall(SPAM, Map.of("CHAT_ID", 1L), 1L, true);
        CompletableFuture<List<CallOutcome>> group =
                caller.cancelledBy(signal).submit(CallGroup.of(1L, read, act), Sequel.NONE, RULES, this);

        signal.cancel();

        assertThat(group.join())
                .allSatisfy(outcome -> assertThat(((CallOutcome.Failed) outcome).failure())
                        .isInstanceOf(B24OutcomeUnknownException.class));
    }

    @Test
    void anAnswerThatCameBeforeTheSignalStands() {
        CompletableFuture<RestResponse> done = signalled(1);
        portal.last().yes();

        signal.cancel();

        assertThat(done).isCompleted();
    }
}
