// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbitrix24.openlines.api.B24InvalidRequestException;
import io.github.camelbitrix24.openlines.api.B24OutcomeUnknownException;
import io.github.camelbitrix24.openlines.api.B24RefusedException;
import io.github.camelbitrix24.openlines.api.ChatEvent;
import io.github.camelbitrix24.openlines.api.OperatorResult;
import io.github.camelbitrix24.openlines.simulator.Execution;
import io.github.camelbitrix24.openlines.simulator.Fault;
import io.github.camelbitrix24.openlines.simulator.MessageView;
import io.github.camelbitrix24.openlines.simulator.RequestSeen;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.camel.AsyncProducer;
import org.apache.camel.Exchange;
import org.apache.camel.builder.ExchangeBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A dialog is reached by each of its ids, on each operation about a dialog. */
class AnyIdTest extends WithCatalogueDesk {
    private static final String BOT = "bot=#bean:supportBot";

    /** An operation about a dialog, a dialog it works on, and what else it takes. */
    private record About(String operation, ToLongFunction<CatalogueDesk> chat, String options, Object body) {
        @Override
        public String toString() {
            return operation;
        }
    }

    /** A kind of id, and the options and headers that say it. */
    private enum Kind {
        CHAT,
        DIALOG,
        SESSION,
        USER_CODE,
        CRM,
        SESSION_HEADER,
        CRM_HEADERS;

        String options(CatalogueDesk desk, long chat) {
            return switch (this) {
                case CHAT -> "chatId=" + chat;
                case DIALOG -> "dialogId=chat" + chat;
                case SESSION -> "sessionId=" + desk.session(chat);
                case USER_CODE -> "userCode=RAW(" + desk.portal.dialog(chat).userCode() + ")";
                case CRM -> "crmEntityType=deal&crmEntity=" + desk.dealOf(chat);
                case SESSION_HEADER, CRM_HEADERS -> "";
            };
        }

        Map<String, Object> headers(CatalogueDesk desk, long chat) {
            return switch (this) {
                case SESSION_HEADER -> Map.of(B24OpenLinesConstants.SESSION_ID, desk.session(chat));
                case CRM_HEADERS ->
                    Map.of(
                            B24OpenLinesConstants.CRM_ENTITY_TYPE,
                            "deal",
                            B24OpenLinesConstants.CRM_ENTITY,
                            desk.dealOf(chat));
                default -> Map.of();
            };
        }
    }

    static Stream<Arguments> operationsAndIds() {
        return Stream.of(
                        about("answer", desk -> desk.newChat(CatalogueDesk.LINE)),
                        about("finish", CatalogueDesk::ownChat),
                        about("anotherFinish", desk -> desk.chatOf(CatalogueDesk.COLLEAGUE)),
                        about("skip", desk -> desk.newChat(CatalogueDesk.LINE)),
                        about("spam", CatalogueDesk::ownChat),
                        new About("transfer", CatalogueDesk::ownChat, "userId=31", null),
                        about("dialogGet", CatalogueDesk::ownChat),
                        about("sessionHistoryGet", CatalogueDesk::ownChat),
                        about("sessionStart", CatalogueDesk::ownChat),
                        about("sessionIntercept", desk -> desk.chatOf(CatalogueDesk.COLLEAGUE)),
                        about("sessionJoin", CatalogueDesk::ownChat),
                        about("sessionModePin", CatalogueDesk::ownChat),
                        about("sessionModeSilent", CatalogueDesk::ownChat),
                        new About("messageSessionStart", CatalogueDesk::ownChat, "", Map.of("MESSAGE_ID", 1)),
                        about("crmLeadCreate", CatalogueDesk::ownChat),
                        new About("botSessionOperator", CatalogueDesk::botChat, BOT, null),
                        new About("botSessionTransfer", CatalogueDesk::botChat, BOT + "&userId=31", null),
                        new About("botSessionFinish", CatalogueDesk::botChat, BOT, null),
                        new About("botSessionMessageSend", CatalogueDesk::botChat, BOT, "Hi"),
                        new About("botMessageSend", CatalogueDesk::botChat, BOT, "Hi"))
                .flatMap(about -> Stream.of(Kind.values()).map(kind -> Arguments.of(about, kind)));
    }

