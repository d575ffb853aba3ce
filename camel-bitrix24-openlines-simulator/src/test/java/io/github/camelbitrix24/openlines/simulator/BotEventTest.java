// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code imbot.v2.Event.get} and {@code imbot.v2.Chat.Message.send} (§11). */
class BotEventTest extends PortalTest {

    @Test
    @Row({"11.2/bot", "11.2/message", "11.2/chat", "11.2/user", "11.2/language"})
    void aNewDialogTellsTheBotThatItJoinedAndWhatTheClientWrote() {
        long chat = portal.client("Anna").on(26).writes("Hello");

        JsonNode events = events().get("events");

        assertThat(types(events)).containsExactly("ONIMBOTV2JOINCHAT", "ONIMBOTV2MESSAGEADD");
        JsonNode joined = events.get(0).get("data");
        assertThat(joined.get("dialogId").asText()).isEqualTo("chat" + chat);
        assertThat(joined.has("message")).isFalse();
        JsonNode added = events.get(1).get("data");
        assertThat(added.get("message").get("text").asText()).isEqualTo("Hello");
        assertThat(added.get("message").get("chatId").asLong()).isEqualTo(chat);
        assertThat(added.get("message").get("isSystem").isBoolean()).isTrue();
        assertThat(added.get("chat").get("entityType").asText()).isEqualTo("LINES");
        assertThat(added.get("chat").get("dialogId").asText()).isEqualTo("chat" + chat);
        assertThat(added.get("chat").get("owner").asLong()).isZero();
        assertThat(added.get("user").get("connector").asBoolean()).isTrue();
        assertThat(added.get("user").get("name").asText()).isEqualTo("Anna");
        assertThat(added.get("bot").get("id").asLong()).isEqualTo(567);
        assertThat(added.get("bot").get("code").asText()).isEqualTo("support");
        assertThat(added.get("bot").has("auth")).isFalse();
        assertThat(added.get("language").asText()).isEqualTo("en");
        assertThat(events.get(1).get("date").asText()).isEqualTo("2026-03-17T15:00:00+00:00");
    }

    @Test
    void theBotHearsTheClientOnlyWhileItIsInTheChat() {
        portal.client("Anna").on(26).writes("Hello");
        portal.client("Anna").on(26).writes("Are you there?");
        long chat = portal.dialogs().get(0).chatId();
        operator(27, "answer", chat);
        portal.client("Anna").on(26).writes("Not for the bot");

        assertThat(portal.events("support"))
                .extracting(BotEventView::type)
                .containsExactly("ONIMBOTV2JOINCHAT", "ONIMBOTV2MESSAGEADD", "ONIMBOTV2MESSAGEADD");
    }

    @Test
    void theBotDoesNotHearOperatorsOrItself() {
        long chat = portal.client("Anna").on(26).writes("Hello");
        portal.operator(27).joins(chat).writes(chat, "I only look");
        send(chat, "I am the bot");

        assertThat(portal.events("support")).hasSize(2);
    }

    @Test
    @Row("11.1/imbot-v2-event-get")
    void eventsComeAgainUntilALaterOffsetAcknowledgesThem() {
        portal.client("Anna").on(26).writes("Hello");
        JsonNode first = events();
        long offset = first.get("nextOffset").asLong();

        assertThat(events()).isEqualTo(first);
        JsonNode rest = events("offset", offset);
        assertThat(rest.get("events")).isEmpty();
        assertThat(rest.get("nextOffset").asLong()).isEqualTo(offset);
        assertThat(rest.get("hasMore").asBoolean()).isFalse();
        assertThat(events().get("events")).isEmpty();
        assertThat(portal.events("support")).isEmpty();
    }

    @Test
    @Row("11.1/imbot-v2-event-get")
    void anOffsetAcknowledgesOnlyWhatIsBelowIt() {
        portal.client("Anna").on(26).writes("Hello");
        long second = events().get("events").get(1).get("eventId").asLong();

        assertThat(ids(events("offset", second))).containsExactly(second);
    }

    @Test
    @Row("11.1/imbot-v2-event-get")
    void aLimitShowsAPartAndSaysThatThereIsMore() {
        portal.client("Anna").on(26).writes("One");
        portal.client("Anna").on(26).writes("Two");
        List<Long> all = ids(events());

        JsonNode page = events("limit", 2);

        assertThat(ids(page)).isEqualTo(all.subList(0, 2));
        assertThat(page.get("hasMore").asBoolean()).isTrue();
        assertThat(page.get("nextOffset").asLong()).isEqualTo(all.get(2));
        JsonNode last = events("limit", 2, "offset", page.get("nextOffset").asLong());
        assertThat(ids(last)).isEqualTo(all.subList(2, 3));
        assertThat(last.get("hasMore").asBoolean()).isFalse();
    }

