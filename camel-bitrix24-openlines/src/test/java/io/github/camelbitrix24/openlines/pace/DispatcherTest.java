// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.pace;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbitrix24.openlines.api.B24Exception;
import io.github.camelbitrix24.openlines.api.B24OutcomeUnknownException;
import io.github.camelbitrix24.openlines.api.B24RefusedException;
import io.github.camelbitrix24.openlines.rest.Json;
import io.github.camelbitrix24.openlines.rest.RestCall;
import io.github.camelbitrix24.openlines.rest.RestResponse;
import io.github.camelbitrix24.openlines.wire.HttpAnswer;
import java.net.SocketException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What goes together, and how each call gets its answer: turned time, and answers that the test gives one by one. */
class DispatcherTest extends AtAScriptedPortal {
    private static final String SKIP = "imopenlines.operator.skip";

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
}
