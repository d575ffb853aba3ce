// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.pace;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbitrix24.openlines.api.B24Exception;
import io.github.camelbitrix24.openlines.api.B24LimitException;
import io.github.camelbitrix24.openlines.api.B24OutcomeUnknownException;
import io.github.camelbitrix24.openlines.api.B24RefusedException;
import io.github.camelbitrix24.openlines.api.B24UnavailableException;
import io.github.camelbitrix24.openlines.auth.Webhook;
import io.github.camelbitrix24.openlines.rest.Json;
import io.github.camelbitrix24.openlines.rest.PortalAddress;
import io.github.camelbitrix24.openlines.rest.RestCall;
import io.github.camelbitrix24.openlines.rest.RestResponse;
import io.github.camelbitrix24.openlines.wire.HttpAnswer;
import io.github.camelbitrix24.openlines.wire.PortalLocation;
import io.github.camelbitrix24.openlines.wire.PortalWire;
import io.github.camelbitrix24.openlines.wire.RedirectHosts;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** When calls go, with whom, and whether again: turned time, and answers that the test gives one by one. */
class DispatcherTest {
    private static final Instant START = Instant.parse("2026-03-17T12:00:00Z");
    private static final CallRules RULES = new CallRules(Duration.ofSeconds(60), 5, 50);
    private static final String SPAM = "imopenlines.operator.spam";
    private static final String SKIP = "imopenlines.operator.skip";

    private final TurnedTime time = new TurnedTime(START);
    private final ScriptedTransport portal = new ScriptedTransport();
    private Dispatcher dispatcher;
    private PortalCaller caller;

    private void open(Rate rate, int maxInFlight) {
        open(new Limits(rate, maxInFlight, 1_000, 480));
    }

    private void open(Limits limits) {
        dispatcher = new Dispatcher(limits, Budget.local(limits, time), time, Runnable::run);
        caller = caller("27/one");
    }

    private PortalCaller caller(String token) {
        PortalLocation location =
                new PortalLocation(new PortalAddress("http", "portal", -1), RedirectHosts.parse(null));
        return dispatcher.caller(new PortalWire(location, Webhook.parse(token), portal));
    }

    private CompletableFuture<RestResponse> call(long chat) {
        return call(SPAM, chat, RULES);
    }

    private CompletableFuture<RestResponse> call(String method, long chat, CallRules rules) {
        return caller.submit(new RestCall(method, Map.of("CHAT_ID", chat), chat, true), rules, this, false);
    }

    @Test
    void anIdlePortalSeesSingleCalls() {
        open(Rate.STANDARD, 4);

        List<CompletableFuture<RestResponse>> calls =
                LongStream.rangeClosed(1, 4).mapToObj(this::call).toList();

        assertThat(portal.requests)
                .extracting(ScriptedTransport.Request::method)
                .containsOnly(SPAM);
        assertThat(portal.requests).hasSize(4);
        portal.requests.forEach(ScriptedTransport.Request::yes);
        assertThat(calls).allMatch(CompletableFuture::isDone);
    }

    @Test
    void whatWaitsGoesTogetherWhenARequestReturns() {
        open(Rate.STANDARD, 1);
        List<CompletableFuture<RestResponse>> calls =
                LongStream.rangeClosed(1, 120).mapToObj(this::call).toList();
        assertThat(portal.requests).hasSize(1);

        portal.last().yes();
        assertThat(portal.last().commands())
                .hasSize(50)
                .startsWith(SPAM + "?CHAT_ID=2")
                .endsWith(SPAM + "?CHAT_ID=51");
        assertThat(portal.last().parameters()).containsEntry("halt", 0L);
        portal.last().yes();
        portal.last().yes();
        assertThat(portal.last().commands()).hasSize(19);
        portal.last().yes();

        assertThat(portal.requests).hasSize(4);
        assertThat(calls).allMatch(CompletableFuture::isDone);
    }

    @Test
    void aLoneWaiterGoesAsItsOwnMethod() {
        open(Rate.STANDARD, 1);
        call(1);
        call(2);

        portal.last().yes();

        assertThat(portal.last().method()).isEqualTo(SPAM);
        assertThat(portal.last().parameters()).isEqualTo(Map.of("CHAT_ID", 2L));
    }

