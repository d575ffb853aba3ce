// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The wire form of pushed events against raw bodies of a portal: the same fields in the same order (§8.1 to §8.10, §9.3). */
class EventWireTest extends AppPortalTest {

    private static final Pattern BOT = Pattern.compile("data\\[BOT]\\[\\d+]");

    @BeforeEach
    void registerTheConnector() {
        registerConnector();
    }

    @Test
    @Row({
        "8.1/path",
        "8.1/body",
        "8.1/key-order",
        "8.1/ts",
        "8.2/domain",
        "8.2/member-id",
        "8.2/application-token",
        "8.4/onopenlinemessageadd-inbound-data-connector",
        "8.4/data-message-id",
        "8.4/data-connector-user-id-data-message-user-id",
        "8.5/connector-connector-id",
        "8.5/connector-line-id",
        "8.5/connector-chat-id",
        "8.5/connector-user-id",
        "8.5/chat-id-chat-name-chat-description-chat-url",
        "8.5/message-id",
        "8.5/message-date",
        "8.5/message-text",
        "10.1/event-emission-rules-and-wire-encoding-no-re"
    })
    void aMessageOfTheClient() {
        bind("OnOpenLineMessageAdd");

        portal.client("John").on(128).writes("Good afternoon");

        EventReceiver.Received event = assertLike("onopenlinemessageadd-inbound", "ONOPENLINEMESSAGEADD");
        assertThat(event.contentType()).startsWith("application/x-www-form-urlencoded");
        assertThat(event.field("data[DATA][connector][connector_id]")).isEqualTo("myconnector");
        assertThat(event.field("data[DATA][connector][line_id]")).isEqualTo("128");
        assertThat(event.field("data[DATA][message][text]")).isEqualTo("Good afternoon");
        assertThat(event.field("auth[application_token]"))
                .isEqualTo(portal.appRef(APP).applicationToken());
        assertThat(event.field("auth[domain]")).isEqualTo(portal.url().substring("http://".length()));
        assertThat(event.field("ts")).isEqualTo(String.valueOf(START.getEpochSecond()));
    }

    @Test
    @Row({
        "8.2/access-token-expires-expires-in-scope-status",
        "8.4/onopenlinemessageadd-outbound-data-connector",
        "8.4/data-message-chat-id",
        "8.4/data-message-id-2",
        "8.4/onimconnectormessage-onopenlinemessageupdate",
        "8.5/connector-connector-id-line-id-user-id-chat",
        "8.5/message-id-chat-id-user-id",
        "8.5/message-text-2",
        "8.5/message-system",
        "8.5/no-session",
        "8.8/onimconnectormessageadd"
    })
    void aMessageOfAnOperator() {
        long chat = accepted(128, 27);
        bind("ONOPENLINEMESSAGEADD", "ONIMCONNECTORMESSAGEADD");

        portal.operator(27).writes(chat, "Hello, how can I help?");

        EventReceiver.Received event = assertLike("onopenlinemessageadd-outbound", "ONOPENLINEMESSAGEADD");
        assertThat(event.field("data[DATA][message][chat_id]")).isEqualTo(String.valueOf(chat));
        assertThat(event.field("data[DATA][connector][chat_id]")).isEqualTo("external-" + chat);
        assertThat(event.field("data[DATA][message][text]")).isEqualTo("[b]Anna Weber:[/b] [br]Hello, how can I help?");
        assertThat(event.field("data[DATA][no_session]")).isEqualTo("N");
        assertThat(event.field("auth[user_id]")).isEqualTo("27");
        EventReceiver.Received own = assertLike("onimconnectormessageadd", "ONIMCONNECTORMESSAGEADD");
        assertThat(own.field("data[MESSAGES][0][im][chat_id]")).isEqualTo(String.valueOf(chat));
        assertThat(own.field("data[MESSAGES][0][chat][id]")).isEqualTo("external-" + chat);
    }