    @ParameterizedTest(name = "{0} by {1}")
    @MethodSource("operationsAndIds")
    void eachIdReachesTheDialogInOneRequest(About about, Kind kind) {
        long chat = about.chat().applyAsLong(desk);
        Map<String, Object> headers = new HashMap<>(kind.headers(desk, chat));
        String uri = uri(about.operation(), about.options(), kind.options(desk, chat));
        int before = desk.portal.requests().size();

        Exchange exchange = desk.desk.send(uri, about.body(), headers);

        assertThat(exchange.getException()).isNull();
        assertThat(desk.portal.requests()).hasSize(before + 1);
        String method = exchange.getMessage().getHeader(B24OpenLinesConstants.REST_METHOD, String.class);
        assertThat(reached(method)).isEqualTo(chat);
        if (exchange.getMessage().getBody() instanceof OperatorResult result) {
            assertThat(result.chatId()).isEqualTo(chat);
        }
    }

    @Test
    void aMessageGoesToTheLatestChatOfItsEntity() {
        long chat = desk.ownChat();
        int before = desk.portal.requests().size();

        Exchange exchange = desk.send(
                "crmMessageAdd",
                CatalogueRow.ask("userId=27&crmEntityType=deal&crmEntity=" + desk.dealOf(chat), "Good morning"));

        assertThat(exchange.getException()).isNull();
        assertThat(desk.portal.requests()).hasSize(before + 1);
        assertThat(desk.portal.dialog(chat).messages())
                .anySatisfy(message -> assertThat(message.text()).isEqualTo("Good morning"));
    }

    @Test
    void anIdIsRememberedForAShortWhile() {
        long chat = desk.ownChat();
        String id = "sessionId=" + desk.session(chat);

        desk.desk.send("b24openlines:sessionJoin?" + id, null);
        desk.desk.send("b24openlines:sessionModePin?" + id, null);

        List<RequestSeen> requests = desk.portal.requests();
        assertThat(requests.get(requests.size() - 2).batchOf()).isEqualTo(2);
        assertThat(requests.get(requests.size() - 1).restMethod()).isEqualTo("imopenlines.session.mode.pin");
    }

    @Test
    void whatABatchCannotSayTakesTwoRequests() {
        long chat = desk.botChat();
        int before = desk.portal.requests().size();

        Exchange exchange = desk.desk.send(
                "b24openlines:botMessageSend?" + BOT + "&sessionId=" + desk.session(chat), "costs $result[0] only");

        assertThat(exchange.getException()).isNull();
        assertThat(desk.portal.requests()).hasSize(before + 2);
        assertThat(desk.portal.dialog(chat).messages())
                .anySatisfy(message -> assertThat(message.text()).isEqualTo("costs $result[0] only"));
    }

    @Test
    void anIdThatLeadsNowhereIsTheLookupsRefusalAndActsOnNothing() {
        int before = desk.portal.executions("imopenlines.operator.spam").size();

        Exchange session = desk.desk.send("b24openlines:spam?sessionId=999999", null);
        Exchange entity = desk.desk.send("b24openlines:spam?crmEntityType=deal&crmEntity=" + desk.lonelyDeal(), null);

        assertThat(session.getException()).isInstanceOfSatisfying(B24RefusedException.class, refused -> {
            assertThat(refused.getErrorCode()).isEqualTo("ACCESS_ERROR");
            assertThat(refused.getRestMethod()).isEqualTo("imopenlines.dialog.get");
        });
        assertThat(entity.getException()).isInstanceOfSatisfying(B24RefusedException.class, refused -> {
            assertThat(refused.getErrorCode()).isEqualTo("CRM_CHAT_EMPTY_CRM_DATA");
            assertThat(refused.getRestMethod()).isEqualTo("imopenlines.crm.chat.getLastId");
        });
        assertThat(desk.portal.executions("imopenlines.operator.spam").stream().skip(before))
                .isNotEmpty()
                .allSatisfy(
                        execution -> assertThat(execution.outcome().toString()).contains("CHAT_ID"));
    }

