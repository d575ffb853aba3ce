// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.pace;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbitrix24.openlines.api.B24Exception;
import io.github.camelbitrix24.openlines.api.B24LimitException;
import io.github.camelbitrix24.openlines.api.B24OutcomeUnknownException;
import io.github.camelbitrix24.openlines.api.B24UnavailableException;
import io.github.camelbitrix24.openlines.rest.RestCall;
import io.github.camelbitrix24.openlines.rest.RestResponse;
import io.github.camelbitrix24.openlines.simulator.Fault;
import io.github.camelbitrix24.openlines.simulator.PortalSimulator;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every fault of §1.11, on a call alone and on a batch: how often the portal executes, and what the caller is told, once. */
class FaultsAtThePortalTest {
    private static final String SKIP = "imopenlines.operator.skip";
    private static final Duration TIMEOUT = Duration.ofMillis(400);
    private static final Limits LIMITS = new Limits(Rate.STANDARD, 1, 1_000, 480);
    private static final CallRules RULES = new CallRules(Duration.ofMinutes(3), 3, 50);

    /** A fault, how often it happens, how often the method runs then, and the failure, null for success. */
    static Stream<Arguments> faults() {
        return Stream.of(
                fault("one 503", Fault.status(503, "QUERY_LIMIT_EXCEEDED"), 1, 1, null),
                fault("three 503", Fault.status(503, "QUERY_LIMIT_EXCEEDED"), 3, 1, null),
                fault("503 forever", Fault.status(503, "QUERY_LIMIT_EXCEEDED"), 99, 0, B24LimitException.class),
                fault("429", Fault.status(429, "OPERATION_TIME_LIMIT"), 1, 1, null),
                fault("OVERLOAD_LIMIT", Fault.status(503, "OVERLOAD_LIMIT"), 1, 0, B24LimitException.class),
                fault("OVERLOAD_LIMIT at 401", Fault.status(401, "OVERLOAD_LIMIT"), 1, 0, B24LimitException.class),
                fault("CONNECTION_ERROR", Fault.status(401, "CONNECTION_ERROR"), 1, 1, null),
                fault("503 HTML", Fault.html(503), 1, 0, B24OutcomeUnknownException.class),
                fault("500 known", Fault.status(500, "INTERNAL_SERVER_ERROR"), 1, 0, B24OutcomeUnknownException.class),
                fault("500 unknown", Fault.status(500, "SOMETHING_NEW"), 1, 0, B24OutcomeUnknownException.class),
                fault("cut before execution", Fault.cutBeforeExecution(), 1, 0, B24OutcomeUnknownException.class),
                fault("cut after execution", Fault.cutAfterExecution(), 1, 1, B24OutcomeUnknownException.class),
                fault("half a body", Fault.halfBody(), 1, 1, B24OutcomeUnknownException.class),
                fault("empty body", Fault.emptyBody(), 1, -1, B24OutcomeUnknownException.class),
                fault("late answer", Fault.slow(Duration.ofSeconds(2)), 1, 1, B24OutcomeUnknownException.class),
                fault(
                        "302 to a foreign host",
                        Fault.redirect("https://evil.example/rest/1/x/" + SKIP),
                        1,
                        0,
                        B24UnavailableException.class),
                fault("302 to its own host", Fault.redirect("/coupon.php"), 1, 0, B24UnavailableException.class));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void aSingleCall(String name, Fault fault, int times, int executed, Class<? extends B24Exception> failure)
            throws Exception {
        try (TurnedPortal turned = new TurnedPortal(PortalSimulator.standard(), LIMITS, TIMEOUT, null)) {
            Calls calls = new Calls(turned, 1);
            turned.portal.faults().next(SKIP, fault, times);

            calls.submit();
            calls.await();

            calls.assertExecuted(executed);
            calls.assertFailed(failure);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void aBatch(String name, Fault fault, int times, int executed, Class<? extends B24Exception> failure)
            throws Exception {
        try (TurnedPortal turned = new TurnedPortal(PortalSimulator.standard(), LIMITS, TIMEOUT, null)) {
            Calls calls = new Calls(turned, 4);
            turned.portal.faults().next("batch", fault, times);
            turned.portal.faults().next("server.time", Fault.slow(Duration.ofMillis(200)));

            turned.caller.submit(RestCall.reading("server.time", Map.of()), RULES, this, false);
            calls.submit();
            calls.await();

            calls.assertExecuted(executed);
            calls.assertFailed(failure);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void whatWasCutBeforeSendingGoesAgain(int times) throws Exception {
        try (TurnedPortal turned = new TurnedPortal(PortalSimulator.standard(), LIMITS, TIMEOUT, null)) {
            Calls calls = new Calls(turned, 1);
            turned.unreachable(times);

            calls.submit();
            calls.await();

            calls.assertExecuted(1);
            calls.assertFailed(null);
        }
    }

    @Test
    void aPortalThatIsNeverReachedIsUnavailable() throws Exception {
        try (TurnedPortal turned = new TurnedPortal(PortalSimulator.standard(), LIMITS, TIMEOUT, null)) {
            Calls calls = new Calls(turned, 2);
            turned.unreachable(99);

            calls.submit();
            calls.await();

            calls.assertExecuted(0);
            calls.assertFailed(B24UnavailableException.class);
        }
    }

    @Test
    void aBatchAnsweredWithoutSomeKeysLeavesThoseCallsUnknown() throws Exception {
        try (TurnedPortal turned = new TurnedPortal(PortalSimulator.standard(), LIMITS, TIMEOUT, null)) {
            Calls calls = new Calls(turned, 4);
            turned.portal.faults().nextCommand(SKIP, Fault.droppedFromBatch());
            turned.portal.faults().nextCommand(SKIP, Fault.droppedFromBatchBeforeExecution());
            turned.portal.faults().next("server.time", Fault.slow(Duration.ofMillis(200)));

            turned.caller.submit(RestCall.reading("server.time", Map.of()), RULES, this, false);
            calls.submit();
            calls.await();

            assertThat(turned.portal.executions(SKIP)).hasSize(3);
            assertThat(calls.failures())
                    .containsExactly(B24OutcomeUnknownException.class, B24OutcomeUnknownException.class, null, null);
        }
    }

    @Test
    void aCommandOverItsOperatingTimeGoesAgainAlone() throws Exception {
        try (TurnedPortal turned = new TurnedPortal(PortalSimulator.standard(), LIMITS, TIMEOUT, null)) {
            Calls calls = new Calls(turned, 4);
            turned.portal.faults().nextCommand(SKIP, Fault.status(429, "OPERATION_TIME_LIMIT"));
            turned.portal.faults().next("server.time", Fault.slow(Duration.ofMillis(200)));

            turned.caller.submit(RestCall.reading("server.time", Map.of()), RULES, this, false);
            calls.submit();
            calls.await();

            calls.assertExecuted(1);
            calls.assertFailed(null);
        }
    }

    @Test
    void aMethodOverItsOperatingTimeWaitsForThePortalsWindow() throws Exception {
        Limits unspread = new Limits(Rate.STANDARD, 1, 1_000, 0);
        try (TurnedPortal turned =
                new TurnedPortal(PortalSimulator.standard().operatingLimit(100), unspread, TIMEOUT, null)) {
            turned.portal.takes(SKIP, Duration.ofSeconds(60));
            Calls calls = new Calls(turned, 3);
            CallRules patient = new CallRules(Duration.ofMinutes(20), 3, 50);

            calls.submit(patient);
            turned.turnBy(Duration.ofSeconds(5));
            assertThat(turned.portal.executions(SKIP)).hasSize(2);
            turned.turnUntil(calls::done, Duration.ofMinutes(15));

            calls.assertExecuted(1);
            calls.assertFailed(null);
            assertThat(turned.turned()).isGreaterThan(Duration.ofMinutes(9));
        }
    }

    @Test
    void aWindowThatOpensTooLateFailsAtOnce() throws Exception {
        Limits unspread = new Limits(Rate.STANDARD, 1, 1_000, 0);
        try (TurnedPortal turned =
                new TurnedPortal(PortalSimulator.standard().operatingLimit(100), unspread, TIMEOUT, null)) {
            turned.portal.takes(SKIP, Duration.ofSeconds(60));
            Calls calls = new Calls(turned, 4);

            calls.submit(new CallRules(Duration.ofMinutes(1), 3, 1));
            turned.settle();

            assertThat(turned.portal.executions(SKIP)).hasSize(2);
            assertThat(calls.failures()).containsExactly(null, null, B24LimitException.class, B24LimitException.class);
            assertThat(turned.portal.requests()).hasSize(3);
            assertThat(((B24LimitException) calls.failure(3)).getRetryAfter()).isGreaterThan(Duration.ofMinutes(5));
        }
    }

    @Test
    void aPortalThatMovedIsFollowedOnceAndRemembered() throws Exception {
        try (TurnedPortal turned = new TurnedPortal(PortalSimulator.standard(), LIMITS, TIMEOUT, "localhost")) {
            Calls calls = new Calls(turned, 2);
            turned.portal.faults().next(SKIP, Fault.redirect(elsewhere(turned.portal, SKIP)));

            calls.submit();
            calls.await();

            calls.assertExecuted(1);
            calls.assertFailed(null);
            assertThat(turned.portal.requests()).hasSize(3);
        }
    }

    @Test
    void aRedirectInALoopIsFollowedOnce() throws Exception {
        try (TurnedPortal turned =
                new TurnedPortal(PortalSimulator.standard(), LIMITS, TIMEOUT, "localhost,127.0.0.1")) {
            Calls calls = new Calls(turned, 1);
            turned.portal.faults().next(SKIP, Fault.redirect(elsewhere(turned.portal, SKIP)));
            turned.portal
                    .faults()
                    .next(SKIP, Fault.redirect(turned.portal.webhook(1).url() + SKIP), 9);

            calls.submit();
            calls.await();

            calls.assertExecuted(0);
            calls.assertFailed(B24UnavailableException.class);
            assertThat(turned.portal.requests()).hasSize(2);
        }
    }

    private static String elsewhere(PortalSimulator portal, String method) {
        return portal.webhook(1).url().replace("127.0.0.1", "localhost") + method;
    }

    private static Arguments fault(
            String name, Fault fault, int times, int executed, Class<? extends B24Exception> failure) {
        return Arguments.of(name, fault, times, executed, failure);
    }

    /** Skips of as many dialogs, and how often each caller was told. */
    private static final class Calls {
        private final TurnedPortal turned;
        private final List<Long> chats;
        private final AtomicInteger told = new AtomicInteger();
        private List<CompletableFuture<RestResponse>> answers;

        Calls(TurnedPortal turned, int number) {
            this.turned = turned;
            this.chats = IntStream.range(0, number)
                    .mapToObj(client ->
                            turned.portal.client("Client " + client).on(22).writes("Hello"))
                    .toList();
        }

        void submit() {
            submit(RULES);
        }

        void submit(CallRules rules) {
            answers = chats.stream()
                    .map(chat -> turned.caller.submit(
                            new RestCall(SKIP, Map.of("CHAT_ID", chat), chat, true), rules, this, false))
                    .toList();
            answers.forEach(answer -> answer.whenComplete((done, failure) -> told.incrementAndGet()));
        }

        boolean done() {
            return answers.stream().allMatch(CompletableFuture::isDone);
        }

        void await() {
            turned.turnUntil(this::done, Duration.ofMinutes(4));
            turned.turnBy(Duration.ofSeconds(20));
            assertThat(told).hasValue(chats.size());
        }

        /** How often each dialog's skip was executed; -1 if that does not matter. */
        void assertExecuted(int times) {
            List<Long> executed = turned.portal.executions(SKIP).stream()
                    .map(execution ->
                            Long.valueOf(execution.parameters().get("CHAT_ID").toString()))
                    .toList();
            assertThat(executed).doesNotHaveDuplicates();
            if (times >= 0) {
                assertThat(executed).hasSize(times * chats.size());
            }
        }

        void assertFailed(Class<? extends B24Exception> type) {
            assertThat(failures())
                    .allSatisfy(failure -> assertThat((Object) failure).isEqualTo(type));
        }

        List<Class<?>> failures() {
            return IntStream.range(0, answers.size())
                    .<Class<?>>mapToObj(index ->
                            failure(index) == null ? null : failure(index).getClass())
                    .collect(Collectors.toList());
        }

        Throwable failure(int index) {
            return answers.get(index).isCompletedExceptionally()
                    ? answers.get(index).handle((done, failure) -> failure).join()
                    : null;
        }
    }
}