    @Test
    @Row({
        "7.11/imconnector-send-status-delivery-reading",
        "8.1/lists",
        "8.4/onimconnectormessage-onopenlinemessageupdate",
        "8.6/update-outbound",
        "8.6/delete-outbound",
        "8.8/onimconnectormessageupdate",
        "8.8/onimconnectormessagedelete"
    })
    void changesOfAMessageThatTheMessengerKnows() {
        long chat = accepted(128, 27);
        bind(
                "ONOPENLINEMESSAGEUPDATE",
                "ONOPENLINEMESSAGEDELETE",
                "ONIMCONNECTORMESSAGEUPDATE",
                "ONIMCONNECTORMESSAGEDELETE");
        portal.operator(27).writes(chat, "Hello");
        long message = last(dialog(chat)).id();
        portal.operator(27).edits(chat, message, "Unseen, for the messenger has no id of it");
        confirm(chat, message);

        portal.operator(27).edits(chat, message, "Hello! How can I help you?");
        portal.operator(27).deletes(chat, message);

        EventReceiver.Received update = assertLike("onopenlinemessageupdate", "ONOPENLINEMESSAGEUPDATE");
        assertThat(update.field("data[DATA][message][id][0]")).isEqualTo("ext-msg-2001");
        assertThat(update.field("data[DATA][message][text]")).isEqualTo("Hello! How can I help you?");
        assertLike("onopenlinemessagedelete", "ONOPENLINEMESSAGEDELETE");
        assertLike("onimconnectormessageupdate", "ONIMCONNECTORMESSAGEUPDATE");
        assertLike("onimconnectormessagedelete", "ONIMCONNECTORMESSAGEDELETE");
    }

    @Test
    @Row({
        "6.4/step-6",
        "8.4/data-connector-user-id",
        "8.4/onimconnectordialogstart-finish-all-chat-ids",
        "8.7/connector-connector-id",
        "8.7/connector-user-id",
        "8.7/chat-chat-id",
        "8.7/line-id-line-name",
        "8.8/onimconnectordialogstart-finish"
    })
    void theBeginningAndTheEndOfASession() {
        bind("ONSESSIONSTART", "ONSESSIONFINISH", "ONIMCONNECTORDIALOGSTART", "ONIMCONNECTORDIALOGFINISH");

        long chat = accepted(128, 27);
        operator(27, "finish", chat);

        EventReceiver.Received start = assertLike("onsessionstart", "ONSESSIONSTART");
        assertThat(start.field("data[DATA][chat][chat_id]")).isEqualTo(String.valueOf(chat));
        assertThat(start.field("data[DATA][line][name]")).isEqualTo("Support");
        assertLike("onimconnectordialogstart", "ONIMCONNECTORDIALOGSTART");
        EventReceiver.Received finish = assertLike("onsessionfinish", "ONSESSIONFINISH");
        assertThat(finish.field("auth[user_id]")).isEqualTo("27");
        EventReceiver.Received dialog = assertLike("onimconnectordialogfinish", "ONIMCONNECTORDIALOGFINISH");
        assertThat(dialog.field("data[DATA][0][session][closed]")).isEqualTo("Y");
        assertThat(dialog.field("data[DATA][0][session][close_term]")).isEqualTo("10");
    }

    @Test
    @Row({
        "8.1/event-name",
        "8.2/access-token-expires-expires-in-scope-status",
        "8.2/client-endpoint-server-endpoint",
        "8.2/member-id",
        "8.2/application-token"
    })
    void anOutgoingWebhookHasNoTokens() {
        portal.handlers().bind("OnSessionFinish", receiver.url(), "webhook-token");

        operator(27, "finish", accepted(128, 27));

        EventReceiver.Received event = assertLike("onsessionfinish-outgoing-webhook", "ONSESSIONFINISH");
        assertThat(event.field("auth[application_token]")).isEqualTo("webhook-token");
    }

    @Test
    @Row({"8.3/onimconnectorlinedelete", "8.8/onimconnectorstatusdelete", "8.8/onimconnectorlinedelete"})
    void aConnectorAndALineThatGo() {
        bind("ONIMCONNECTORSTATUSDELETE", "ONIMCONNECTORLINEDELETE");

        app(27, "imconnector.activate", "CONNECTOR", "myconnector", "LINE", 128, "ACTIVE", 0);
        call(1, "imopenlines.config.delete", "CONFIG_ID", 128);

        assertLike("onimconnectorstatusdelete", "ONIMCONNECTORSTATUSDELETE");
        EventReceiver.Received line = assertLike("onimconnectorlinedelete", "ONIMCONNECTORLINEDELETE");
        assertThat(line.field("data")).isEqualTo("128");
    }

