// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.pace;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbitrix24.openlines.api.B24LimitException;
import io.github.camelbitrix24.openlines.api.B24OutcomeUnknownException;
import io.github.camelbitrix24.openlines.api.B24UnavailableException;
import io.github.camelbitrix24.openlines.rest.RestResponse;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Which calls go again, and when: turned time, and answers that the test gives one by one. */
class RepeatedCallsTest extends AtAScriptedPortal {
    private static final String SKIP = "imopenlines.operator.skip";

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
}