    @Test
    @Row("11.1/imbot-v2-event-get")
    void onlyTheOwnerReadsTheEvents() {
        String token = portal.bot("support").token();

        assertThat(eventGet("botId", 567).outcome()).isEqualTo("400 BOT_TOKEN_NOT_SPECIFIED");
        assertThat(eventGet("botToken", token).outcome()).isEqualTo("400 BOT_ID_REQUIRED");
        assertThat(eventGet("botId", 4711, "botToken", token).outcome()).isEqualTo("400 BOT_NOT_FOUND");
        assertThat(eventGet("botId", 567, "botToken", "other").outcome()).isEqualTo("403 BOT_OWNERSHIP_ERROR");
        assertThat(eventGet("BOTID", 567, "BOTTOKEN", token).outcome()).isEqualTo("400 BOT_TOKEN_NOT_SPECIFIED");
    }

    @Test
    @Row("11.1/imbot-v2-event-get")
    void eventsOfTheUserNeedASubscription() {
        String token = portal.bot("support").token();
        String narrow = portal.webhook(27, "imbot").url() + "imbot.v2.Event.get";
        String body = json(map("botId", 567, "botToken", token, "withUserEvents", true));

        assertThat(eventGet("botId", 567, "botToken", token, "withUserEvents", true)
                        .outcome())
                .isEqualTo("400 USER_NOT_SUBSCRIBED");
        assertThat(post(narrow, "application/json", body).outcome()).isEqualTo("403 SCOPE_ERROR");
    }

    @Test
    @Row("11.1/imbot-v2-chat-message-send")
    void theBotWritesIntoItsChat() {
        long chat = portal.client("Anna").on(26).writes("Hello");

        Answer answer = send(chat, "How can I help?");

        MessageView last = dialog(chat).messages().get(1);
        assertThat(answer.result().get("id").asLong()).isEqualTo(last.id());
        assertThat(answer.result().get("uuidMap").isObject()).isTrue();
        assertThat(last.text()).isEqualTo("How can I help?");
        assertThat(last.authorId()).isEqualTo(567);
    }

    @Test
    @Row("11.1/imbot-v2-chat-message-send")
    void aLongMessageIsShortened() {
        long chat = portal.client("Anna").on(26).writes("Hello");

        send(chat, "x".repeat(20_001));

        assertThat(dialog(chat).messages().get(1).text()).hasSize(20_006).endsWith("x (...)");
    }

    @Test
    @Row("11.1/imbot-v2-chat-message-send")
    void theBotWritesOnlyWhereItIsAMemberAndOnlyWords() {
        long chat = portal.client("Anna").on(26).writes("Hello");

        assertThat(send(accepted(22, 27), "Hello").outcome()).isEqualTo("403 ACCESS_DENIED");
        assertThat(send(99_999, "Hello").outcome()).isEqualTo("403 ACCESS_DENIED");
        assertThat(send(chat, "").outcome()).isEqualTo("400 EMPTY_MESSAGE");
        assertThat(call(27, "imbot.v2.Chat.Message.send", "dialogId", "chat" + chat)
                        .outcome())
                .isEqualTo("400 BOT_TOKEN_NOT_SPECIFIED");
    }

    private Answer send(long chat, String text) {
        return call(
                27,
                "imbot.v2.Chat.Message.send",
                "botId",
                567,
                "botToken",
                portal.bot("support").token(),
                "dialogId",
                "chat" + chat,
                "fields",
                map("message", text));
    }

    private JsonNode events(Object... more) {
        Object[] all = Stream.concat(
                        Stream.of(
                                "botId", 567, "botToken", portal.bot("support").token()),
                        Arrays.stream(more))
                .toArray();
        return eventGet(all).result();
    }

    private Answer eventGet(Object... parameters) {
        return call(27, "imbot.v2.Event.get", parameters);
    }

    private static List<Long> ids(JsonNode page) {
        List<Long> ids = new ArrayList<>();
        page.get("events").forEach(event -> ids.add(event.get("eventId").asLong()));
        return ids;
    }

    private static List<String> types(JsonNode events) {
        List<String> types = new ArrayList<>();
        events.forEach(event -> types.add(event.get("type").asText()));
        return types;
    }
}