    @Test
    void eachCallOfABatchGetsItsOwnAnswer() {
        open(null, 1);
        call(1);
        CompletableFuture<RestResponse> fine = call(2);
        CompletableFuture<RestResponse> refused = call(3);
        CompletableFuture<RestResponse> missing = call(4);
        CompletableFuture<RestResponse> nothing = call(5);
        portal.last().yes();

        Map<String, Object> results = new LinkedHashMap<>();
        results.put("c0", true);
        results.put("c3", null);
        results.put("c77", "nobody asked for this");
        portal.last()
                .json(
                        200,
                        Map.of(
                                "result",
                                Map.of(
                                        "result", results,
                                        "result_error",
                                                Map.of(
                                                        "c1",
                                                        Map.of("error", "ACCESS_DENIED", "error_description", "no")),
                                        "result_time", Map.of("c0", Map.of("duration", 0.25, "start", 1773683678)))));

        assertThat(fine.join().result()).isEqualTo(true);
        assertThat(fine.join().time().duration()).isEqualTo(0.25);
        B24Exception no = failure(refused, B24RefusedException.class);
        assertThat(no.getErrorCode()).isEqualTo("ACCESS_DENIED");
        assertThat(no.getHttpResponseCode()).isEqualTo(400);
        assertThat(no.getRestMethod()).isEqualTo(SPAM);
        assertThat(no.getAttempts()).isEqualTo(1);
        failure(missing, B24OutcomeUnknownException.class);
        assertThat(nothing.join().result()).isNull();
    }

    @Test
    void aListOfAllResultsIsReadInItsOrder() {
        open(null, 1);
        call(1);
        CompletableFuture<RestResponse> two = call(2);
        CompletableFuture<RestResponse> three = call(3);
        portal.last().yes();

        portal.last().json(200, Map.of("result", Map.of("result", List.of("a", "b"), "result_error", List.of())));

        assertThat(two.join().result()).isEqualTo("a");
        assertThat(three.join().result()).isEqualTo("b");
    }

    @Test
    void anEmptyAnswerToABatchLeavesAllUnknown() {
        open(null, 1);
        call(1);
        List<CompletableFuture<RestResponse>> calls = List.of(call(2), call(3));
        portal.last().yes();

        portal.last().json(200, Map.of("result", Map.of("result", List.of(), "result_error", List.of())));

        calls.forEach(call -> failure(call, B24OutcomeUnknownException.class));
        assertThat(portal.requests).hasSize(2);
    }

    @Test
    void anAnswerWithTimesThatAreNoneHurtsNobody() {
        open(null, 1);
        call(1);
        List<CompletableFuture<RestResponse>> calls = List.of(call(2), call(3));
        portal.last()
                .json(
                        200,
                        Map.of("result", true, "time", Map.of("operating", 1, "operating_reset_at", 99_999_999_999L)));
        Map<String, ?> times = Map.of("c0", Map.of("operating", 1e99, "operating_reset_at", 1e99, "start", -1e99));
        portal.last()
                .json(200, Map.of("result", Map.of("result", Map.of("c0", true, "c1", true), "result_time", times)));

        assertThat(calls).allMatch(CompletableFuture::isDone);
        call(4);
        portal.last().yes();
        assertThat(portal.requests).hasSize(3);
    }

    @Test
    void aTimeThatThePortalTellsIsKept() {
        open(Rate.STANDARD, 1);
        call(1);
        portal.last()
                .answer()
                .complete(new HttpAnswer(503, null, "9", Json.bytes(Map.of("error", "QUERY_LIMIT_EXCEEDED"))));

        time.advance(Duration.ofMillis(8_900));
        assertThat(portal.requests).hasSize(1);
        time.advance(Duration.ofMillis(100));
        assertThat(portal.requests).hasSize(2);
    }

    @Test
    void aCutBatchFailsEachCallWithAnExceptionOfItsOwn() {
        open(null, 1);
        call(1);
        List<CompletableFuture<RestResponse>> calls = List.of(call(2), call(3));
        portal.last().yes();

        portal.last().answer().completeExceptionally(new SocketException("reset"));

        List<B24OutcomeUnknownException> failures = calls.stream()
                .map(call -> failure(call, B24OutcomeUnknownException.class))
                .toList();
        assertThat(failures.get(0)).isNotSameAs(failures.get(1));
        assertThat(failures).extracting(B24Exception::getRestMethod).containsOnly(SPAM);
        assertThat(portal.requests).hasSize(2);
    }

