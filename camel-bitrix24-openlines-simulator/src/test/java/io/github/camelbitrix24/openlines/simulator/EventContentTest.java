// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Which events happen, who hears of them (§8.3) and what their ids mean (§8.4 to §8.7, §8.11). */
class EventContentTest extends AppPortalTest {

    @Test
    @Row("6.2/no-rest-event-is-emitted-for-answer-transfer")
    void answeringTransferringSkippingAndPinningIsToldToNobody() {
        bindAll();
        long chat = accepted(22, 27);
        transfer(27, chat, 31);
        transfer(31, chat, "queue22");
        operator(27, "skip", chat);
        operator(27, "answer", chat);
        call(27, "imopenlines.session.mode.pin", "CHAT_ID", chat);

        assertThat(sent()).containsExactly("ONSESSIONSTART", "ONOPENLINEMESSAGEADD");
    }

    @Test
    @Row({"6.4/step-5", "8.4/data-message-user-id", "8.5/message-system", "8.5/no-session"})
    void theClosingPhaseIsNoEndAndItsTextsDoNotTouchTheSession() {
        bindAll();
        long chat = accepted(22, 27);

        operator(27, "finish", chat);
        assertThat(sent())
                .containsExactly(
                        "ONSESSIONSTART", "ONOPENLINEMESSAGEADD", "ONOPENLINEMESSAGEADD", "ONOPENLINEMESSAGEADD");
        EventReceiver.Received text = receiver.await(3).get(2);
        assertThat(text.field("data[DATA][no_session]")).isEqualTo("Y");
        assertThat(text.field("data[DATA][message][system]")).isEqualTo("Y");
        assertThat(text.field("data[DATA][message][user_id]")).isEqualTo("0");
        assertThat(text.field("data[DATA][message][text]")).doesNotContain("[b]");

        operator(27, "finish", chat);
        assertThat(sent()).last().isEqualTo("ONSESSIONFINISH");
    }

    @Test
    void silentMessagesLiveChatAndInactiveLinesSendNothingOut() {
        long silent = accepted(22, 27);
        call(27, "imopenlines.session.mode.silent", "CHAT_ID", silent, "ACTIVATE", "Y");
        long inactive = accepted(24, 27);
        long liveChat = accepted(129, 27);
        bindAll();

        portal.operator(27).writes(silent, "A note");
        portal.operator(27).writes(inactive, "Hello");
        portal.operator(27).writes(liveChat, "Hello");

        assertThat(sent()).isEmpty();
    }

    @Test
    @Row({"6.8/closed-dialog", "8.4/onsessionstart-finish-data-connector-chat-id", "8.7/connector-chat-id"})
    void everyWayToOpenASessionIsToldAndTheChatIsThePortals() {
        long chat = closed();
        bindAll();

        transfer(27, chat, 31);
        operator(31, "spam", chat);
        call(27, "imopenlines.session.start", "CHAT_ID", chat);
        long message = last(dialog(chat)).id();
        call(27, "imopenlines.message.session.start", "CHAT_ID", chat, "MESSAGE_ID", message);

        assertThat(sent())
                .containsExactly(
                        "ONSESSIONSTART", "ONSESSIONFINISH", "ONSESSIONSTART", "ONSESSIONFINISH", "ONSESSIONSTART");
        EventReceiver.Received start = receiver.await(1).get(0);
        assertThat(start.field("data[DATA][connector][chat_id]")).isEqualTo(String.valueOf(chat));
        assertThat(start.names()).noneMatch(name -> name.contains("session"));
    }

    @Test
    @Row({"8.5/connector-connector-id-line-id-user-id-chat", "8.7/connector-line-id"})
    void theLineOfASessionEventIsThePresentOneAndThatOfAMessageTheFirst() {
        long chat = accepted(22, 27);
        transfer(27, chat, "queue23");
        operator(27, "answer", chat);
        bindAll();

        portal.operator(27).writes(chat, "Hello");
        operator(27, "spam", chat);

        assertThat(receiver.await("ONOPENLINEMESSAGEADD").field("data[DATA][connector][line_id]"))
                .isEqualTo("22");
        assertThat(receiver.await("ONSESSIONFINISH").field("data[DATA][line][id]"))
                .isEqualTo("23");
    }

