// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.pace;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbitrix24.openlines.rest.RestCall;
import io.github.camelbitrix24.openlines.rest.RestResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is known about a portal and its callers without asking. */
class PortalStateTest extends AtAScriptedPortal {

    private void turn(Duration by) {
        time.advance(by);
    }

    @Test
    void countsWhatWaitsWhatIsOnItsWayAndWhatWent() {
        open(Rate.STANDARD, 1);
        LongStream.rangeClosed(1, 31).forEach(this::call);

        assertThat(dispatcher.state().waiting()).isEqualTo(30);
        assertThat(dispatcher.state().inFlight()).isEqualTo(1);
        assertThat(dispatcher.state().budget()).hasValue(47);

        portal.last().yes();
        turn(Duration.ofMillis(100));
        portal.last().yes();

        PortalState state = dispatcher.state();
        assertThat(state.waiting()).isZero();
        assertThat(state.inFlight()).isZero();
        assertThat(state.requests()).isEqualTo(2);
        assertThat(state.batches()).isEqualTo(1);
        assertThat(state.batched()).isEqualTo(30);
        assertThat(state.refusals()).isZero();
    }

    @Test
    void aPortalWithoutARateHasNoLevel() {
        open(null, 4);

        assertThat(dispatcher.state().budget()).isEmpty();
    }

    @Test
    void refusalsInARowAreRememberedUntilARequestPasses() {
        open(Rate.STANDARD, 4);
        call(1);
        portal.last().error(503, "QUERY_LIMIT_EXCEEDED");

        PortalState first = dispatcher.state();
        assertThat(first.refusals()).isEqualTo(1);
        assertThat(first.refusedSince()).isEqualTo(START);
        assertThat(first.pausedUntil()).isAfterOrEqualTo(START.plusSeconds(1));

        turn(Duration.ofSeconds(2));
        portal.last().error(503, "QUERY_LIMIT_EXCEEDED");
        PortalState second = dispatcher.state();
        assertThat(second.refusals()).isEqualTo(2);
        assertThat(second.refusedSince()).isEqualTo(START);
        assertThat(second.refusedLast()).isEqualTo(START.plusSeconds(2));

        turn(Duration.ofSeconds(10));
        portal.last().yes();
        PortalState third = dispatcher.state();
        assertThat(third.refusals()).isEqualTo(2);
        assertThat(third.refusedSince()).isNull();
        assertThat(third.refusedLast()).isNull();
        assertThat(third.pausedUntil()).isNull();
    }

    @Test
    void callsThatWaitForTheBudgetWithoutABreakShowSinceWhen() {
        open(new Rate(1, 2), 4);
        caller.submit(RestCall.reading("user.current", Map.of()), RULES, this, false);
        portal.last().yes();
        assertThat(dispatcher.state().shortSince()).isNull();
        turn(Duration.ofMillis(200));
        RestCall alone = new RestCall("batch", Map.of("cmd", Map.of("a", "profile")), null, true);
        List<CompletableFuture<RestResponse>> calls = LongStream.rangeClosed(1, 5)
                .mapToObj(i -> caller.submit(alone, RULES, this, false))
                .toList();
        assertThat(dispatcher.state().shortSince()).isEqualTo(START.plusMillis(200));

        for (int second = 0; second < 4; second++) {
            turn(Duration.ofSeconds(1));
            portal.last().yes();
        }
        assertThat(calls.stream().filter(CompletableFuture::isDone)).hasSize(4);
        assertThat(dispatcher.state().shortSince()).isEqualTo(START.plusMillis(200));

        turn(Duration.ofSeconds(1));
        portal.last().yes();
        assertThat(calls).allMatch(CompletableFuture::isDone);
        assertThat(dispatcher.state().shortSince()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "401, INVALID_CREDENTIALS, CREDENTIALS",
        "401, NO_AUTH_FOUND, CREDENTIALS",
        "401, authorization_error, CREDENTIALS",
        "401, expired_token, CREDENTIALS",
        "401, APPLICATION_NOT_FOUND, CREDENTIALS",
        "401, ACCESS_DENIED, CREDENTIALS",
        "401, OVERLOAD_LIMIT, BLOCKED",
        "403, PORTAL_DELETED, GONE",
        "401, CONNECTION_ERROR, UNREACHABLE",
    })
    void whatKeepsTheCallerOutStaysUntilACallIsLetIn(int status, String code, Trouble.Kind kind) {
        open(Rate.STANDARD, 1);
        call(1);
        assertThat(caller.state().trouble()).isNull();
        portal.last().error(status, code);
        assertThat(caller.state().trouble()).isEqualTo(new Trouble(kind, code, status, START, START));

        turn(Duration.ofMinutes(1));
        call(2);
        portal.last().error(status, code);
        Trouble later = caller.state().trouble();
        assertThat(later.since()).isEqualTo(START);
        assertThat(later.last()).isEqualTo(START.plusSeconds(60));
        assertThat(caller.state().answered()).isNull();

        turn(Duration.ofMinutes(1));
        call(3);
        portal.last().yes();
        assertThat(caller.state().trouble()).isNull();
        assertThat(caller.state().answered()).isEqualTo(START.plusSeconds(120));
    }