    @Test
    void ofACutRequestItIsToldThatTheCallMayHaveRun() {
        long chat = desk.ownChat();
        String uri = "b24openlines:spam?sessionId=" + desk.session(chat);
        desk.portal.faults().next("batch", Fault.cutAfterExecution());

        Exchange exchange = desk.desk.send(uri, null);

        assertThat(exchange.getException())
                .isInstanceOfSatisfying(
                        B24OutcomeUnknownException.class,
                        unknown -> assertThat(unknown.getRestMethod()).isEqualTo("imopenlines.operator.spam"));
        assertThat(desk.portal.dialog(chat).spam()).isTrue();
    }

    @Test
    void aRefusalOfTheCallItselfIsTheCalls() {
        long chat = desk.chatOf(CatalogueDesk.COLLEAGUE);

        Exchange exchange = desk.desk.send("b24openlines:finish?sessionId=" + desk.session(chat), null);

        assertThat(exchange.getException()).isInstanceOfSatisfying(B24RefusedException.class, refused -> {
            assertThat(refused.getErrorCode()).isEqualTo("ERROR_USER_NOT_OPERATOR");
            assertThat(refused.getRestMethod()).isEqualTo("imopenlines.operator.finish");
        });
    }

    @Test
    void anAnswerThatNamesNoChatIsNoSuccess() {
        desk.portal.faults().nextCommand("imopenlines.dialog.get", Fault.result(Map.of("name", "nobody")));

        Exchange exchange = desk.desk.send("b24openlines:answer?sessionId=888888", null);

        assertThat(exchange.getException())
                .hasMessageContaining("names no chat")
                .hasMessageContaining("imopenlines.dialog.get");
    }

    @Test
    void callsByOneIdThatComeTogetherKeepTheirOrderAndLookUpOnce() throws Exception {
        long chat = desk.botChat();
        int before = desk.portal.executions("imopenlines.dialog.get").size();
        AsyncProducer producer = desk.desk
                .context
                .getEndpoint("b24openlines:botMessageSend?" + BOT + "&sessionId=" + desk.session(chat))
                .createAsyncProducer();
        producer.start();
        List<Exchange> exchanges = IntStream.range(0, 20)
                .mapToObj(number -> ExchangeBuilder.anExchange(desk.desk.context)
                        .withBody("message " + number)
                        .build())
                .toList();
        CountDownLatch done = new CountDownLatch(exchanges.size());

        exchanges.forEach(exchange -> producer.process(exchange, doneSync -> done.countDown()));

        assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
        producer.stop();
        assertThat(exchanges)
                .allSatisfy(exchange -> assertThat(exchange.getException()).isNull());
        assertThat(desk.portal.executions("imopenlines.dialog.get")).hasSize(before + 1);
        assertThat(desk.portal.dialog(chat).messages().stream()
                        .map(MessageView::text)
                        .filter(text -> text.startsWith("message ")))
                .containsExactlyElementsOf(IntStream.range(0, 20)
                        .mapToObj(number -> "message " + number)
                        .toList());
    }

    static Stream<Kind> idsBesidesAnEntity() {
        return Stream.of(Kind.CHAT, Kind.DIALOG, Kind.SESSION, Kind.USER_CODE, Kind.SESSION_HEADER);
    }

    @ParameterizedTest
    @MethodSource("idsBesidesAnEntity")
    void aMessageForAnEntityReachesTheDialogByEachId(Kind kind) {
        long chat = desk.ownChat();
        String entity = "userId=27&crmEntityType=deal&crmEntity=" + desk.dealOf(chat);
        desk.portal.crm().link("deal", desk.dealOf(chat), desk.ownChat());
        Map<String, Object> headers = new HashMap<>(kind.headers(desk, chat));
        int before = desk.portal.requests().size();

        Exchange exchange =
                desk.desk.send(uri("crmMessageAdd", entity, kind.options(desk, chat)), "Good morning", headers);

        assertThat(exchange.getException()).isNull();
        assertThat(desk.portal.requests()).hasSize(before + 1);
        assertThat(reached("imopenlines.crm.message.add")).isEqualTo(chat);
    }

