// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import io.github.camelbitrix24.openlines.api.B24AuthException;
import io.github.camelbitrix24.openlines.api.B24Exception;
import io.github.camelbitrix24.openlines.api.B24LimitException;
import io.github.camelbitrix24.openlines.api.B24OutcomeUnknownException;
import io.github.camelbitrix24.openlines.api.B24RefusedException;
import io.github.camelbitrix24.openlines.api.B24UnavailableException;
import io.github.camelbitrix24.openlines.api.OperatorResult;
import io.github.camelbitrix24.openlines.api.Outcome;
import io.github.camelbitrix24.openlines.simulator.Fault;
import io.github.camelbitrix24.openlines.simulator.PortalSimulator;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.camel.AsyncProducer;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultExchange;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a failed call becomes: the right exception, one callback, one POST. */
class FailuresTest {
    private static final String ANSWER = "imopenlines.operator.answer";

    private TestDesk desk;
    private long chat;

    @BeforeEach
    void open() throws Exception {
        desk = TestDesk.of(PortalSimulator.standard(), 27);
        withoutRetries(desk);
        chat = desk.portal.client("Anna").on(22).writes("Hello");
    }

    @AfterEach
    void close() throws Exception {
        desk.close();
    }

    static Stream<Arguments> codes() {
        return Stream.of(
                Arguments.of(401, "NO_AUTH_FOUND", B24AuthException.class),
                Arguments.of(401, "INVALID_CREDENTIALS", B24AuthException.class),
                Arguments.of(403, "INVALID_CREDENTIALS", B24AuthException.class),
                Arguments.of(400, "INVALID_REQUEST", B24AuthException.class),
                Arguments.of(401, "insufficient_scope", B24AuthException.class),
                Arguments.of(403, "INSUFFICIENT_SCOPE", B24AuthException.class),
                Arguments.of(401, "expired_token", B24AuthException.class),
                Arguments.of(403, "ACCESS_DENIED", B24AuthException.class),
                Arguments.of(401, "ACCESS_DENIED", B24AuthException.class),
                Arguments.of(400, "ACCESS_DENIED", B24RefusedException.class),
                Arguments.of(403, "WRONG_AUTH_TYPE", B24AuthException.class),
                Arguments.of(503, "QUERY_LIMIT_EXCEEDED", B24LimitException.class),
                Arguments.of(429, "OPERATION_TIME_LIMIT", B24LimitException.class),
                Arguments.of(503, "OVERLOAD_LIMIT", B24LimitException.class),
                Arguments.of(401, "OVERLOAD_LIMIT", B24LimitException.class),
                Arguments.of(500, "PORTAL_DELETED", B24UnavailableException.class),
                Arguments.of(403, "PORTAL_DELETED", B24UnavailableException.class),
                Arguments.of(401, "CONNECTION_ERROR", B24UnavailableException.class),
                Arguments.of(500, "INTERNAL_SERVER_ERROR", B24OutcomeUnknownException.class),
                Arguments.of(500, "ERROR_UNEXPECTED_ANSWER", B24OutcomeUnknownException.class),
                Arguments.of(500, "SOMETHING_NEW", B24OutcomeUnknownException.class),
                Arguments.of(500, "INTERNAL_WRONG_TRANSPORT", B24RefusedException.class),
                Arguments.of(404, "ERROR_METHOD_NOT_FOUND", B24RefusedException.class),
                Arguments.of(400, "SOMETHING_NEW", B24RefusedException.class),
                Arguments.of(400, "100", B24RefusedException.class),
                Arguments.of(400, "", B24RefusedException.class),
                Arguments.of(200, "WRONG_ENCODING", B24RefusedException.class));
    }

    @ParameterizedTest(name = "{1} at {0}")
    @MethodSource("codes")
    void theCodeDecidesThenTheStatus(int status, String code, Class<? extends B24Exception> type) {
        desk.portal.faults().always(ANSWER, Fault.status(status, code, "words of the portal"));

        Exchange exchange = desk.send("b24openlines:answer", chat);

        assertThat(exchange.getException()).isExactlyInstanceOf(type);
        B24Exception failure = exchange.getException(B24Exception.class);
        assertThat(failure.getErrorCode()).isEqualTo(code);
        assertThat(failure.getErrorDescription()).isEqualTo("words of the portal");
        assertThat(failure.getHttpResponseCode()).isEqualTo(status);
        assertThat(failure.getRestMethod()).isEqualTo(ANSWER);
        assertThat(failure).hasMessageContaining("words of the portal").hasMessageContaining(ANSWER);
        assertThat(desk.portal.requests()).hasSize(1);
        assertThat(desk.portal.executions(ANSWER)).isEmpty();
        assertThat(exchange.getMessage().getHeader(B24OpenLinesConstants.REST_METHOD))
                .isEqualTo(ANSWER);
        assertThat(exchange.getMessage().getHeader(B24OpenLinesConstants.ATTEMPTS))
                .isEqualTo(1);
        assertThat(exchange.getMessage().getBody()).isEqualTo(chat);
    }

