// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Facts of the protocol that belong to no one method. */
class PortalFactsTest extends AppPortalTest {

    @ParameterizedTest
    @ValueSource(strings = {"api/imopenlines.operator.answer", "api/main/user/list"})
    @Row("1.1/rest-v3")
    void thereIsNoThirdVersionOfTheInterface(String path) throws Exception {
        HttpResponse<String> answer = HTTP.send(
                HttpRequest.newBuilder(URI.create(portal.url() + "/rest/" + path))
                        .build(),
                BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
    }

    @Test
    @Row("1.5/invalid-utf-8")
    void brokenUtf8IsSubstitutedAndNoError() {
        long chat = accepted(22, 27);
        Answer answer = post(
                portal.webhook(27).url() + "imopenlines.session.open",
                "application/x-www-form-urlencoded",
                "USER_CODE=%FF%FE");
        post(
                portal.webhook(27).url() + "imopenlines.operator.spam",
                "application/x-www-form-urlencoded",
                "CHAT_ID=" + chat + "&X=%C3%28");

        assertThat(answer.outcome()).isEqualTo("400 ACCESS_DENIED");
        assertThat(portal.requests().get(0).parameters().get("USER_CODE").toString())
                .contains("\uFFFD");
        assertThat(dialog(chat).spam()).isTrue();
    }

    @Test
    @Row("1.2/step-6")
    void thePathOfAWebhookWinsOverItsParameters() {
        String other = portal.webhook(31).code();

        assertThat(get(portal.webhook(27).url() + "profile?aplogin=31&ap=" + other)
                        .result()
                        .get("ID")
                        .asText())
                .isEqualTo("27");
    }

    @Test
    @Row({"1.9/nulls", "7.1/background-id", "8.1/types"})
    void nullsAreShownInAnswersAndLeftOutOfEvents() {
        bind("ONSESSIONSTART");
        long chat = portal.client("Anna").on(22).writes("Hello");
        JsonNode dialog = call(27, "imopenlines.dialog.get", "CHAT_ID", chat).result();

        assertThat(dialog.has("background_id")).isTrue();
        assertThat(dialog.get("background_id").isNull()).isTrue();
        assertThat(receiver.await("ONSESSIONSTART").fields()).doesNotContainValue("null");
    }

    @Test
    @Row({"1.9/booleans", "6.1/chat-entity-data-3"})
    void aBooleanIsNoYes() {
        long chat = accepted(22, 27);
        call(27, "imopenlines.session.mode.silent", "CHAT_ID", chat, "ACTIVATE", true);

        assertThat(call(27, "imopenlines.dialog.get", "CHAT_ID", chat)
                        .result()
                        .get("entity_data_3")
                        .asText())
                .isNotEqualTo("Y");
    }

    @Test
    @Row("6.1/status-0-new")
    void aDialogWithItsBotIsNew() {
        assertThat(dialog(portal.client("Anna").on(26).writes("Hello")).status())
                .isZero();
    }

    @Test
    @Row("8.1/duplicates")
    void equalEventsOfOneHitAreToldOnce() {
        long chat = accepted(22, 27);
        bind("ONSESSIONSTART");
        String startAgain = "imopenlines.session.start?CHAT_ID=" + chat;
        String spam = "imopenlines.operator.spam?CHAT_ID=" + chat;
        call(1, "batch", "cmd", map("a", spam, "b", startAgain, "c", spam, "d", startAgain));

        assertThat(portal.sentEvents()).hasSize(1);
        call(1, "imopenlines.operator.spam", "CHAT_ID", chat);
        call(1, "imopenlines.session.start", "CHAT_ID", chat);
        assertThat(portal.sentEvents()).hasSize(2);
    }

    @Test
    @Row("8.4/livechat-external-chat-id")
    void inLiveChatTheClientsSideIsAnotherChatOfThePortal() {
        bind("ONOPENLINEMESSAGEADD");
        long chat = portal.client("Anna").on(129).writes("Hello");
        String external = receiver.await("ONOPENLINEMESSAGEADD").field("data[DATA][connector][chat_id]");

        assertThat(external).containsOnlyDigits().isNotEqualTo(String.valueOf(chat));
        assertThat(dialog(chat).userCode()).startsWith("livechat|129|" + external + "|");
        assertThat(portal.client("Eva").on(129).writes("Hello")).isNotEqualTo(Long.parseLong(external));
    }

    @Test
    @Row({"8.5/message-attach-message-system-message-user-i", "8.5/ref-source-etc", "8.5/extra-extra-url-extra"})
    void aTrackerThatFoundNothingIsNotTold() {
        bind("ONOPENLINEMESSAGEADD");
        portal.client("Anna").on(22).writes("Hello");

        assertThat(receiver.await("ONOPENLINEMESSAGEADD").names())
                .noneMatch(name -> name.contains("[ref]"))
                .contains("data[DATA][extra][EXTRA_URL]", "data[DATA][message][system]");
    }

    @Test
    @Row("10.2/users-1-admin-27-operator-31-operator-40-ina")
    void theStandardPortalHasThePeopleAndLinesOfTheReference() {
        JsonNode users = call(1, "user.get", "FILTER", map("ID", List.of(1, 27, 31, 40, 50)), "ADMIN_MODE", true)
                .result();

        assertThat(users)
                .extracting(user -> user.get("ID").asText())
                .containsExactlyInAnyOrder("1", "27", "31", "40", "50");
        assertThat(call(1, "user.get", "ID", 50)
                        .result()
                        .get(0)
                        .get("USER_TYPE")
                        .asText())
                .isEqualTo("extranet");
        assertThat(call(1, "profile").result().get("ADMIN").asBoolean()).isTrue();
        assertThat(call(1, "user.get", "ID", 40).result().get(0).get("ACTIVE").asBoolean())
                .isFalse();
        assertThat(portal.bot("support").id()).isEqualTo(567);
        long first = portal.client("First").on(25).writes("Hello");
        assertThat(dialog(first).userCode()).endsWith("|1984");
    }

    @ParameterizedTest
    @CsvSource({
        "15, all, Y, text, Y",
        "22, evenly, Y, text, Y",
        "23, strictly, Y, text, Y",
        "24, evenly, N, text, Y",
        "25, evenly, Y, none, N"
    })
    @Row("10.2/lines-15-all-22-evenly-27-31-23-strictly-27")
    void theStandardLinesHaveTheirQueues(long line, String queue, String active, String closeRule, String vote) {
        JsonNode config = call(1, "imopenlines.config.get", "CONFIG_ID", line).result();

        assertThat(config.get("QUEUE_TYPE").asText()).isEqualTo(queue);
        assertThat(config.get("ACTIVE").asText()).isEqualTo(active);
        assertThat(config.get("CLOSE_RULE").asText()).isEqualTo(closeRule);
        assertThat(config.get("VOTE_MESSAGE").asText()).isEqualTo(vote);
    }

    @Test
    @Row({
        "6.1/status-5-skip",
        "6.1/status-10-answer",
        "6.1/status-20-client",
        "6.1/status-25-client-after-operator",
        "6.1/status-40-operator",
        "6.1/status-50-wait-client",
        "6.1/status-60-closed",
        "6.1/status-65-spam",
        "10.2/chats-one-per-status-5-10-20-25-40-50-closed"
    })
    void theStandardChatsAreInTheirStates() {
        StandardChats chats = portal.standardChats();
        List<Long> inOrder = List.of(
                chats.offered(),
                chats.accepted(),
                chats.clientWrote(),
                chats.clientWroteAgain(),
                chats.operatorWrote(),
                chats.closing(),
                chats.closed(),
                chats.spam());

        assertThat(inOrder).extracting(chat -> dialog(chat).status()).containsExactly(5, 10, 20, 25, 40, 50, 60, 65);
        assertThat(operator(27, "answer", chats.group()).outcome()).isEqualTo("400 CHAT_TYPE");
        assertThat(operator(31, "answer", chats.foreign()).outcome()).isEqualTo("400 ACCESS_DENIED");
    }

    @Test
    @Row("7.7/imopenlines-v2-operator-list")
    void theLoadOfOperatorsFollowsATransferAtOnce() {
        long chat = accepted(22, 27);
        assertThat(load(27)).isEqualTo(1);
        assertThat(load(31)).isZero();

        transfer(27, chat, 31);

        assertThat(load(27)).isZero();
        assertThat(load(31)).isEqualTo(1);
        transfer(31, chat, "queue23");
        assertThat(load(31)).isZero();
        operator(27, "answer", chat);
        assertThat(call(1, "imopenlines.v2.Operator.list", "configId", 23, "userId", 27)
                        .result()
                        .get("operators")
                        .get(0)
                        .get("activeSessions")
                        .asInt())
                .isEqualTo(1);
    }

    private int load(long user) {
        return call(1, "imopenlines.v2.Operator.list", "configId", 22, "userId", user)
                .result()
                .get("operators")
                .get(0)
                .get("activeSessions")
                .asInt();
    }

    @Test
    @Row("7.11/imconnector-send-messages")
    void whatTheReferenceNamesAloneCanBeScripted() {
        registerConnector();
        portal.faults()
                .next("imconnector.send.messages", Fault.status(400, "IMCONNECTOR_NOT_SPECIFIED_CORRECT_COMMAND"));

        assertThat(send("u1", "c1", "m1", "Hi").outcome()).isEqualTo("400 IMCONNECTOR_NOT_SPECIFIED_CORRECT_COMMAND");
        assertThat(send("u1", "c1", "m1", "Hi").status()).isEqualTo(200);
    }
}