    @ParameterizedTest
    @EnumSource
    void aCannedAnswerIsKeptByEachId(Kind kind) {
        long chat = desk.ownChat();
        Map<String, Object> headers = new HashMap<>(kind.headers(desk, chat));
        int before = desk.portal.requests().size();

        Exchange exchange = desk.desk.send(
                uri("messageQuickSave", kind.options(desk, chat)), Map.of("MESSAGE_ID", desk.message(chat)), headers);

        assertThat(exchange.getException()).isNull();
        assertThat(desk.portal.requests()).hasSize(before + 1);
        assertThat(reached("imopenlines.message.quick.save")).isEqualTo(chat);
    }

    @Test
    void anEventWithoutChatIsFoundByItsUserCode() {
        long chat = desk.ownChat();
        ChatEvent event = new ChatEvent(
                "ONOPENLINEMESSAGEADD",
                null,
                null,
                "external-9",
                null,
                "Hello",
                null,
                null,
                null,
                desk.portal.dialog(chat).userCode(),
                null,
                Map.of());

        Exchange exchange = desk.desk.send("b24openlines:spam", event);

        assertThat(exchange.getException()).isNull();
        assertThat(desk.portal.dialog(chat).spam()).isTrue();
    }

    @Test
    void aChatLeftByAnEventDoesNotOverrideTheKindOfTheEndpoint() {
        long chat = desk.ownChat();
        long left = desk.ownChat();
        Map<String, Object> headers = new HashMap<>(Map.of(B24OpenLinesConstants.CHAT_ID, left));

        desk.desk.send("b24openlines:spam?crmEntityType=deal&crmEntity=" + desk.dealOf(chat), left, headers);

        assertThat(desk.portal.dialog(chat).spam()).isTrue();
        assertThat(desk.portal.dialog(left).spam()).isFalse();
    }

    @Test
    void theHeaderChangesTheEntityOfTheEndpoint() {
        long chat = desk.ownChat();
        Map<String, Object> headers = new HashMap<>(Map.of(B24OpenLinesConstants.CRM_ENTITY, desk.dealOf(chat)));

        desk.desk.send("b24openlines:spam?crmEntityType=deal", null, headers);

        assertThat(desk.portal.dialog(chat).spam()).isTrue();
    }

    @Test
    void halfAnEntityIsRefusedAndNothingIsSent() {
        int before = desk.portal.requests().size();

        Exchange exchange = desk.desk.send("b24openlines:spam?crmEntity=5", null);

        assertThat(exchange.getException())
                .isInstanceOf(B24InvalidRequestException.class)
                .hasMessageContaining("crmEntityType")
                .hasMessageContaining(B24OpenLinesConstants.CRM_ENTITY_TYPE);
        assertThat(desk.portal.requests()).hasSize(before);
    }

    /** As PHP reads it: leading zeros, or {@code chat} before the number. */
    private long reached(String method) {
        List<Execution> executions = desk.portal.executions(method);
        Map<String, Object> parameters = executions.get(executions.size() - 1).parameters();
        if (parameters.containsKey("SESSION_ID") || parameters.containsKey("USER_CODE")) {
            return desk.portal.dialogs().stream()
                    .filter(dialog -> dialog.userCode().equals(parameters.get("USER_CODE"))
                            || String.valueOf(dialog.sessionId()).equals(String.valueOf(parameters.get("SESSION_ID"))))
                    .findFirst()
                    .orElseThrow()
                    .chatId();
        }
        Object chat = Stream.of("CHAT_ID", "dialogId", "DIALOG_ID")
                .filter(parameters::containsKey)
                .map(parameters::get)
                .findFirst()
                .orElseThrow();
        return Long.parseLong(chat.toString().replace("chat", ""));
    }

    private static About about(String operation, ToLongFunction<CatalogueDesk> chat) {
        return new About(operation, chat, "", null);
    }

    private static String uri(String operation, String... options) {
        String query = String.join(
                "&", Stream.of(options).filter(option -> !option.isEmpty()).toList());
        return "b24openlines:" + operation + (query.isEmpty() ? "" : "?" + query);
    }
}