    @Test
    void oneChatIsNeverInTwoRequests() {
        open(null, 4);
        call(SPAM, 1, RULES);
        call(SKIP, 1, RULES);
        call(SPAM, 2, RULES);

        assertThat(portal.requests)
                .extracting(r -> r.parameters().get("CHAT_ID"))
                .containsExactly(1L, 2L);
        portal.requests.get(1).yes();
        assertThat(portal.requests).hasSize(2);
        portal.requests.get(0).yes();

        assertThat(portal.last().method()).isEqualTo(SKIP);
    }

    @Test
    void oneChatsCallsOfAMethodShareABatchInTheirOrder() {
        open(null, 1);
        call(9);
        for (int text = 0; text < 3; text++) {
            caller.submit(
                    new RestCall("imbot.v2.Chat.Message.send", Map.of("message", "m" + text), 7L, true),
                    RULES,
                    this,
                    false);
        }
        portal.last().yes();

        assertThat(portal.last().commands())
                .containsExactly(
                        "imbot.v2.Chat.Message.send?message=m0",
                        "imbot.v2.Chat.Message.send?message=m1",
                        "imbot.v2.Chat.Message.send?message=m2");
    }

    @Test
    void callersShareTheBudgetButNoBatch() {
        open(null, 1);
        PortalCaller other = caller("31/two");
        call(1);
        call(2);
        other.submit(new RestCall(SPAM, Map.of("CHAT_ID", 3L), 3L, true), RULES, this, false);
        call(4);

        portal.last().yes();
        assertThat(portal.last().commands()).containsExactly(SPAM + "?CHAT_ID=2", SPAM + "?CHAT_ID=4");
        portal.last().yes();
        assertThat(portal.last().parameters()).containsEntry("CHAT_ID", 3L);
    }

    @Test
    void oneChatKeepsItsOrderAcrossCallers() {
        open(null, 4);
        PortalCaller other = caller("31/two");
        call(1);
        other.submit(new RestCall(SKIP, Map.of("CHAT_ID", 1L), 1L, true), RULES, this, false);

        assertThat(portal.requests).hasSize(1);
        portal.last().yes();
        assertThat(portal.last().method()).isEqualTo(SKIP);
    }

    @Test
    void whatABatchCannotSayGoesAlone() {
        open(null, 1);
        List<Map<String, Object>> alone = List.of(
                Map.of("fields", Map.of("message", "look: $result[c0][owner]")),
                Map.of("message", "$ERROR[x]"),
                Map.of("filter", Map.of()),
                Map.of("ids", List.of()));
        call(1);
        alone.forEach(parameters -> caller.submit(new RestCall("m", parameters, null, true), RULES, this, false));
        caller.submit(new RestCall("batch", Map.of("cmd", "x"), null, true), RULES, this, false);
        call(SPAM, 2, new CallRules(Duration.ofSeconds(60), 5, 1));

        for (int request = 0; request < 6; request++) {
            portal.last().yes();
        }

        assertThat(portal.requests)
                .extracting(ScriptedTransport.Request::method)
                .containsExactly(SPAM, "m", "m", "m", "m", "batch", SPAM);
        assertThat(portal.requests.get(5).parameters()).isEqualTo(Map.of("cmd", "x"));
    }

    @Test
    void aBatchStaysUnderAThirdOfThePortalsMinute() {
        open(null, 1);
        call(1);
        portal.last().json(200, Map.of("result", true, "time", Map.of("duration", 4.0)));
        call(2);
        IntStream.rangeClosed(3, 20).forEach(this::call);

        portal.last().yes();

        assertThat(portal.last().commands()).hasSize(5);
    }

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
    void aRateRefusalIsRepeatedWhenTheCounterHasFallen() {
        open(Rate.STANDARD, 4);
        CompletableFuture<RestResponse> call = call(1);
        CompletableFuture<RestResponse> behind = call(2);
        portal.requests.get(0).error(503, "QUERY_LIMIT_EXCEEDED");
        portal.requests.get(1).error(503, "QUERY_LIMIT_EXCEEDED");
        assertThat(portal.requests).hasSize(2);

        time.advance(Duration.ofSeconds(4));

        assertThat(portal.requests).hasSize(3);
        assertThat(portal.last().commands()).containsExactly(SPAM + "?CHAT_ID=1", SPAM + "?CHAT_ID=2");
        portal.last().yes();
        assertThat(call.join().attempts()).isEqualTo(2);
        assertThat(behind.join().attempts()).isEqualTo(2);
    }