    @Test
    @Row({
        "8.3/bot-events",
        "8.9/data-bot-botid-access-token-expires-expires",
        "8.9/data-bot-botid-auth",
        "8.9/data-bot-botid-bot-id-bot-code",
        "8.9/data-params-message-message-original-message",
        "8.9/data-params-message-type-chat-type",
        "8.9/data-params-from-user-id-author-id-to-user-i",
        "8.9/data-params-dialog-id-to-chat-id-chat-id",
        "8.9/data-params-chat-title-chat-author-id-chat-a",
        "8.9/data-params-chat-entity-type",
        "8.9/data-params-chat-entity-id",
        "8.9/data-params-chat-entity-data-1-3",
        "8.9/data-params-system-push-convert-skip-connect",
        "8.9/data-params-language",
        "8.9/data-user-id-name-first-name-last-name-work"
    })
    void botEventsOfTheFirstVersion() {
        registerBot("fetch");
        bind("ONIMBOTJOINCHAT", "ONIMBOTMESSAGEADD");

        long chat = portal.client("John").on(128).writes("Good afternoon");

        EventReceiver.Received added = assertLike("onimbotmessageadd", "ONIMBOTMESSAGEADD");
        assertThat(added.field("data[PARAMS][CHAT_ID]")).isEqualTo(String.valueOf(chat));
        assertThat(added.field("data[USER][IS_CONNECTOR]")).isEqualTo("Y");
        EventReceiver.Received joined = receiver.await("ONIMBOTJOINCHAT");
        List<String> withoutUser = names("onimbotjoinchat").stream()
                .filter(name -> !name.startsWith("data[USER]"))
                .toList();
        assertThat(normal(joined.names())).isEqualTo(withoutUser);
        assertThat(joined.field("data[PARAMS][USER_ID]")).isEqualTo("0");
    }

    @Test
    @Row({"8.1/types", "11.2/bot"})
    void botEventsOfTheSecondVersionGoToTheBotsAddress() {
        registerBot("webhook");

        portal.client("John").on(128).writes("Good afternoon");

        EventReceiver.Received added = assertLike("onimbotv2messageadd", "ONIMBOTV2MESSAGEADD");
        assertThat(added.field("data[message][isSystem]")).isEqualTo("0");
        assertThat(added.field("data[user][connector]")).isEqualTo("1");
        assertThat(receiver.await("ONIMBOTV2JOINCHAT").field("data[dialogId]")).startsWith("chat");
    }

    @Test
    @Row({"5.4/install-callback", "5.4/uninstall", "8.2/refresh-token"})
    void installationAndItsEnd() {
        portal.installed(APP, 1, receiver.url());
        bind("ONAPPUNINSTALL");
        portal.uninstall(APP);

        EventReceiver.Received installed = assertLike("onappinstall", "ONAPPINSTALL");
        assertThat(installed.field("auth[refresh_token]")).isNotEmpty();
        assertLike("onappuninstall", "ONAPPUNINSTALL");
        assertThat(portal.handlers().boundTo(receiver.url())).isEmpty();
    }

    @Test
    @Row("8.2/refresh-token")
    void theNoticeOfTheOfflineQueueHasNoData() {
        bind("ONOFFLINEEVENT");
        app(1, "event.bind", "event", "ONSESSIONSTART", "event_type", "offline");

        portal.client("John").on(128).writes("Good afternoon");

        assertLike("onofflineevent", "ONOFFLINEEVENT");
    }

    private void confirm(long chat, long message) {
        app(
                27,
                "imconnector.send.status.delivery",
                "CONNECTOR",
                "myconnector",
                "LINE",
                128,
                "MESSAGES",
                List.of(map(
                        "im",
                        map("chat_id", chat, "message_id", message),
                        "message",
                        map("id", List.of("ext-msg-2001")),
                        "chat",
                        map("id", "external-" + chat))));
    }

    private void registerBot(String mode) {
        Map<String, Object> fields = map(
                "code",
                "helper",
                "properties",
                map("name", "Helper"),
                "type",
                "openline",
                "eventMode",
                mode,
                "webhookUrl",
                receiver.url());
        long bot = app(27, "imbot.v2.Bot.register", "fields", fields)
                .result()
                .get("bot")
                .get("id")
                .asLong();
        Map<String, Object> welcome = map("WELCOME_BOT_ENABLE", "Y", "WELCOME_BOT_ID", bot);
        call(1, "imopenlines.config.update", "CONFIG_ID", 128, "PARAMS", welcome);
    }

    private EventReceiver.Received assertLike(String form, String event) {
        EventReceiver.Received received = receiver.await(event);
        assertThat(normal(received.names())).as(form).isEqualTo(names(form));
        return received;
    }

    private static List<String> names(String form) {
        return normal(List.copyOf(EventReceiver.parse(resource(form)).keySet()));
    }

    /** The id of the bot is a key of the first version. */
    private static List<String> normal(List<String> names) {
        return names.stream()
                .map(name -> BOT.matcher(name).replaceFirst("data[BOT][id]"))
                .toList();
    }

    private static String resource(String form) {
        try (InputStream body = EventWireTest.class.getResourceAsStream("/events/" + form + ".form")) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