    @ParameterizedTest
    @CsvSource({
        "400, CHAT_ID",
        "400, ''",
        "400, ACCESS_DENIED",
        "403, ACCESS_DENIED",
        "401, insufficient_scope",
        "403, WRONG_AUTH_TYPE",
        "404, ERROR_METHOD_NOT_FOUND",
        "500, INTERNAL_SERVER_ERROR"
    })
    void aRefusalOfOneCallIsNoTrouble(int status, String code) {
        open(Rate.STANDARD, 1);
        CompletableFuture<RestResponse> refused = call(1);

        portal.last().error(status, code);

        assertThat(refused).isCompletedExceptionally();
        assertThat(caller.state().trouble()).isNull();
    }

    @Test
    void aCallThatIsRefusedOnItsMeritsShowsThatTheCallerIsLetIn() {
        open(Rate.STANDARD, 1);
        call(1);
        portal.last().error(401, "INVALID_CREDENTIALS");

        call(2);
        portal.last().error(400, "CHAT_ID");

        assertThat(caller.state().trouble()).isNull();
    }

    @Test
    void oneCallersTroubleIsNotTheOthers() {
        open(Rate.STANDARD, 1);
        PortalCaller other = caller("31/two");
        call(1);

        portal.last().error(401, "INVALID_CREDENTIALS");

        assertThat(other.state().trouble()).isNull();
    }

    @Test
    void aBlockedMethodShowsUntilWhen() {
        open(Rate.STANDARD, 1);
        call(1);
        portal.last().error(429, "OPERATION_TIME_LIMIT");

        assertThat(caller.state().shut())
                .containsExactly(new CallerState.ShutMethod(SPAM, START.plusSeconds(60), true));
        assertThat(caller.state().trouble()).isNull();

        turn(Duration.ofSeconds(61));
        assertThat(caller.state().shut()).isEmpty();
    }

    @Test
    void aMethodNearItsLimitIsSpreadNotBlocked() {
        open(Rate.STANDARD, 1);
        call(1);
        portal.last()
                .json(
                        200,
                        Map.of(
                                "result",
                                true,
                                "time",
                                Map.of(
                                        "duration", 1.0,
                                        "operating", 470.0,
                                        "operating_reset_at",
                                                START.plusSeconds(100).getEpochSecond())));

        assertThat(caller.state().shut()).singleElement().satisfies(method -> {
            assertThat(method.method()).isEqualTo(SPAM);
            assertThat(method.blocked()).isFalse();
            assertThat(method.until()).isAfter(START).isBefore(START.plusSeconds(100));
        });
    }

    @Test
    void aPortalWhoseTimerIsLostIsStalled() {
        Time silent = new Time() {
            @Override
            public long nanos() {
                return time.nanos();
            }

            @Override
            public Instant now() {
                return time.now();
            }

            @Override
            public void schedule(Runnable task, long delayNanos) {
                // a timer that never rings
            }
        };
        Limits limits = new Limits(Rate.STANDARD, 1, 1_000, 480);
        dispatcher = new Dispatcher(limits, Budget.local(limits, silent), silent, Runnable::run);
        caller = caller("27/one");
        call(1);
        call(SPAM, 2, new CallRules(Duration.ofSeconds(5), 5, 50));
        turn(Duration.ofSeconds(15));
        assertThat(dispatcher.state().stalledSince()).isNull();

        turn(Duration.ofSeconds(1));

        assertThat(dispatcher.state().stalledSince()).isEqualTo(START.plusSeconds(5));
        portal.last().yes();
        assertThat(dispatcher.state().stalledSince()).isNull();
    }

    @Test
    void aPortalWhoseLoopHangsIsStalled() throws Exception {
        CountDownLatch hangs = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        ScriptedBudget budget = new ScriptedBudget();
        budget.answers.add(() -> {
            hangs.countDown();
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return CompletableFuture.completedFuture(0L);
        });
        dispatcher = new Dispatcher(new Limits(Rate.STANDARD, 1, 1_000, 480), budget, time, Runnable::run);
        caller = caller("27/one");
        Thread loop = new Thread(() -> call(1));
        loop.start();
        hangs.await();

        turn(Duration.ofSeconds(11));
        assertThat(dispatcher.state().stalledSince()).isEqualTo(START);

        over.countDown();
        loop.join();
        assertThat(dispatcher.state().stalledSince()).isNull();
        assertThat(portal.requests).hasSize(1);
    }

    @Test
    void aPortalWhoseCallsWaitForTheirTurnIsNotStalled() {
        open(Rate.STANDARD, 1);
        call(1);
        call(SPAM, 2, new CallRules(Duration.ofMinutes(10), 5, 50));

        for (int second = 0; second < 590; second++) {
            turn(Duration.ofSeconds(1));
            assertThat(dispatcher.state().stalledSince()).isNull();
        }
    }
}
