// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbitrix24.openlines.api.B24RefusedException;
import io.github.camelbitrix24.openlines.api.Dialog;
import io.github.camelbitrix24.openlines.api.OperatorResult;
import io.github.camelbitrix24.openlines.api.Outcome;
import io.github.camelbitrix24.openlines.simulator.DialogView;
import io.github.camelbitrix24.openlines.simulator.Fault;
import io.github.camelbitrix24.openlines.simulator.PortalSimulator;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The six methods against the portal: success, and every error of §6.3 to §6.8. The caller is operator 27. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OperatorMethodsTest {
    private static final long CALLER = 27;
    private static final long COLLEAGUE = 31;
    private static final long LINE_ALL = 15;
    private static final long LINE_EVENLY = 22;
    private static final long LINE_INACTIVE = 24;
    private static final long LINE_CLOSES_AT_ONCE = 25;
    private static final long LINE_OF_OTHERS = 60;

    private TestDesk desk;
    private PortalSimulator portal;
    private int clients;

    @BeforeAll
    void open() throws Exception {
        desk = TestDesk.of(
                PortalSimulator.standard()
                        .operator(61, "Olga Other")
                        .line(LINE_OF_OTHERS, "Others", line -> line.operators(61)),
                CALLER);
        portal = desk.portal;
    }

    @AfterAll
    void close() throws Exception {
        desk.close();
    }

    @AfterEach
    void mend() {
        portal.faults().clear();
        portal.messenger(true);
    }

    @Test
    void answerTakesTheDialog() {
        long chat = newChat(LINE_ALL);

        OperatorResult result = body(desk.send("b24openlines:answer", chat), OperatorResult.class);

        assertThat(result.operation()).isEqualTo("answer");
        assertThat(result.chatId()).isEqualTo(chat);
        assertThat(result.result()).isTrue();
        assertThat(result.outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(portal.dialog(chat).isOwnedBy(CALLER)).isTrue();
    }

    @Test
    void finishReachesTheClosingPhase() {
        long chat = ownChat(LINE_ALL);

        assertThat(outcome(desk.send("b24openlines:finish", chat))).isEqualTo(Outcome.ACCEPTED);

        DialogView dialog = portal.dialog(chat);
        assertThat(dialog.closing()).isTrue();
        assertThat(dialog.closed()).isFalse();
    }

    @Test
    void aSecondFinishClosesTheDialog() {
        long chat = ownChat(LINE_ALL);

        desk.send("b24openlines:finish", chat);
        assertThat(outcome(desk.send("b24openlines:finish", chat))).isEqualTo(Outcome.ACCEPTED);

        assertThat(portal.dialog(chat).closed()).isTrue();
    }

    @Test
    void finishClosesAtOnceWhereTheLineSendsNoClosingText() {
        long chat = ownChat(LINE_CLOSES_AT_ONCE);

        desk.send("b24openlines:finish", chat);

        assertThat(portal.dialog(chat).closed()).isTrue();
    }

    @Test
    void anotherFinishClosesAColleaguesDialog() {
        long chat = chatOf(COLLEAGUE, LINE_EVENLY);

        assertThat(outcome(desk.send("b24openlines:anotherFinish", chat))).isEqualTo(Outcome.ACCEPTED);

        assertThat(portal.dialog(chat).closing()).isTrue();
    }

    @Test
    void skipPassesToTheNextOperator() {
        long chat = newChat(LINE_EVENLY);
        long offered = portal.dialog(chat).operatorId();

        assertThat(outcome(desk.send("b24openlines:skip", chat))).isEqualTo(Outcome.ACCEPTED);

        assertThat(portal.dialog(chat).operatorId()).isNotEqualTo(offered).isIn(CALLER, COLLEAGUE);
    }

    @Test
    void spamClosesAsSpam() {
        long chat = newChat(LINE_EVENLY);

        assertThat(outcome(desk.send("b24openlines:spam", chat))).isEqualTo(Outcome.ACCEPTED);

        assertThat(portal.dialog(chat).spam()).isTrue();
        assertThat(portal.dialog(chat).closed()).isTrue();
    }

    @Test
    void spamOnAClosedDialogIsTrueWithoutEffect() {
        long chat = closedChat(LINE_EVENLY);

        assertThat(outcome(desk.send("b24openlines:spam", chat))).isEqualTo(Outcome.ACCEPTED);

        assertThat(portal.dialog(chat).spam()).isFalse();
    }

    @Test
    void finishUnderALockIsTrueWithoutEffect() {
        long chat = ownChat(LINE_ALL);
        var lock = portal.locks().holdQueue(chat);
        try {
            assertThat(outcome(desk.send("b24openlines:finish", chat))).isEqualTo(Outcome.ACCEPTED);
        } finally {
            lock.release();
        }
        assertThat(portal.dialog(chat).closing()).isFalse();
        assertThat(portal.dialog(chat).isOwnedBy(CALLER)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"userId=31", "transferId=31"})
    void transferHandsOverToAUser(String target) {
        long chat = ownChat(LINE_EVENLY);

        assertThat(outcome(desk.send("b24openlines:transfer?" + target, chat))).isEqualTo(Outcome.ACCEPTED);

        assertThat(portal.dialog(chat).isOwnedBy(COLLEAGUE)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"queueId=22", "transferId=queue22"})
    void transferHandsOverToALine(String target) {
        long chat = ownChat(LINE_ALL);

        assertThat(outcome(desk.send("b24openlines:transfer?" + target, chat))).isEqualTo(Outcome.ACCEPTED);

        assertThat(portal.dialog(chat).lineId()).isEqualTo(LINE_EVENLY);
        assertThat(portal.dialog(chat).owner()).isZero();
    }

    @Test
    void transferSendsUpperCaseNames() {
        long chat = ownChat(LINE_ALL);

        desk.send("b24openlines:transfer?queueId=22", chat);

        assertThat(lastParameters("imopenlines.operator.transfer"))
                .isEqualTo(Map.of("CHAT_ID", (int) chat, "QUEUE_ID", 22));
    }

    @Test
    void dialogGetReadsTheDialog() {
        long chat = ownChat(LINE_EVENLY);
        DialogView seen = portal.dialog(chat);

        Dialog dialog = body(desk.send("b24openlines:dialogGet", chat), Dialog.class);

        assertThat(dialog.chatId()).isEqualTo(chat);
        assertThat(dialog.ownerId()).isEqualTo(CALLER);
        assertThat(dialog.lineId()).isEqualTo(LINE_EVENLY);
        assertThat(dialog.sessionId()).isEqualTo(seen.sessionId());
        assertThat(dialog.userCode()).isEqualTo(seen.userCode());
        assertThat(dialog.open()).isTrue();
        assertThat(dialog.closing()).isFalse();
        assertThat(dialog.data()).containsEntry("type", "lines");
    }

    @Test
    void dialogGetKnowsTheLineAfterATransfer() {
        long chat = ownChat(LINE_ALL);
        desk.send("b24openlines:transfer?queueId=22", chat);

        Dialog dialog = body(desk.send("b24openlines:dialogGet", chat), Dialog.class);

        assertThat(dialog.lineId()).isEqualTo(LINE_EVENLY);
        assertThat(dialog.userCode()).contains("|" + LINE_ALL + "|");
    }

    @Test
    void dialogGetTakesAnyId() {
        long chat = ownChat(LINE_EVENLY);
        DialogView seen = portal.dialog(chat);
        Map<String, Object> leftByAnEvent = Map.of(B24OpenLinesConstants.CHAT_ID, newChat(LINE_EVENLY));

        for (String id : List.of(
                "dialogId=chat" + chat, "sessionId=" + seen.sessionId(), "userCode=RAW(" + seen.userCode() + ")")) {
            Dialog dialog = body(desk.send("b24openlines:dialogGet?" + id, null, leftByAnEvent), Dialog.class);
            assertThat(dialog.chatId()).as(id).isEqualTo(chat);
        }
    }

    @Test
    void headersTellOfTheCall() {
        long chat = newChat(LINE_ALL);

        Exchange exchange = desk.send("b24openlines:answer", chat, Map.of("mine", "stays"));

        assertThat(exchange.getMessage().getHeaders())
                .containsEntry("mine", "stays")
                .containsEntry(B24OpenLinesConstants.REST_METHOD, "imopenlines.operator.answer")
                .containsEntry(B24OpenLinesConstants.OUTCOME, Outcome.ACCEPTED)
                .containsEntry(B24OpenLinesConstants.ATTEMPTS, 1);
        assertThat(exchange.getMessage().getHeader(B24OpenLinesConstants.DURATION))
                .isInstanceOf(Long.class);
        OperatorResult result = exchange.getMessage().getBody(OperatorResult.class);
        assertThat(result.time().start()).isBefore(Instant.now().plusSeconds(60));
    }

    @Test
    void anActionWithoutOutcomeClearsAnEarlierOne() {
        long chat = ownChat(LINE_EVENLY);

        Exchange exchange =
                desk.send("b24openlines:dialogGet", chat, Map.of(B24OpenLinesConstants.OUTCOME, Outcome.ACCEPTED));

        assertThat(exchange.getMessage().getHeaders()).doesNotContainKey(B24OpenLinesConstants.OUTCOME);
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                refusal("answer", "CHAT_ID", (t, p) -> 999_999L),
                refusal("answer", "CHAT_TYPE", (t, p) -> p.groupChat("Team", CALLER)),
                refusal("answer", "USER_ID", (t, p) -> t.scripted("imopenlines.operator.answer", "USER_ID")),
                refusal("answer", "ACCESS_DENIED", (t, p) -> t.newChat(LINE_OF_OTHERS)),
                refusal("answer", "IM_LOAD_ERROR", (t, p) -> t.withoutMessenger()),
                refusal("answer", "", (t, p) -> t.ownChat(LINE_EVENLY)),
                refusal("finish", "CHAT_ID", (t, p) -> 999_999L),
                refusal("finish", "CHAT_TYPE", (t, p) -> p.groupChat("Team", CALLER)),
                refusal("finish", "USER_ID", (t, p) -> t.scripted("imopenlines.operator.finish", "USER_ID")),
                refusal("finish", "ACCESS_DENIED", (t, p) -> t.newChat(LINE_OF_OTHERS)),
                refusal("finish", "IM_LOAD_ERROR", (t, p) -> t.withoutMessenger()),
                refusal("finish", "ERROR_USER_NOT_OPERATOR", (t, p) -> t.chatOf(COLLEAGUE, LINE_EVENLY)),
                refusal("finish", "NOT_LOAD_SESSION_OR_CHAT", (t, p) -> t.closedChat(LINE_EVENLY)),
                refusal("finish", "IMOL_CHAT_ERROR_NOT_LOAD_DATA", (t, p) -> t.brokenChat()),
                refusal("anotherFinish", "CHAT_ID", (t, p) -> 999_999L),
                refusal("anotherFinish", "CHAT_TYPE", (t, p) -> p.groupChat("Team", CALLER)),
                refusal(
                        "anotherFinish",
                        "USER_ID",
                        (t, p) -> t.scripted("imopenlines.operator.another.finish", "USER_ID")),
                refusal("anotherFinish", "ACCESS_DENIED", (t, p) -> t.newChat(LINE_OF_OTHERS)),
                refusal("anotherFinish", "IM_LOAD_ERROR", (t, p) -> t.withoutMessenger()),
                refusal("anotherFinish", "NOT_LOAD_SESSION_OR_CHAT", (t, p) -> t.closedChat(LINE_EVENLY)),
                refusal("anotherFinish", "IMOL_CHAT_ERROR_NOT_LOAD_DATA", (t, p) -> t.brokenChat()),
                refusal("skip", "CHAT_ID", (t, p) -> 999_999L),
                refusal("skip", "CHAT_TYPE", (t, p) -> p.groupChat("Team", CALLER)),
                refusal("skip", "USER_ID", (t, p) -> t.scripted("imopenlines.operator.skip", "USER_ID")),
                refusal("skip", "ACCESS_DENIED", (t, p) -> t.newChat(LINE_OF_OTHERS)),
                refusal("skip", "IM_LOAD_ERROR", (t, p) -> t.withoutMessenger()),
                refusal("skip", "ACCESS_DENIED_KICK", (t, p) -> t.closedChat(LINE_EVENLY)),
                refusal("skip", "", (t, p) -> t.newChat(LINE_ALL)),
                refusal("spam", "CHAT_ID", (t, p) -> 999_999L),
                refusal("spam", "CHAT_TYPE", (t, p) -> p.groupChat("Team", CALLER)),
                refusal("spam", "USER_ID", (t, p) -> t.scripted("imopenlines.operator.spam", "USER_ID")),
                refusal("spam", "ACCESS_DENIED", (t, p) -> t.newChat(LINE_OF_OTHERS)),
                refusal("spam", "IM_LOAD_ERROR", (t, p) -> t.withoutMessenger()),
                // the component refuses such ids itself, so that the portal has to be told to
                refusal(
                        "transfer?userId=31",
                        "CHAT_ID_EMPTY",
                        (t, p) -> t.scripted("imopenlines.operator.transfer", "CHAT_ID_EMPTY")),
                refusal(
                        "transfer?userId=31",
                        "USER_ID_EMPTY",
                        (t, p) -> t.scripted("imopenlines.operator.transfer", "USER_ID_EMPTY")),
                refusal(
                        "transfer?queueId=22",
                        "QUEUE_ID_EMPTY",
                        (t, p) -> t.scripted("imopenlines.operator.transfer", "QUEUE_ID_EMPTY")),
                refusal(
                        "transfer?transferId=31",
                        "TRANSFER_ID_EMPTY",
                        (t, p) -> t.scripted("imopenlines.operator.transfer", "TRANSFER_ID_EMPTY")),
                refusal("transfer?userId=31", "OPERATOR_WRONG", (t, p) -> 999_999L),
                refusal("transfer?userId=31", "OPERATOR_WRONG", (t, p) -> p.groupChat("Team", CALLER)),
                refusal("transfer?userId=31", "OPERATOR_WRONG", (t, p) -> t.newChat(LINE_OF_OTHERS)),
                refusal("transfer?userId=27", "OPERATOR_WRONG", (t, p) -> t.ownChat(LINE_EVENLY)),
                refusal("transfer?userId=40", "OPERATOR_WRONG", (t, p) -> t.ownChat(LINE_EVENLY)),
                refusal("transfer?userId=50", "OPERATOR_WRONG", (t, p) -> t.ownChat(LINE_EVENLY)),
                refusal("transfer?userId=567", "OPERATOR_WRONG", (t, p) -> t.ownChat(LINE_EVENLY)),
                refusal("transfer?userId=999999", "OPERATOR_WRONG", (t, p) -> t.ownChat(LINE_EVENLY)),
                refusal("transfer?queueId=999", "OPERATOR_WRONG", (t, p) -> t.ownChat(LINE_EVENLY)),
                refusal("transfer?userId=31", "OPERATOR_WRONG", (t, p) -> t.lockedChat()));
    }

    @ParameterizedTest(name = "{0} with {1}")
    @MethodSource("refusals")
    void aRefusalHasItsCodeAndStatus(
            String operation, String code, BiFunction<OperatorMethodsTest, PortalSimulator, Long> chat) {
        long id = chat.apply(this, portal);

        Exchange exchange = desk.send("b24openlines:" + operation, id);

        assertThat(exchange.getException()).isInstanceOfSatisfying(B24RefusedException.class, refused -> {
            assertThat(refused.getErrorCode()).isEqualTo(code);
            assertThat(refused.getHttpResponseCode()).isEqualTo(400);
            assertThat(refused.getRestMethod()).startsWith("imopenlines.operator.");
            assertThat(refused.getErrorDescription()).isNotNull();
            assertThat(refused.getAttempts()).isEqualTo(1);
        });
        assertThat(exchange.getMessage().getHeader(B24OpenLinesConstants.ATTEMPTS))
                .isEqualTo(1);
    }

    @Test
    void finishOnAnInactiveLineClosesAtOnce() {
        long chat = ownChat(LINE_INACTIVE);

        desk.send("b24openlines:finish", chat);

        assertThat(portal.dialog(chat).closed()).isTrue();
    }

    private static Arguments refusal(
            String operation, String code, BiFunction<OperatorMethodsTest, PortalSimulator, Long> chat) {
        return Arguments.of(operation, code, chat);
    }

    private long newChat(long line) {
        return portal.client("Client " + ++clients).on(line).writes("Hello");
    }

    private long ownChat(long line) {
        return chatOf(CALLER, line);
    }

    private long chatOf(long operator, long line) {
        long chat = newChat(line);
        portal.operator(operator).answers(chat);
        return chat;
    }

    private long closedChat(long line) {
        long chat = ownChat(line);
        desk.send("b24openlines:finish", chat);
        desk.send("b24openlines:finish", chat);
        assertThat(portal.dialog(chat).closed()).isTrue();
        return chat;
    }

    private long brokenChat() {
        long chat = ownChat(LINE_EVENLY);
        portal.breakChat(chat);
        return chat;
    }

    private long lockedChat() {
        long chat = ownChat(LINE_EVENLY);
        portal.locks().holdQueue(chat);
        return chat;
    }

    private long withoutMessenger() {
        long chat = newChat(LINE_EVENLY);
        portal.messenger(false);
        return chat;
    }

    private long scripted(String method, String code) {
        long chat = newChat(LINE_EVENLY);
        portal.faults().next(method, Fault.status(400, code, "as the portal words it"));
        return chat;
    }

    private Map<String, Object> lastParameters(String method) {
        var executions = portal.executions(method);
        return executions.get(executions.size() - 1).parameters();
    }

    private static Outcome outcome(Exchange exchange) {
        return body(exchange, OperatorResult.class).outcome();
    }

    private static <T> T body(Exchange exchange, Class<T> type) {
        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getBody()).isInstanceOf(type);
        return exchange.getMessage().getBody(type);
    }
}
