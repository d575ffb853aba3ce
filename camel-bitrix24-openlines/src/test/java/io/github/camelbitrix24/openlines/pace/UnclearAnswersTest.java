// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.pace;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbitrix24.openlines.api.B24Exception;
import io.github.camelbitrix24.openlines.api.B24LimitException;
import io.github.camelbitrix24.openlines.api.B24OutcomeUnknownException;
import io.github.camelbitrix24.openlines.api.B24RefusedException;
import io.github.camelbitrix24.openlines.api.B24UnavailableException;
import io.github.camelbitrix24.openlines.api.BatchResult;
import io.github.camelbitrix24.openlines.api.Call;
import io.github.camelbitrix24.openlines.rest.RestResponse;
import io.github.camelbitrix24.openlines.wire.HttpAnswer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that contradict themselves, or are not the portal's: what is told of them, and which call goes again. */
class UnclearAnswersTest extends AtAScriptedPortal {
    private static final CallRules PATIENT = new CallRules(Duration.ofHours(1), 5, 50);

    /** The second of two calls in a batch, whose answer has these containers; the first is well. */
    private CompletableFuture<RestResponse> inBatch(String containers) {
        open(null, 1);
        call(1);
        CompletableFuture<RestResponse> well = call(2);
        CompletableFuture<RestResponse> call = call(3);
        portal.last().yes();

        portal.last().raw(200, ("{'result':{" + containers + "}}").replace('\'', '"'));

        assertThat(well.join().result()).isEqualTo(true);
        return call;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'error':'ACCESS_DENIED'}",
                "{'error':'QUERY_LIMIT_EXCEEDED'}",
                "{'error':'OPERATION_TIME_LIMIT'}",
                "{'error':'expired_token'}",
                "{'error':''}",
                "{'error':null}",
                "{}",
                "[]",
                "'X'",
                "100",
                "false"
            })
    void aResultBesideAnErrorForOneCallOfABatchIsUnknown(String error) {
        CompletableFuture<RestResponse> call =
                inBatch("'result':{'c0':true,'c1':true},'result_error':{'c1':" + error + "}");

        failure(call, B24OutcomeUnknownException.class);
        time.advance(Duration.ofMinutes(5));
        assertThat(portal.requests).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'error':100,'error_description':'as told'}|100",
                "{'error':'','error_description':''}|~~",
                "{'error':{'code':'X'}}|X",
                "'X'|X",
                "100|100"
            })
    void anErrorsCodeIsKeptInABatch(String error, String code) {
        CompletableFuture<RestResponse> call = inBatch("'result':{'c0':true},'result_error':{'c1':" + error + "}");

        assertThat(failure(call, B24RefusedException.class).getErrorCode()).isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "false", "{'error':null}", "{'error':['X']}", "{'words':'X'}"})
    void anErrorThatCannotBeReadIsNoRefusal(String error) {
        failure(inBatch("'result':{'c0':true},'result_error':{'c1':" + error + "}"), B24OutcomeUnknownException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"null", "true", "7", "[]", "'x'", "[1]", "{'c1':null}", "{'c1':[]}", "{'c1':{'start':1e300}}"})
    void nothingBesideItLosesTheResultOfABatch(String other) {
        CompletableFuture<RestResponse> call = inBatch("'result':{'c0':true,'c1':true},'result_error':[],'result_time':"
                + other + ",'result_next':" + other + ",'result_total':" + other);

        assertThat(call.join().result()).isEqualTo(true);
    }

    @Test
    void aNamedBatchIsReadInTheSameWay() {
        Map<String, Call> calls = new LinkedHashMap<>();
        for (String name : List.of("well", "both", "number", "odd", "none")) {
            calls.put(name, new Call("server.time", Map.of()));
        }
        Map<String, Object> containers = Map.of(
                "result",
                Map.of("well", 1L, "both", 2L),
                "result_error",
                Map.of("both", Map.of("error", "X"), "number", Map.of("error", 100L), "odd", List.of("X")));

        BatchResult result = NamedBatch.open(calls, new RestResponse(containers, null, 1));

        assertThat(result.results()).containsExactly(Map.entry("well", 1L));
        assertThat(result.errors().keySet()).containsExactly("both", "number", "odd", "none");
        assertThat(result.errors().get("number"))
                .isExactlyInstanceOf(B24RefusedException.class)
                .satisfies(refused ->
                        assertThat(((B24Exception) refused).getErrorCode()).isEqualTo("100"));
        for (String name : List.of("both", "odd", "none")) {
            assertThat(result.errors().get(name)).as(name).isExactlyInstanceOf(B24OutcomeUnknownException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html>slow down</html>",
                "",
                "{}",
                "{\"message\":\"Too Many Requests\"}",
                "{\"error\":\"TOO_MANY_REQUESTS\"}",
                "{\"error\":429}",
                "{\"error\":\"\"}"
            })
    void tooManyRequestsWithoutAKnownCodeIsALimit(String body) {
        open(null, 1);
        CompletableFuture<RestResponse> call = call(1);
        portal.last().raw(429, body);
        assertThat(portal.requests).hasSize(1);

        time.advance(Duration.ofSeconds(2));

        assertThat(portal.requests).hasSize(2);
        portal.last().yes();
        assertThat(call.join().attempts()).isEqualTo(2);
    }

    @Test
    void tooManyRequestsForeverIsALimitThatSaysItWasNotExecuted() {
        open(null, 1);
        CompletableFuture<RestResponse> call = call(SPAM, 1, new CallRules(Duration.ofMinutes(10), 2, 50));
        for (int attempt = 1; attempt <= 3; attempt++) {
            assertThat(portal.requests).hasSize(attempt);
            portal.last().raw(429, "<html>");
            time.advance(Duration.ofSeconds(30));
        }

        assertThat(failure(call, B24LimitException.class))
                .hasMessageContaining("HTTP 429")
                .hasMessageContaining("was not executed")
                .satisfies(limit -> {
                    assertThat(limit.getErrorCode()).isNull();
                    assertThat(limit.getHttpResponseCode()).isEqualTo(429);
                    assertThat(limit.getRetryAfter()).isPositive();
                });
    }

    @ParameterizedTest
    @CsvSource({"9, 9", "0, 2", "600, 600", "86400, 600"})
    void retryAfterIsObeyedWithinBounds(String header, long seconds) {
        open(null, 1);
        call(SPAM, 1, PATIENT);
        answer(429, header);

        time.advance(Duration.ofSeconds(seconds).minusMillis(header.equals("0") ? 1_500 : 100));
        assertThat(portal.requests).hasSize(1);
        time.advance(Duration.ofMillis(1_600));
        assertThat(portal.requests).hasSize(2);
    }

    @Test
    void whoCannotWaitSoLongIsToldWhen() {
        open(null, 1);
        CompletableFuture<RestResponse> call = call(1);
        answer(429, "120");

        assertThat(failure(call, B24LimitException.class).getRetryAfter()).isEqualTo(Duration.ofSeconds(120));
    }

    private void answer(int status, String retryAfter) {
        portal.last()
                .answer()
                .complete(new HttpAnswer(status, null, retryAfter, "<html>".getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 407, 408, 413, 418, 431, 499})
    void whatAProxyRefusesWasNotExecutedAndIsNotRepeated(int status) {
        open(null, 1);
        CompletableFuture<RestResponse> call = call(1);
        CompletableFuture<RestResponse> other = call(2);
        portal.last().raw(status, "<html>");
        portal.last().yes();

        assertThat(failure(call, B24UnavailableException.class))
                .hasMessageContaining("HTTP " + status)
                .hasMessageContaining("was not executed")
                .satisfies(failure -> assertThat(failure.getHttpResponseCode()).isEqualTo(status));
        assertThat(other.join().result()).isEqualTo(true);
        time.advance(Duration.ofMinutes(5));
        assertThat(portal.requests).hasSize(2);
    }

    @Test
    void eachCallOfABatchThatAProxyRefusesIsToldSo() {
        open(null, 1);
        call(1);
        List<CompletableFuture<RestResponse>> calls = List.of(call(2), call(3));
        portal.last().yes();

        portal.last().raw(413, "<html>");

        assertThat(calls)
                .allSatisfy(call -> assertThat(failure(call, B24UnavailableException.class))
                        .hasMessageContaining("HTTP 413")
                        .hasMessageContaining("too large"));
    }
}