    @Test
    void aLimitTellsWhenToComeBack() {
        assertThat(limit(503, "QUERY_LIMIT_EXCEEDED").getRetryAfter())
                .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2));
        assertThat(limit(503, "OVERLOAD_LIMIT").getRetryAfter()).isNull();
        // the last one, since it shuts the method
        assertThat(limit(429, "OPERATION_TIME_LIMIT").getRetryAfter()).isEqualTo(Duration.ofSeconds(60));
    }

    private B24LimitException limit(int status, String code) {
        desk.portal.faults().next(ANSWER, Fault.status(status, code));
        return desk.send("b24openlines:answer", chat).getException(B24LimitException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 500, 502, 503})
    void htmlInPlaceOfJsonLeavesTheOutcomeUnknown(int status) {
        desk.portal.faults().always(ANSWER, Fault.html(status));

        Exchange exchange = desk.send("b24openlines:answer", chat);

        assertThat(exchange.getException()).isExactlyInstanceOf(B24OutcomeUnknownException.class);
        assertThat(exchange.getException(B24Exception.class).getHttpResponseCode())
                .isEqualTo(status);
        assertThat(desk.portal.requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 404, 407, 413})
    void htmlOfAProxyWasNotExecuted(int status) {
        desk.portal.faults().always(ANSWER, Fault.html(status));

        Exchange exchange = desk.send("b24openlines:answer", chat);

        assertThat(exchange.getException())
                .isExactlyInstanceOf(B24UnavailableException.class)
                .hasMessageContaining("HTTP " + status)
                .hasMessageContaining("was not executed");
        assertThat(exchange.getException(B24Exception.class).getHttpResponseCode())
                .isEqualTo(status);
        assertThat(desk.portal.requests()).hasSize(1);
    }

    @Test
    void htmlOfAProxyWithTooManyRequestsIsALimit() {
        desk.portal.faults().next(ANSWER, Fault.html(429));

        assertThat(desk.send("b24openlines:answer", chat).getException())
                .isExactlyInstanceOf(B24LimitException.class)
                .hasMessageContaining("HTTP 429");
    }

    @ParameterizedTest
    @ValueSource(strings = {"'X'", "100", "{'code':'X'}", "true", "[]", "''"})
    void anErrorBesideTrueIsNoSuccess(String error) {
        desk.portal
                .faults()
                .next(
                        ANSWER,
                        Fault.raw(
                                200,
                                "application/json",
                                "{\"result\":true,\"error\":" + error.replace('\'', '"') + "}"));

        assertUnknownAndSentOnce(desk.send("b24openlines:answer", chat));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e400", "9e18", "NaN", "-1", "'x'", "[[[]]]", "null"})
    void anAbsurdTimeCostsNoResult(String time) {
        desk.portal
                .faults()
                .next(
                        ANSWER,
                        Fault.raw(
                                200,
                                "application/json",
                                ("{'result':true,'time':{'duration':" + time + ",'operating':" + time + ",'start':"
                                                + time + ",'operating_reset_at':" + time + "},'next':" + time + "}")
                                        .replace('\'', '"')));

        assertThat(desk.send("b24openlines:answer", chat).getException()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "-1", "0.5", "1e400", "NaN", "'yes'", "[true]", "{'result':true}"})
    void whatIsNotPlainlyTrueIsNoSuccess(String result) {
        desk.portal
                .faults()
                .next(ANSWER, Fault.raw(200, "application/json", "{\"result\":" + result.replace('\'', '"') + "}"));

        assertUnknownAndSentOnce(desk.send("b24openlines:answer", chat));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "'perhaps'", "[]", "{}"})
    void whatIsNotPlainlyTrueIsLookedInto(String result) {
        desk.portal
                .faults()
                .next(
                        "batch",
                        Fault.raw(
                                200,
                                "application/json",
                                ("{'result':{'result':{'c1':" + result + "}}}").replace('\'', '"')));

        Exchange exchange = desk.send("b24openlines:answer?verify=true", chat);

        assertThat(exchange.getException()).isNull();
        // a colleague has been offered the dialog meanwhile
        assertThat(exchange.getMessage().getHeader(B24OpenLinesConstants.OUTCOME))
                .isEqualTo(Outcome.SUPERSEDED);
        assertThat(desk.portal.executions(ANSWER)).isEmpty();
        assertThat(desk.portal.requests()).hasSize(2);
    }

    @Test
    void aNumericCodeIsKept() {
        desk.portal.faults().next(ANSWER, Fault.raw(400, "application/json", "{\"error\":100}"));

        Exchange exchange = desk.send("b24openlines:answer", chat);

        assertThat(exchange.getException()).isExactlyInstanceOf(B24RefusedException.class);
        assertThat(exchange.getException(B24Exception.class).getErrorCode()).isEqualTo("100");
    }

    @Test
    void aCutAfterExecutionIsUnknownAndNotRepeated() {
        desk.portal.faults().next(ANSWER, Fault.cutAfterExecution());

        assertUnknownAndSentOnce(desk.send("b24openlines:answer", chat));
        assertThat(desk.portal.executions(ANSWER)).hasSize(1);
    }

    @Test
    void aCutBeforeExecutionIsUnknownAndNotRepeated() {
        desk.portal.faults().next(ANSWER, Fault.cutBeforeExecution());

        assertUnknownAndSentOnce(desk.send("b24openlines:answer", chat));
        assertThat(desk.portal.executions(ANSWER)).isEmpty();
    }

    @Test
    void halfABodyIsUnknownAndNotRepeated() {
        desk.portal.faults().next(ANSWER, Fault.halfBody());

        assertUnknownAndSentOnce(desk.send("b24openlines:answer", chat));
    }

    @Test
    void anEmptyBodyIsUnknown() {
        desk.portal.faults().next(ANSWER, Fault.emptyBody());

        assertUnknownAndSentOnce(desk.send("b24openlines:answer", chat));
    }

    @Test
    void anAnswerAfterTheTimeoutIsUnknown() {
        desk.portal.faults().next(ANSWER, Fault.slow(Duration.ofSeconds(5)));

        assertUnknownAndSentOnce(desk.send("b24openlines:answer?responseTimeout=2000", chat));
    }

    @Test
    void anAnswerOfMoreThan32MegabytesIsNotReadToItsEnd() {
        desk.portal
                .faults()
                .next(
                        ANSWER,
                        Fault.raw(
                                200,
                                "application/json",
                                "{\"result\":true,\"more\":\"" + "x".repeat(33 << 20) + "\"}"));

        assertUnknownAndSentOnce(desk.send("b24openlines:answer", chat));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "[]", "\"maybe\"", "{}"})
    void aResultThatIsNoYesOrNoIsUnknown(String result) {
        desk.portal.faults().next(ANSWER, Fault.raw(200, "application/json", "{\"result\":" + result + "}"));

        assertUnknownAndSentOnce(desk.send("b24openlines:answer", chat));
    }

    @Test
    void aRedirectIsNotFollowed() {
        desk.portal.faults().next(ANSWER, Fault.redirect("https://new.example.com/rest/27/secretpart/" + ANSWER));

        Exchange exchange = desk.send("b24openlines:answer", chat);

        assertThat(exchange.getException())
                .isExactlyInstanceOf(B24UnavailableException.class)
                .hasMessageContaining("new.example.com")
                .hasMessageContaining("portalUrl")
                .hasMessageNotContaining("secretpart");
        assertThat(desk.portal.requests()).hasSize(1);
    }

    @Test
    void aRedirectToTheSameHostIsNoMove() {
        desk.portal.faults().next(ANSWER, Fault.redirect(desk.portal.url() + "/coupon.php?secretpart"));

        Exchange exchange = desk.send("b24openlines:answer", chat);

        assertThat(exchange.getException())
                .isExactlyInstanceOf(B24UnavailableException.class)
                .hasMessageContaining("HTTP 302")
                .hasMessageContaining("its own host")
                .hasMessageContaining("was not executed")
                .hasMessageNotContaining("moved")
                .hasMessageNotContaining("secretpart");
        assertThat(desk.portal.requests()).hasSize(1);
    }

    @Test
    void falseIsRefused() {
        desk.portal.faults().next(ANSWER, Fault.result(false));

        assertThat(desk.send("b24openlines:answer", chat).getException())
                .isExactlyInstanceOf(B24RefusedException.class)
                .hasMessageContaining("failOnFalse");
    }

    @Test
    void falseIsAResultWithFailOnFalseOff() {
        desk.portal.faults().next(ANSWER, Fault.result(false));

        Exchange exchange = desk.send("b24openlines:answer?failOnFalse=false", chat);

        assertThat(exchange.getException()).isNull();
        OperatorResult result = exchange.getMessage().getBody(OperatorResult.class);
        assertThat(result.result()).isFalse();
        assertThat(result.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(exchange.getMessage().getHeader(B24OpenLinesConstants.OUTCOME))
                .isEqualTo(Outcome.REFUSED);
    }

    @Test
    void aRefusedConnectionIsUnavailable() throws Exception {
        try (TestDesk nowhere = TestDesk.at("http://127.0.0.1:" + closedPort())) {
            withoutRetries(nowhere);
            Exchange exchange = nowhere.send("b24openlines:answer", 7);

            assertThat(exchange.getException()).isExactlyInstanceOf(B24UnavailableException.class);
            B24Exception failure = exchange.getException(B24Exception.class);
            assertThat(failure.getHttpResponseCode()).isZero();
            assertThat(failure.getErrorCode()).isNull();
            assertThat(failure.getAttempts()).isZero();
            assertThat(failure).hasStackTraceContaining("Connection refused");
            assertThat(stackTrace(failure)).doesNotContain("http://", "secretcode");
        }
    }

    @Test
    void anUnknownHostIsUnavailable() throws Exception {
        try (TestDesk nowhere = TestDesk.at("http://no-such-portal.invalid")) {
            withoutRetries(nowhere);
            assertThat(nowhere.send("b24openlines:answer", 7).getException())
                    .isExactlyInstanceOf(B24UnavailableException.class)
                    .hasMessageContaining("unknown host");
        }
    }

    @Test
    void plainHttpWhereTlsIsExpectedIsUnavailable() throws Exception {
        try (TestDesk tls = TestDesk.at(desk.portal.url().replace("http:", "https:"))) {
            withoutRetries(tls);
            assertThat(tls.send("b24openlines:answer", 7).getException()).isInstanceOf(B24UnavailableException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"success", "refusal", "cut", "html", "invalid"})
    void theCallbackIsCalledOnceAndProcessReturns(String way) throws Exception {
        switch (way) {
            case "refusal" -> desk.portal.faults().next(ANSWER, Fault.status(400, "CHAT_ID"));
            case "cut" -> desk.portal.faults().next(ANSWER, Fault.cutAfterExecution());
            case "html" -> desk.portal.faults().next(ANSWER, Fault.html(502));
            default -> {}
        }
        assertCalledBackOnce(desk, way.equals("invalid") ? "no chat" : chat, !way.equals("success"));
    }

    @Test
    void theCallbackIsCalledOnceWhenNobodyListens() throws Exception {
        try (TestDesk nowhere = TestDesk.at("http://127.0.0.1:" + closedPort())) {
            withoutRetries(nowhere);
            assertCalledBackOnce(nowhere, 7, true);
        }
    }

    @Test
    void processDoesNotWaitForTheAnswer() throws Exception {
        desk.portal.faults().next(ANSWER, Fault.slow(Duration.ofSeconds(2)));
        AsyncProducer producer = producer(desk);
        Exchange exchange = exchange(desk, chat);
        AtomicInteger calledBack = new AtomicInteger();

        boolean sync = producer.process(exchange, doneSync -> calledBack.incrementAndGet());

        assertThat(sync).isFalse();
        assertThat(calledBack).hasValue(0);
        await().atMost(Duration.ofSeconds(20)).until(() -> calledBack.get() == 1);
    }

    /** What is repeated, and how often, is shown elsewhere. */
    private static void withoutRetries(TestDesk desk) {
        desk.context
                .getComponent("b24openlines", B24OpenLinesComponent.class)
                .getConfiguration()
                .setMaxRetries(0);
    }

    private static void assertCalledBackOnce(TestDesk desk, Object body, boolean failed) throws Exception {
        AsyncProducer producer = producer(desk);
        Exchange exchange = exchange(desk, body);
        AtomicInteger calledBack = new AtomicInteger();
        assertThatCode(() -> producer.process(exchange, doneSync -> calledBack.incrementAndGet()))
                .doesNotThrowAnyException();

        await().atMost(Duration.ofSeconds(20)).until(() -> calledBack.get() > 0);
        assertThat(exchange.isFailed()).isEqualTo(failed);
        desk.context.stop();
        assertThat(calledBack).hasValue(1);
    }

    private static AsyncProducer producer(TestDesk desk) throws Exception {
        AsyncProducer producer = desk.context.getEndpoint("b24openlines:answer").createAsyncProducer();
        producer.start();
        return producer;
    }

    private static Exchange exchange(TestDesk desk, Object body) {
        Exchange exchange = new DefaultExchange(desk.context);
        exchange.getMessage().setBody(body);
        return exchange;
    }

    private void assertUnknownAndSentOnce(Exchange exchange) {
        assertThat(exchange.getException()).isExactlyInstanceOf(B24OutcomeUnknownException.class);
        assertThat(exchange.getException()).hasMessageContaining(ANSWER.substring(ANSWER.lastIndexOf('.') + 1));
        assertThat(desk.portal.requests()).hasSize(1);
        assertThat(exchange.getMessage().getHeaders()).containsEntry(B24OpenLinesConstants.ATTEMPTS, 1);
    }

    private static String stackTrace(Throwable failure) {
        return ExceptionUtils.getStackTrace(failure);
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
