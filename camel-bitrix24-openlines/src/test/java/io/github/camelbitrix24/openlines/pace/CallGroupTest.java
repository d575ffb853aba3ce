// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.pace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelbitrix24.openlines.api.B24InvalidRequestException;
import io.github.camelbitrix24.openlines.api.B24LimitException;
import io.github.camelbitrix24.openlines.api.B24OutcomeUnknownException;
import io.github.camelbitrix24.openlines.api.B24RefusedException;
import io.github.camelbitrix24.openlines.api.B24UnavailableException;
import io.github.camelbitrix24.openlines.rest.CallGroup;
import io.github.camelbitrix24.openlines.rest.CallOutcome;
import io.github.camelbitrix24.openlines.rest.Reference;
import io.github.camelbitrix24.openlines.rest.RestCall;
import io.github.camelbitrix24.openlines.rest.Sequel;
import io.github.camelbitrix24.openlines.simulator.PortalSimulator;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Groups of calls that go together. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CallGroupTest extends GroupsAtAScriptedPortal {
    @Test
    void aGroupOnAnIdlePortalIsOneBatchInItsOrder() {
        open(1);

        CompletableFuture<List<CallOutcome>> group = submit(looked(7));
        assertThat(portal.last().method()).isEqualTo("batch");
        assertThat(portal.last().commands())
                .containsExactly(READ + "?CHAT_ID=7", SPAM + "?CHAT_ID=7", READ + "?CHAT_ID=7");
        answer(Map.of("c0", "before", "c2", "after"), Map.of("c1", error("ACCESS_DENIED")));

        List<CallOutcome> outcomes = group.join();
        assertThat(((CallOutcome.Done) outcomes.get(0)).response().result()).isEqualTo("before");
        assertThat(failure(outcomes.get(1), B24RefusedException.class).getRestMethod())
                .isEqualTo(SPAM);
        assertThat(((CallOutcome.Done) outcomes.get(2)).response().result()).isEqualTo("after");
        assertThat(portal.requests).hasSize(1);
    }

    @Test
    void aGroupOfOneCallIsACallOfItsMethod() {
        open(1);

        CompletableFuture<List<CallOutcome>> group = submit(CallGroup.of(7L, read(7)));

        assertThat(portal.last().method()).isEqualTo(READ);
        portal.last().yes();
        assertThat(group.join()).hasSize(1);
    }

    @Test
    void groupsAndSingleCallsShareABatchAndEachReferenceKeepsToItsGroup() {
        open(1);
        single(1);
        single(2);
        RestCall byCode = RestCall.reading(READ, Map.of("USER_CODE", "a|1|b|c"));
        RestCall resolved = new RestCall(SPAM, Map.of("CHAT_ID", Reference.toNumber(0, "id")), null, true);
        List<CompletableFuture<List<CallOutcome>>> groups =
                List.of(submit(CallGroup.of(null, byCode, resolved)), submit(CallGroup.of(null, byCode, resolved)));
        portal.last().yes();

        assertThat(portal.last().commands())
                .containsExactly(
                        SPAM + "?CHAT_ID=2",
                        READ + "?USER_CODE=a%7C1%7Cb%7Cc",
                        SPAM + "?CHAT_ID=0%24result%5Bc1%5D%5Bid%5D",
                        READ + "?USER_CODE=a%7C1%7Cb%7Cc",
                        SPAM + "?CHAT_ID=0%24result%5Bc3%5D%5Bid%5D");
        portal.last().yes();
        assertThat(groups).allMatch(CompletableFuture::isDone);
        assertThat(portal.requests).hasSize(2);
    }

    @Test
    void aReferenceIsOnlyToAnEarlierCallOfTheGroup() {
        RestCall forward = new RestCall(SPAM, Map.of("CHAT_ID", Reference.toNumber(1, "id")), null, true);

        assertThatThrownBy(() -> CallGroup.of(null, forward, read(1))).hasMessageContaining("not before it");
    }

    @Test
    void aGroupIsCountedByItsCallsAndNeverSplit() {
        open(1);
        single(1);
        for (long chat = 2; chat <= 21; chat++) {
            submit(looked(chat));
        }
        portal.last().yes();

        assertThat(portal.last().commands()).hasSize(48);
        portal.last().yes();
        assertThat(portal.last().commands()).hasSize(12);
        portal.last().yes();
        assertThat(portal.requests).hasSize(3);
    }

    @Test
    void aGroupGoesWholeAndAloneWhereCallsDoNotGoTogether() {
        rules = new CallRules(Duration.ofSeconds(60), 5, 1);
        open(1);
        submit(looked(1));
        submit(looked(2));

        assertThat(portal.last().commands()).hasSize(3);
        portal.last().yes();
        assertThat(portal.last().commands()).hasSize(3);
    }

    @Test
    void twoGroupsOfAChatDoNotShareABatch() {
        open(1);
        single(1);
        submit(looked(2));
        submit(looked(2));
        submit(looked(3));
        portal.last().yes();

        assertThat(portal.last().commands()).hasSize(6).contains(SPAM + "?CHAT_ID=2", SPAM + "?CHAT_ID=3");
        portal.last().yes();
        assertThat(portal.last().commands()).hasSize(3).contains(SPAM + "?CHAT_ID=2");
    }

    @Test
    void aLostBatchLeavesEveryCallUnknownAndIsNotRepeated() {
        open(1);
        CompletableFuture<List<CallOutcome>> group = submit(looked(7));

        portal.last().answer().completeExceptionally(new SocketException("reset"));

        assertThat(group.join()).hasSize(3).allSatisfy(outcome -> failure(outcome, B24OutcomeUnknownException.class));
        assertThat(portal.requests).hasSize(1);
    }

    @Test
    void aGroupRefusedForTheRateGoesAgainAsAWhole() {
        open(1);
        CompletableFuture<List<CallOutcome>> group = submit(looked(7));
        portal.last().error(503, "QUERY_LIMIT_EXCEEDED");
        time.advance(Duration.ofSeconds(3));

        assertThat(portal.requests).hasSize(2);
        assertThat(portal.last().commands()).hasSize(3);
        portal.last().yes();
        assertThat(group.join())
                .allSatisfy(outcome -> assertThat(
                                ((CallOutcome.Done) outcome).response().attempts())
                        .isEqualTo(2));
    }

    @Test
    void aGroupWhoseActionWasOverItsOperatingTimeGoesAgainAsAWhole() {
        rules = new CallRules(Duration.ofMinutes(3), 5, 50);
        open(1);
        CompletableFuture<List<CallOutcome>> group = submit(looked(7));
        answer(Map.of("c0", "before", "c2", "after"), Map.of("c1", error("OPERATION_TIME_LIMIT")));
        time.advance(Duration.ofSeconds(59));
        assertThat(portal.requests).hasSize(1);

        time.advance(Duration.ofSeconds(1));
        assertThat(portal.requests).hasSize(2);
        assertThat(portal.last().commands()).hasSize(3);
        portal.last().yes();
        assertThat(group).isDone();
    }

    @Test
    void aGroupWaitsForEachOfItsMethods() {
        open(1);
        CompletableFuture<List<CallOutcome>> first = submit(looked(7));
        answer(Map.of("c0", "before", "c2", "after"), Map.of("c1", error("OPERATION_TIME_LIMIT")));
        failure(first.join().get(1), B24LimitException.class);

        rules = new CallRules(Duration.ofSeconds(59), 5, 50);
        CompletableFuture<List<CallOutcome>> tooLong = submit(looked(8));
        assertThat(tooLong).isDone();
        failure(tooLong.join().get(0), B24LimitException.class);
        submit(CallGroup.of(9L, read(9)));
        assertThat(portal.last().method()).isEqualTo(READ);
        assertThat(portal.requests).hasSize(2);
    }

    @Test
    void aWithdrawnGroupIsToldThatItStopped() {
        open(1);
        single(1);
        CompletableFuture<List<CallOutcome>> group = submit(looked(7));

        dispatcher.withdraw(this);

        assertThat(group.join()).allSatisfy(outcome -> failure(outcome, B24UnavailableException.class));
    }

    @Test
    void aGroupWhoseActionMayHaveRunIsNotRepeatedForItsReads() {
        open(1);
        for (String missing : List.of("ran", "lost")) {
            CompletableFuture<List<CallOutcome>> group = submit(looked(7));
            int before = portal.requests.size();

            answer(
                    missing.equals("ran") ? Map.of("c0", "before", "c1", true) : Map.of("c0", "before"),
                    Map.of("c2", error("QUERY_LIMIT_EXCEEDED")));

            List<CallOutcome> outcomes = group.join();
            failure(outcomes.get(2), B24LimitException.class);
            if (missing.equals("lost")) {
                failure(outcomes.get(1), B24OutcomeUnknownException.class);
            }
            assertThat(portal.requests).hasSize(before);
        }
    }

    @Test
    void aGroupThatOnlyReadsIsRepeatedForAnyOfItsReads() {
        open(1);
        CompletableFuture<List<CallOutcome>> group = submit(CallGroup.of(7L, read(7), read(8)));

        answer(Map.of("c0", "one"), Map.of("c1", error("QUERY_LIMIT_EXCEEDED")));
        time.advance(Duration.ofSeconds(2));

        assertThat(portal.requests).hasSize(2);
        portal.last().yes();
        assertThat(group).isDone();
    }

    @Test
    void aGroupThatCannotBeSaidInABatchIsRefused() {
        open(1);
        RestCall call = new RestCall(SPAM, Map.of("MESSAGE", "it is $result[c0]"), 7L, true);

        assertThatThrownBy(() -> submit(CallGroup.of(7L, read(7), call)))
                .isInstanceOf(B24InvalidRequestException.class)
                .hasMessageContaining(SPAM)
                .hasMessageContaining("$result[");
        assertThat(portal.requests).isEmpty();
    }

    @Test
    void aCancelledGroupWaitsNoMore() {
        open(1);
        single(1);
        submit(looked(7)).cancel(false);
        submit(looked(8));

        portal.last().yes();

        assertThat(portal.last().commands()).hasSize(3).contains(SPAM + "?CHAT_ID=8");
    }

    @Test
    void aReferenceToARefusedCallReachesNoChatAtAll() throws Exception {
        try (TurnedPortal desk = new TurnedPortal(
                PortalSimulator.standard(), new Limits(null, 1, 100, 0), Duration.ofSeconds(10), null)) {
            long chat = desk.portal.client("Anna").on(22).writes("Hello");
            CallGroup bad = CallGroup.of(
                    null, read(99_999), new RestCall(SPAM, Map.of("CHAT_ID", Reference.toNumber(0, "id")), null, true));
            CallGroup good = CallGroup.of(
                    null, read(chat), new RestCall(SPAM, Map.of("CHAT_ID", Reference.toNumber(0, "id")), null, true));

            List<CallOutcome> refused =
                    desk.caller.submit(bad, Sequel.NONE, rules, this).join();
            List<CallOutcome> done =
                    desk.caller.submit(good, Sequel.NONE, rules, this).join();

            assertThat(failure(refused.get(1), B24RefusedException.class).getErrorCode())
                    .isEqualTo("CHAT_ID");
            assertThat(done.get(1)).isInstanceOf(CallOutcome.Done.class);
            assertThat(desk.portal.dialog(chat).closed()).isTrue();
        }
    }
}