    @Test
    void aRateRefusalForeverEndsAfterMaxRetries() {
        open(Rate.STANDARD, 1);
        CompletableFuture<RestResponse> call = call(SPAM, 1, new CallRules(Duration.ofMinutes(10), 3, 50));
        for (int attempt = 1; attempt <= 4; attempt++) {
            assertThat(portal.requests).hasSize(attempt);
            assertThat(call).isNotDone();
            portal.last().error(503, "QUERY_LIMIT_EXCEEDED");
            time.advance(Duration.ofSeconds(30));
        }

        B24LimitException failure = failure(call, B24LimitException.class);
        assertThat(failure.getAttempts()).isEqualTo(4);
        assertThat(failure.getErrorCode()).isEqualTo("QUERY_LIMIT_EXCEEDED");
        assertThat(failure.getRetryAfter()).isPositive();
        assertThat(portal.requests).hasSize(4);
    }

    @Test
    void aRepeatedCallKeepsItsPlaceAndItsDeadline() {
        open(Rate.STANDARD, 1);
        CompletableFuture<RestResponse> first = call(SPAM, 1, new CallRules(Duration.ofSeconds(10), 5, 1));
        call(SKIP, 1, RULES);
        portal.last().error(503, "QUERY_LIMIT_EXCEEDED");

        time.advance(Duration.ofSeconds(3));
        assertThat(portal.last().method()).isEqualTo(SPAM);
        assertThat(portal.requests).hasSize(2);
        time.advance(Duration.ofSeconds(6));
        portal.last().error(503, "QUERY_LIMIT_EXCEEDED");

        failure(first, B24LimitException.class);
    }

    @Test
    void aBlockedMethodWaitsForItsWindowWhileOthersGo() {
        open(null, 1);
        call(1);
        portal.last().json(200, operating(470, 30));
        CompletableFuture<RestResponse> blocked = call(2);
        time.advance(Duration.ofSeconds(30));
        portal.last().error(429, "OPERATION_TIME_LIMIT");
        CompletableFuture<RestResponse> other = call(SKIP, 3, RULES);
        portal.last().yes();
        assertThat(other).isDone();
        int before = portal.requests.size();

        time.advance(Duration.ofSeconds(59));
        assertThat(portal.requests).hasSize(before);
        time.advance(Duration.ofSeconds(2));

        // its deadline of 60 seconds was nearer than the usual minute
        failure(blocked, B24LimitException.class);
    }

    @Test
    void aMethodThatOpensSoonIsWaitedFor() {
        open(new Limits(null, 1, 1_000, 0));
        call(1);
        portal.last().json(200, operating(100, 20));
        CompletableFuture<RestResponse> blocked = call(2);
        portal.last().error(429, "OPERATION_TIME_LIMIT");

        time.advance(Duration.ofSeconds(19));
        assertThat(portal.requests).hasSize(2);
        time.advance(Duration.ofSeconds(1));
        portal.last().yes();

        assertThat(blocked.join().attempts()).isEqualTo(2);
    }

    @Test
    void aMethodThatOpensTooLateFailsAtOnce() {
        open(new Limits(null, 1, 1_000, 0));
        call(1);
        portal.last().json(200, operating(100, 300));
        CompletableFuture<RestResponse> blocked = call(2);

        portal.last().error(429, "OPERATION_TIME_LIMIT");

        assertThat(failure(blocked, B24LimitException.class).getRetryAfter()).isEqualTo(Duration.ofSeconds(300));
        assertThat(failure(call(3), B24LimitException.class).getRetryAfter()).isEqualTo(Duration.ofSeconds(300));
        assertThat(portal.requests).hasSize(2);
    }

