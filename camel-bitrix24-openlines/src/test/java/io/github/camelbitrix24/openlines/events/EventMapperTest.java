// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbitrix24.openlines.api.Author;
import io.github.camelbitrix24.openlines.api.ChatEvent;
import io.github.camelbitrix24.openlines.rest.Json;
import io.github.camelbitrix24.openlines.rest.Lenient;
import io.github.camelbitrix24.openlines.rest.PhpForm;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every family of events says the same things in the same places (§8, §11). */
class EventMapperTest {
    private static final Instant TIME = Instant.ofEpochSecond(1773761165);
    private static final String CODE = "myconnector|128|channel-123|1984";
    private static final Author JOHN = new Author(1984, Author.CLIENT, "John");
    private static final Author ANNA = new Author(27, Author.OPERATOR, null);
    private static final String SIGNED = "[b]Anna Weber:[/b] [br]Hello, how can I help?";
    private static final List<String> MESSAGE_TYPES =
            List.of("ONIMBOTV2MESSAGEADD", "ONIMBOTV2MESSAGEUPDATE", "ONIMBOTV2CONTEXTGET", "ONIMBOTV2COMMANDADD");

    static Stream<Arguments> bodies() {
        return Stream.of(
                row(
                        "onopenlinemessageadd-inbound",
                        null,
                        "channel-123",
                        "ext-msg-1001",
                        "Good afternoon",
                        client(),
                        128L,
                        CODE),
                row("onopenlinemessageadd-outbound", 10585L, "channel-123", "86497", SIGNED, ANNA, 128L, CODE),
                row(
                        "onopenlinemessageupdate",
                        10585L,
                        "channel-123",
                        "86497",
                        "Hello! How can I help you?",
                        null,
                        128L,
                        null),
                row("onopenlinemessagedelete", 10585L, "channel-123", "86497", null, null, 128L, null),
                row("onsessionstart", 10585L, null, null, null, null, 128L, null),
                row("onsessionfinish", 10585L, null, null, null, null, 128L, null),
                row("onsessionfinish-outgoing-webhook", 10585L, null, null, null, null, 128L, null),
                row("onimconnectormessageadd", 10585L, "channel-123", "86497", SIGNED, ANNA, 128L, null),
                row(
                        "onimconnectormessageupdate",
                        10585L,
                        "channel-123",
                        "86497",
                        "Hello! How can I help you?",
                        null,
                        128L,
                        null),
                row("onimconnectormessagedelete", 10585L, "channel-123", "86497", null, null, 128L, null),
                row("onimconnectordialogstart", null, "channel-123", null, null, null, 128L, CODE),
                row("onimconnectordialogfinish", null, "channel-123", null, null, null, 128L, CODE),
                row("onimconnectorstatusdelete", null, null, null, null, null, 128L, null),
                row("onimbotmessageadd", 10585L, "channel-123", "86490", "Good afternoon", JOHN, 128L, CODE),
                row(
                        "onimbotjoinchat",
                        10585L,
                        "channel-123",
                        null,
                        null,
                        new Author(27, Author.OPERATOR, "Anna Weber"),
                        128L,
                        CODE));
    }

    private static Author client() {
        return new Author(1984, Author.CLIENT, null);
    }