    @Test
    @Row("8.6/update-delete-inbound-client-edited-deleted")
    void aClientsChangesHaveTheShapeOfTheMessage() {
        bindAll();
        long chat = portal.client("Anna").on(22).writes("Helo");
        long message = dialog(chat).messages().get(0).id();

        portal.client("Anna").on(22).edits(message, "Hello");
        portal.client("Anna").on(22).deletes(message);

        assertThat(receiver.await("ONOPENLINEMESSAGEUPDATE").field("data[DATA][message][text]"))
                .isEqualTo("Hello");
        EventReceiver.Received deleted = receiver.await("ONOPENLINEMESSAGEDELETE");
        assertThat(deleted.names())
                .containsExactlyElementsOf(
                        receiver.await("ONOPENLINEMESSAGEADD").names());
    }

    @Test
    @Row({"8.3/onopenline-onsession", "8.3/onimconnectormessage-dialog-statusdelete"})
    void openLineEventsGoToEveryApplicationAndConnectorEventsToTheirOwn() {
        registerConnector();
        bind("ONSESSIONSTART", "ONIMCONNECTORDIALOGSTART");
        try (EventReceiver foreign = new EventReceiver()) {
            app(OTHER, 1, "event.bind", "event", "ONSESSIONSTART", "handler", foreign.url());
            app(OTHER, 1, "event.bind", "event", "ONIMCONNECTORDIALOGSTART", "handler", foreign.url());

            portal.client("John").on(128).writes("Hello");

            foreign.await("ONSESSIONSTART");
            receiver.await("ONIMCONNECTORDIALOGSTART");
            assertThat(portal.sentEvents()).hasSize(3);
        }
    }

    @Test
    @Row("8.3/bot-events")
    void theBotOfAWebhookIsFoundByTheClientIdInTheAddress() {
        String token = portal.bot("support").token();
        portal.handlers()
                .bind("ONIMBOTMESSAGEADD", receiver.url() + "?CLIENT_ID=" + token, "token")
                .bind("ONIMBOTMESSAGEADD", receiver.url() + "?CLIENT_ID=another", "token")
                .bind("ONIMBOTDELETE", receiver.url() + "?x=1&CLIENT_ID=" + token, "token");

        portal.client("Anna").on(26).writes("Hello");
        call(1, "imbot.v2.Bot.unregister", "botId", 567, "botToken", token);

        EventReceiver.Received added = receiver.await("ONIMBOTMESSAGEADD");
        assertThat(added.field("data[BOT][567][BOT_CODE]")).isEqualTo("support");
        assertThat(added.field("data[BOT][567][application_token]")).isEqualTo("token");
        assertThat(added.names()).doesNotContain("data[BOT][567][access_token]");
        receiver.await("ONIMBOTDELETE");
        assertThat(sent()).containsExactly("ONIMBOTMESSAGEADD", "ONIMBOTDELETE");
    }

    @Test
    void aBotHearsWhatTheClientChangesAndDeletes() {
        long chat = portal.client("Anna").on(26).writes("Helo");
        long message = dialog(chat).messages().get(0).id();
        portal.client("Anna").on(26).edits(message, "Hello");
        portal.client("Anna").on(26).deletes(message);

        List<BotEventView> events = portal.events("support");

        assertThat(events)
                .extracting(BotEventView::type)
                .containsExactly(
                        "ONIMBOTV2JOINCHAT", "ONIMBOTV2MESSAGEADD", "ONIMBOTV2MESSAGEUPDATE", "ONIMBOTV2MESSAGEDELETE");
        assertThat(events.get(2).data()).containsKey("message");
        assertThat(events.get(3).data()).containsEntry("messageId", message).doesNotContainKey("message");
    }

    private List<String> sent() {
        return portal.sentEvents().stream().map(SentEvent::event).toList();
    }

    private void bindAll() {
        for (String event : List.of(
                "ONSESSIONSTART",
                "ONSESSIONFINISH",
                "ONOPENLINEMESSAGEADD",
                "ONOPENLINEMESSAGEUPDATE",
                "ONOPENLINEMESSAGEDELETE")) {
            portal.handlers().bind(event, receiver.url(), "token");
        }
    }
}