    @Test
    void aCommandRefusedForItsOperatingTimeGoesAgainByItself() {
        open(new Limits(null, 1, 1_000, 0));
        call(1);
        CompletableFuture<RestResponse> refused = call(2);
        CompletableFuture<RestResponse> fine = call(SKIP, 3, RULES);
        portal.last().json(200, operating(100, 10));
        portal.last()
                .json(
                        200,
                        Map.of(
                                "result",
                                Map.of(
                                        "result", Map.of("c1", true),
                                        "result_error", Map.of("c0", Map.of("error", "OPERATION_TIME_LIMIT")))));
        assertThat(fine).isDone();
        assertThat(refused).isNotDone();

        time.advance(Duration.ofSeconds(10));

        assertThat(portal.last().method()).isEqualTo(SPAM);
        portal.last().yes();
        assertThat(refused.join().attempts()).isEqualTo(2);
    }

    @Test
    void nearItsLimitAMethodsCallsAreSpreadOverTheWindow() {
        open(new Limits(null, 4, 1_000, 100));
        call(1);
        portal.last().json(200, operating(90, 100, 2));
        LongStream.rangeClosed(2, 6).forEach(this::call);
        call(SKIP, 7, RULES);
        assertThat(portal.requests).hasSize(2);
        assertThat(portal.last().method()).isEqualTo(SKIP);

        // 10 seconds are left, 5 calls of 2 seconds, in a window of 100 seconds
        time.advance(Duration.ofSeconds(19));
        assertThat(portal.requests).hasSize(2);
        time.advance(Duration.ofSeconds(1));
        assertThat(portal.requests).hasSize(3);
        time.advance(Duration.ofSeconds(30));
        assertThat(portal.requests).hasSize(3);
    }

    @Test
    void aBlockByTheVendorIsNotRepeated() {
        open(Rate.STANDARD, 1);
        CompletableFuture<RestResponse> call = call(1);

        portal.last().error(503, "OVERLOAD_LIMIT");

        assertThat(failure(call, B24LimitException.class).getRetryAfter()).isNull();
        time.advance(Duration.ofMinutes(5));
        assertThat(portal.requests).hasSize(1);
    }

    @Test
    void troubleWithTheAuthorisationServerIsRepeatedLater() {
        open(Rate.STANDARD, 1);
        CompletableFuture<RestResponse> call = call(SPAM, 1, new CallRules(Duration.ofMinutes(2), 2, 50));
        for (int attempt = 1; attempt <= 3; attempt++) {
            assertThat(portal.requests).hasSize(attempt);
            portal.last().error(401, "CONNECTION_ERROR");
            time.advance(Duration.ofSeconds(20));
        }

        assertThat(failure(call, B24UnavailableException.class).getAttempts()).isEqualTo(3);
        assertThat(portal.requests).hasSize(3);
    }

    @Test
    void whatMayHaveRunIsNeverRepeated() {
        open(Rate.STANDARD, 10);
        List<CompletableFuture<RestResponse>> calls =
                LongStream.rangeClosed(1, 6).mapToObj(this::call).toList();
        portal.requests.get(0).answer().completeExceptionally(new SocketTimeoutException());
        portal.requests.get(1).error(500, "INTERNAL_SERVER_ERROR");
        portal.requests.get(2).error(502, "SOMETHING_NEW");
        portal.requests.get(3).raw(502, "<html>");
        portal.requests.get(4).raw(200, "{\"result\": tr");
        portal.requests.get(5).raw(200, "");

        calls.forEach(call -> failure(call, B24OutcomeUnknownException.class));
        time.advance(Duration.ofMinutes(5));
        assertThat(portal.requests).hasSize(6);
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

    private static Map<String, Object> operating(double seconds, long resetIn) {
        return operating(seconds, resetIn, 0.2);
    }

    private static Map<String, Object> operating(double seconds, long resetIn, double duration) {
        return Map.of(
                "result",
                true,
                "time",
                Map.of(
                        "duration", duration,
                        "operating", seconds,
                        "operating_reset_at", START.getEpochSecond() + resetIn));
    }

    private static <T extends B24Exception> T failure(CompletableFuture<RestResponse> call, Class<T> type) {
        assertThat(call).isCompletedExceptionally();
        CompletionException wrapped = Assertions.catchThrowableOfType(CompletionException.class, call::join);
        assertThat(wrapped.getCause()).isExactlyInstanceOf(type);
        return type.cast(wrapped.getCause());
    }
}