    private static Arguments row(
            String body,
            Long chat,
            String external,
            String message,
            String text,
            Author author,
            Long line,
            String code) {
        return Arguments.of(body, chat, external, message, text, author, line, code);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bodies")
    void postedBodies(
            String body,
            Long chat,
            String external,
            String message,
            String text,
            Author author,
            Long line,
            String code) {
        ChatEvent event = pushed(EventForms.body(body));

        assertThat(event.type()).isEqualTo(body.replaceFirst("-.*", "").toUpperCase());
        assertThat(event.memberId()).isEqualTo(EventForms.MEMBER);
        assertThat(event.chatId()).isEqualTo(chat);
        assertThat(event.externalChatId()).isEqualTo(external);
        assertThat(event.messageId()).isEqualTo(message);
        assertThat(event.text()).isEqualTo(text);
        assertThat(event.author()).isEqualTo(author);
        assertThat(event.lineId()).isEqualTo(line);
        assertThat(event.connectorId()).isEqualTo("myconnector");
        assertThat(event.userCode()).isEqualTo(code);
        assertThat(event.time()).isEqualTo(TIME);
        assertThat(event.data()).isNotEmpty();
    }

    @Test
    void aPostedMessageToABot() {
        ChatEvent event = pushed(EventForms.body("onimbotv2messageadd"));

        assertThat(event.type()).isEqualTo("ONIMBOTV2MESSAGEADD");
        assertThat(event.chatId()).isEqualTo(10585);
        assertThat(event.messageId()).isEqualTo("86490");
        assertThat(event.text()).isEqualTo("Good afternoon");
        assertThat(event.author()).isEqualTo(JOHN);
        assertThat(event.time()).isEqualTo(TIME);
        assertThat(event.memberId()).isEqualTo(EventForms.MEMBER);
    }

    @Test
    void aDeletedLineIsABareNumber() {
        ChatEvent event = pushed(EventForms.body("onimconnectorlinedelete"));

        assertThat(event.type()).isEqualTo("ONIMCONNECTORLINEDELETE");
        assertThat(event.lineId()).isEqualTo(128);
        assertThat(event.chatId()).isNull();
        assertThat(event.data()).isEqualTo(Map.of("LINE", "128"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"onappinstall", "onappuninstall", "onofflineevent"})
    void eventsOfTheApplicationNameNoChat(String body) {
        ChatEvent event = pushed(EventForms.body(body));

        assertThat(event.type()).isEqualTo(body.toUpperCase());
        assertThat(event.memberId()).isEqualTo(EventForms.MEMBER);
        assertThat(event.time()).isEqualTo(TIME);
        assertThat(event.chatId()).isNull();
        assertThat(event.author()).isNull();
    }

    static Stream<Arguments> botEvents() {
        return Stream.concat(MESSAGE_TYPES.stream(), Stream.of("ONIMBOTV2REACTIONCHANGE"))
                .map(type -> Arguments.of(type, "message", 86490L, "86490", "Good afternoon", JOHN))
                .flatMap(row -> Stream.concat(
                        Stream.of(row),
                        row.get()[0].equals("ONIMBOTV2MESSAGEADD")
                                ? Stream.of(
                                        Arguments.of(
                                                "ONIMBOTV2MESSAGEDELETE", "messageId", 86490L, "86490", null, JOHN),
                                        Arguments.of("ONIMBOTV2JOINCHAT", "dialogId", 0L, null, null, JOHN),
                                        Arguments.of("ONIMBOTV2DELETE", "", 0L, null, null, null))
                                : Stream.of()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("botEvents")
    void botEventsFetchedAndPushedSayTheSame(
            String type, String subject, long message, String messageId, String text, Author author)
            throws IOException {
        Map<String, Object> data = botData(subject, message);
        Map<String, Object> fetched = new LinkedHashMap<>();
        fetched.put("eventId", 1001);
        fetched.put("type", type);
        fetched.put("date", "2026-03-17T16:26:05+01:00");
        fetched.put("data", data);

        ChatEvent one = new EventMapper(567)
                .map(RawEvent.fetched(
                        Json.read(Json.text(fetched)) instanceof Map<?, ?> map ? Lenient.map(map) : Map.of()));
        ChatEvent other = pushed("event=" + type + asForm("data", data) + "&ts=1773761165&auth[member_id]=m");

        for (ChatEvent event : List.of(one, other)) {
            assertThat(event.type()).isEqualTo(type);
            assertThat(event.chatId()).isEqualTo(subject.isEmpty() ? null : Long.valueOf(10585));
            assertThat(event.messageId()).isEqualTo(messageId);
            assertThat(event.text()).isEqualTo(text);
            assertThat(event.author()).isEqualTo(author);
            assertThat(event.time()).isEqualTo(TIME);
            assertThat(event.externalChatId()).isNull();
            assertThat(event.data().toString()).doesNotContain("secret");
        }
    }

    private static Map<String, Object> botData(String subject, long message) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("bot", Map.of("id", 567, "code", "helper", "auth", Map.of("access_token", "secret")));
        if (subject.isEmpty()) {
            return data;
        }
        data.put(
                subject,
                switch (subject) {
                    case "messageId" -> message;
                    case "dialogId" -> "chat10585";
                    default ->
                        Map.of(
                                "id",
                                message,
                                "chatId",
                                10585,
                                "authorId",
                                1984,
                                "date",
                                "2026-03-17T16:26:05+01:00",
                                "text",
                                "Good afternoon",
                                "isSystem",
                                false);
                });
        data.put("chat", Map.of("id", 10585, "dialogId", "chat10585", "type", "lines", "entityType", "LINES"));
        data.put("user", Map.of("id", 1984, "name", "John", "bot", false, "connector", true));
        return data;
    }

    private static String asForm(String name, Object value) {
        if (value instanceof Map<?, ?> map) {
            StringBuilder form = new StringBuilder();
            map.forEach((key, inner) -> form.append(asForm(name + "[" + key + "]", inner)));
            return form.toString();
        }
        String text = value instanceof Boolean flag ? (flag ? "1" : "0") : value.toString();
        return "&" + name + "=" + text.replace("+", "%2B");
    }

    @Test
    void documentedListsReadLikeTheServersObjects() {
        String inbound = EventForms.body("onopenlinemessageadd-inbound");
        String asList = inbound.replace("data%5BDATA%5D", "data%5BDATA%5D%5B0%5D");

        ChatEvent one = pushed(inbound);
        ChatEvent other = pushed(asList);

        assertThat(asList).isNotEqualTo(inbound);
        assertThat(other).usingRecursiveComparison().ignoringFields("data").isEqualTo(one);
    }

    @Test
    void theMessengersChatOfALivechatIsNotTakenForThePortals() {
        String numeric = EventForms.body("onopenlinemessageadd-inbound").replace("channel-123", "555");

        ChatEvent event = pushed(numeric);

        assertThat(event.chatId()).isNull();
        assertThat(event.externalChatId()).isEqualTo("555");
    }

    @Test
    void sessionsAsDocumentedNameTheMessengersChat() {
        ChatEvent event = pushed(
                EventForms.body("onimconnectordialogfinish").replace("ONIMCONNECTORDIALOGFINISH", "ONSESSIONFINISH"));

        assertThat(event.chatId()).isNull();
        assertThat(event.externalChatId()).isEqualTo("channel-123");
    }

    @ParameterizedTest
    @MethodSource("io.github.camelbitrix24.openlines.events.EventForms#names")
    void noTokenStaysInTheData(String body) {
        String data = pushed(EventForms.body(body)).data().toString();

        assertThat(data)
                .doesNotContainIgnoringCase("auth=")
                .doesNotContain("access_token", "refresh_token", "application_token", EventForms.TOKEN)
                .doesNotContain("b1b2c3d4e5f60718293a4b5c6d7e8f91");
    }

    @ParameterizedTest
    @MethodSource("io.github.camelbitrix24.openlines.events.EventForms#names")
    void everyFieldMayBeMissing(String body) {
        String whole = EventForms.body(body);
        for (String pair : whole.split("&")) {
            String name = URLDecoder.decode(pair.split("=")[0], StandardCharsets.UTF_8);
            assertThat(new EventMapper(0)
                            .map(RawEvent.pushed(PhpForm.read(
                                    EventForms.with(whole, name, null).getBytes(StandardCharsets.UTF_8)))))
                    .isNotNull();
            assertThat(new EventMapper(0)
                            .map(RawEvent.pushed(PhpForm.read(
                                    EventForms.with(whole, name, "").getBytes(StandardCharsets.UTF_8)))))
                    .isNotNull();
        }
    }

    @Test
    void whatTheOwnBotWroteIsABots() {
        String body = EventForms.with(
                EventForms.body("onopenlinemessageadd-outbound"), "data[DATA][message][user_id]", "567");

        assertThat(new EventMapper(567).map(raw(body)).author().kind()).isEqualTo(Author.BOT);
        assertThat(new EventMapper(0).map(raw(body)).author().kind()).isEqualTo(Author.OPERATOR);
    }

    @Test
    void systemTextsAreTheSystems() {
        String outbound = EventForms.body("onopenlinemessageadd-outbound");

        assertThat(pushed(EventForms.with(outbound, "data[DATA][message][user_id]", "0"))
                        .author())
                .isEqualTo(new Author(0, Author.SYSTEM, null));
        assertThat(pushed(EventForms.with(outbound, "data[DATA][message][system]", "Y"))
                        .author()
                        .kind())
                .isEqualTo(Author.SYSTEM);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "event=ONIMBOTV2MESSAGEADD&data[message][id]=1&data[message][authorId]=27&data[chat][id]=7",
                "event=ONIMBOTV2MESSAGEADD&data[message][id]=1&data[chat][id]=7",
                "event=ONIMBOTV2JOINCHAT&data[dialogId]=chat7&data[chat][id]=7",
                "event=ONIMBOTV2JOINCHAT&data[dialogId]=chat7&data[chat][id]=7&data[user]=",
                "event=ONIMBOTMESSAGEADD&data[PARAMS][FROM_USER_ID]=27&data[PARAMS][CHAT_ID]=7",
                "event=ONIMBOTMESSAGEADD&data[PARAMS][AUTHOR_ID]=27&data[PARAMS][CHAT_ID]=7&data[USER]=",
                "event=ONIMBOTJOINCHAT&data[PARAMS][USER_ID]=27&data[PARAMS][CHAT_ID]=7",
                "event=ONIMBOTJOINCHAT&data[PARAMS][CHAT_ID]=7"
            })
    void whatComesWithoutAUserIsTheSystems(String form) {
        assertThat(raw(form).fields().isEmpty()).isFalse();
        assertThat(new EventMapper(0).map(raw(form)).author().kind()).isEqualTo(Author.SYSTEM);
        RawEvent offline = new RawEvent(raw(form).type(), raw(form).fields(), null, null);
        assertThat(new EventMapper(567).map(offline).author().kind()).isEqualTo(Author.SYSTEM);
    }

    @Test
    void whatNamesItsUserKeepsItsKind() {
        assertThat(pushed("event=ONIMBOTV2MESSAGEADD&data[message][authorId]=27&data[user][id]=27&data[chat][id]=7")
                        .author()
                        .kind())
                .isEqualTo(Author.OPERATOR);
        assertThat(pushed("event=ONIMBOTMESSAGEADD&data[PARAMS][FROM_USER_ID]=1984&data[PARAMS][CHAT_ENTITY_TYPE]=LINES"
                                + "&data[PARAMS][CHAT_ENTITY_ID]=livechat|15|50|1984")
                        .author()
                        .kind())
                .as("the code names the client")
                .isEqualTo(Author.CLIENT);
        assertThat(pushed("event=ONIMBOTV2DELETE&data[bot][id]=567").author()).isNull();
    }

    @Test
    void rowsOfTheOfflineQueueReadLikePostedEvents() throws IOException {
        Object row = Json.read(
                "{\"ID\":\"1\",\"TIMESTAMP_X\":\"2026-03-17T16:26:05+01:00\",\"EVENT_NAME\":\"ONSESSIONFINISH\","
                        + "\"EVENT_DATA\":{\"DATA\":{\"connector\":{\"connector_id\":\"livechat\",\"line_id\":15,\"chat_id\":10585,"
                        + "\"user_id\":1984},\"chat\":{\"chat_id\":10585},\"line\":{\"id\":22,\"name\":\"Support\"}}},"
                        + "\"EVENT_ADDITIONAL\":{\"user_id\":27},\"MESSAGE_ID\":\"md5\"}");

        ChatEvent event = new EventMapper(0).map(RawEvent.offline(Lenient.map(row)));

        assertThat(event.type()).isEqualTo("ONSESSIONFINISH");
        assertThat(event.chatId()).isEqualTo(10585);
        assertThat(event.lineId()).isEqualTo(22);
        assertThat(event.connectorId()).isEqualTo("livechat");
        assertThat(event.time()).isEqualTo(TIME);
    }

    @Test
    void eventsOfOtherChatsOfABotAreTold() {
        assertThat(EventMapper.ofOtherChat(raw("event=ONIMBOTV2MESSAGEADD&data[chat][id]=7&data[chat][type]=chat")))
                .isTrue();
        assertThat(EventMapper.ofOtherChat(raw("event=ONIMBOTMESSAGEADD&data[PARAMS][CHAT_TYPE]=P")))
                .isTrue();
        assertThat(EventMapper.ofOtherChat(raw(EventForms.body("onimbotv2messageadd"))))
                .isFalse();
        assertThat(EventMapper.ofOtherChat(raw(EventForms.body("onimbotmessageadd"))))
                .isFalse();
        assertThat(EventMapper.ofOtherChat(raw(EventForms.body("onsessionstart"))))
                .isFalse();
    }

    private static ChatEvent pushed(String body) {
        return new EventMapper(567).map(raw(body));
    }

    private static RawEvent raw(String body) {
        return RawEvent.pushed(PhpForm.read(body.getBytes(StandardCharsets.UTF_8)));
    }
}
