// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.pace;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbitrix24.openlines.api.B24LimitException;
import io.github.camelbitrix24.openlines.rest.CallGroup;
import io.github.camelbitrix24.openlines.rest.CallOutcome;
import io.github.camelbitrix24.openlines.rest.RestResponse;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What follows on a group of calls. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SequelTest extends GroupsAtAScriptedPortal {
    @Test
    void whatFollowsOnAGroupGoesBeforeTheOtherCallsOfItsChat() {
        open(4);
        List<List<CallOutcome>> seen = new ArrayList<>();
        CompletableFuture<List<CallOutcome>> group = submit(looked(7), outcomes -> {
            seen.add(outcomes);
            return seen.size() == 1
                    ? Optional.of(new CallGroup(List.of(read(7)), 7L, Duration.ofSeconds(1)))
                    : Optional.empty();
        });
        CompletableFuture<RestResponse> later = single(7);
        portal.last().answer().completeExceptionally(new SocketException("reset"));
        time.advance(Duration.ofMillis(999));
        assertThat(portal.requests).hasSize(1);
        single(8);
        assertThat(portal.last().parameters()).containsEntry("CHAT_ID", 8L);

        time.advance(Duration.ofMillis(1));
        assertThat(portal.last().method()).isEqualTo(READ);
        assertThat(group).isNotDone();
        assertThat(later).isNotDone();
        portal.last().yes();

        assertThat(group.join()).hasSize(1);
        assertThat(seen).hasSize(2);
        assertThat(portal.last().method()).isEqualTo(SPAM);
        assertThat(portal.last().parameters()).containsEntry("CHAT_ID", 7L);
        portal.last().yes();
        assertThat(later).isDone();
    }

    @Test
    void whatFollowsHasAMaxWaitOfItsOwn() {
        open(1);
        rules = new CallRules(Duration.ofSeconds(10), 5, 50);
        CompletableFuture<List<CallOutcome>> group = submit(
                looked(7),
                outcomes -> outcomes.size() == 3
                        ? Optional.of(new CallGroup(List.of(read(7)), 7L, Duration.ofSeconds(9)))
                        : Optional.empty());
        time.advance(Duration.ofSeconds(9));
        portal.last().answer().completeExceptionally(new SocketException("timeout"));
        time.advance(Duration.ofSeconds(9));

        assertThat(portal.requests).hasSize(2);
        portal.last().error(503, "QUERY_LIMIT_EXCEEDED");
        time.advance(Duration.ofSeconds(3));
        assertThat(portal.requests).hasSize(3);
        portal.last().yes();
        assertThat(group).isDone();
    }

    @Test
    void aCallThatExpiresBehindOneThatGoesOnIsToldInTime() {
        open(1);
        CompletableFuture<List<CallOutcome>> group = submit(
                looked(7),
                outcomes -> outcomes.size() == 3
                        ? Optional.of(new CallGroup(List.of(read(7)), 7L, Duration.ofSeconds(50)))
                        : Optional.empty());
        CompletableFuture<List<CallOutcome>> behind = submit(looked(7));
        time.advance(Duration.ofSeconds(30));
        portal.last().answer().completeExceptionally(new SocketException("timeout"));

        time.advance(Duration.ofSeconds(30));

        assertThat(behind.join()).allSatisfy(outcome -> failure(outcome, B24LimitException.class));
        assertThat(group).isNotDone();
        time.advance(Duration.ofSeconds(20));
        portal.last().yes();
        assertThat(group).isDone();
    }

    @Test
    void nothingFollowsOnAGroupWhenTheComponentHasStopped() {
        open(1);
        CompletableFuture<List<CallOutcome>> group = submit(looked(7), outcomes -> Optional.of(looked(7)));
        dispatcher.close();

        portal.last().yes();

        assertThat(group).isDone();
        assertThat(portal.requests).hasSize(1);
    }

    @Test
    void aSequelThatThrowsEndsItsGroupOnly() {
        open(1);
        CompletableFuture<List<CallOutcome>> group = submit(looked(7), outcomes -> {
            throw new IllegalStateException("mistake");
        });
        CompletableFuture<RestResponse> next = single(7);

        portal.last().yes();
        portal.last().yes();

        assertThat(group).isCompletedWithValueMatching(outcomes -> outcomes.size() == 3);
        assertThat(next).isDone();
    }
}
