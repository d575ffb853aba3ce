// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbitrix24.openlines.api.B24InvalidRequestException;
import io.github.camelbitrix24.openlines.api.ChatEvent;
import io.github.camelbitrix24.openlines.api.Dialog;
import io.github.camelbitrix24.openlines.api.OperatorResult;
import io.github.camelbitrix24.openlines.api.Outcome;
import io.github.camelbitrix24.openlines.simulator.Fault;
import io.github.camelbitrix24.openlines.simulator.PortalSimulator;
import io.github.camelbitrix24.openlines.simulator.RequestSeen;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which chat and which target go out: option, header, body, and who wins. The portal says yes to all. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TargetsAndChatsTest {
    private static final String CHAT = B24OpenLinesConstants.CHAT_ID;
    private static final String USER = B24OpenLinesConstants.USER_ID;
    private static final String QUEUE = B24OpenLinesConstants.QUEUE_ID;
    private static final String TRANSFER = B24OpenLinesConstants.TRANSFER_ID;

    private TestDesk desk;

    @BeforeAll
    void open() throws Exception {
        desk = TestDesk.of(PortalSimulator.standard(), 27);
        desk.portal.faults().always("*", Fault.result(true));
    }

    @AfterAll
    void close() throws Exception {
        desk.close();
    }

    static Stream<Arguments> targets() {
        return Stream.of(
                target("userId=31", Map.of(), "USER_ID", 31),
                target("queueId=22", Map.of(), "QUEUE_ID", 22),
                target("transferId=31", Map.of(), "TRANSFER_ID", 31),
                target("transferId=queue22", Map.of(), "TRANSFER_ID", "queue22"),
                target("", Map.of(USER, 31), "USER_ID", 31),
                target("", Map.of(USER, "31"), "USER_ID", 31),
                target("", Map.of(QUEUE, 22L), "QUEUE_ID", 22),
                target("", Map.of(TRANSFER, "queue22"), "TRANSFER_ID", "queue22"),
                target("userId=31", Map.of(USER, 40), "USER_ID", 40),
                target("userId=31", Map.of(QUEUE, 22), "QUEUE_ID", 22),
                target("queueId=22", Map.of(TRANSFER, "31"), "TRANSFER_ID", 31),
                target("transferId=queue22", Map.of(USER, 31), "USER_ID", 31));
    }

    @ParameterizedTest(name = "{0} and {1} send {2}={3}")
    @MethodSource("targets")
    void aHeaderTargetReplacesTheOptionTarget(String options, Map<String, Object> headers, String name, Object value) {
        Exchange exchange = desk.send(uri("transfer", "chatId=7", options), null, new HashMap<>(headers));

        assertThat(exchange.getException()).isNull();
        assertThat(sent()).isEqualTo(Map.of("CHAT_ID", 7, name, value));
    }

    static Stream<Arguments> refusedTargets() {
        return Stream.of(
                Arguments.of("", Map.of(USER, 31, QUEUE, 22), List.of(USER, QUEUE)),
                Arguments.of("userId=31", Map.of(TRANSFER, 31, QUEUE, 22), List.of(TRANSFER, QUEUE)),
                Arguments.of("", Map.of(), List.of("userId", USER, "queueId", QUEUE, "transferId", TRANSFER)),
                Arguments.of("", Map.of(USER, "abc"), List.of(USER, "abc")),
                Arguments.of("", Map.of(USER, ""), List.of(USER)),
                Arguments.of("", Map.of(USER, 31.5), List.of(USER)),
                Arguments.of("userId=31", Map.of(QUEUE, "-1"), List.of(QUEUE)),
                Arguments.of("", Map.of(TRANSFER, "Queue15"), List.of(TRANSFER, "queue22")),
                Arguments.of("", Map.of(TRANSFER, "queue"), List.of(TRANSFER)),
                Arguments.of("", Map.of(TRANSFER, "queue0"), List.of(TRANSFER)));
    }

    @ParameterizedTest(name = "{0} and {1}")
    @MethodSource("refusedTargets")
    void whatIsNoSingleTargetIsRefusedAndNothingIsSent(
            String options, Map<String, Object> headers, List<String> named) {
        assertRefusedUnsent(uri("transfer", "chatId=7", options), null, headers, named);
    }

    static Stream<Arguments> chats() {
        ChatEvent event = new ChatEvent(
                "ONIMBOTV2MESSAGEADD", null, 7L, "external-9", null, null, null, null, null, null, null, Map.of());
        Dialog dialog = new Dialog(7, 0, 15, 1, null, false, false, false, Map.of());
        return Stream.of(
                chat("chatId=7", Map.of(), null),
                chat("chatId=chat7", Map.of(), null),
                chat("", Map.of(CHAT, 7), null),
                chat("", Map.of(CHAT, 7L), null),
                chat("", Map.of(CHAT, "7"), null),
                chat("", Map.of(CHAT, " 7 "), null),
                chat("", Map.of(CHAT, "chat7"), null),
                chat("chatId=8", Map.of(CHAT, 7), null),
                chat("chatId=7", Map.of(), 9),
                chat("", Map.of(CHAT, 7), "chat9"),
                chat("", Map.of(), 7),
                chat("", Map.of(), 7L),
                chat("", Map.of(), "7"),
                chat("", Map.of(), "chat7"),
                chat("", Map.of(), "7".getBytes(StandardCharsets.UTF_8)),
                chat("", Map.of(), new ByteArrayInputStream("chat7".getBytes(StandardCharsets.UTF_8))),
                chat("", Map.of(), event),
                chat("", Map.of(), dialog),
                chat("", Map.of(), new OperatorResult("answer", 7, true, Outcome.ACCEPTED, null, null, null)),
                chat("", Map.of(), Map.of("CHAT_ID", 7)),
                chat("", Map.of(), Map.of("CHAT_ID", "chat7", "QUEUE_ID", 22)),
                chat("", Map.of(), "{\"CHAT_ID\": \"7\"}"),
                chat("", Map.of(), "{\"chatId\": 7, \"queueId\": 22}"));
    }

    @ParameterizedTest(name = "{0}, {1}, body {2}")
    @MethodSource("chats")
    void theChatIsFound(String options, Map<String, Object> headers, Object body) {
        Exchange exchange = desk.send(uri("answer", "", options), body, new HashMap<>(headers));

        assertThat(exchange.getException()).isNull();
        assertThat(sent()).isEqualTo(Map.of("CHAT_ID", 7));
    }

    static Stream<Arguments> noChats() {
        return Stream.of(
                Arguments.of("", Map.of(), null, List.of(CHAT, "chatId")),
                Arguments.of("", Map.of(), "hello", List.of(CHAT, "chatId")),
                Arguments.of("", Map.of(), "12abc", List.of(CHAT, "chatId")),
                Arguments.of("", Map.of(), "{\"CHAT_ID\": ", List.of(CHAT)),
                Arguments.of("", Map.of(), "{\"QUEUE_ID\": 1}", List.of(CHAT)),
                Arguments.of("", Map.of(), 0, List.of(CHAT)),
                Arguments.of("", Map.of(), new Object(), List.of(CHAT)),
                Arguments.of("", Map.of(CHAT, "external-9"), 7, List.of(CHAT, "external-9")),
                Arguments.of("", Map.of(CHAT, ""), 7, List.of(CHAT)),
                Arguments.of("", Map.of(CHAT, 7.5), null, List.of(CHAT)));
    }

    @ParameterizedTest(name = "{0}, {1}, body {2}")
    @MethodSource("noChats")
    void whatIsNoChatIsRefusedAndNothingIsSent(
            String options, Map<String, Object> headers, Object body, List<String> named) {
        assertRefusedUnsent(uri("answer", "", options), body, headers, named);
    }

    @Test
    void anEventLeavesItsTargetBehind() {
        Exchange exchange = desk.send("b24openlines:transfer?queueId=22", Map.of("CHAT_ID", 7, "USER_ID", 1));

        assertThat(exchange.getException()).isNull();
        assertThat(sent()).isEqualTo(Map.of("CHAT_ID", 7, "QUEUE_ID", 22));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dialogId", "sessionId", "userCode"})
    void anEndpointKeepsToItsKindOfId(String kind) {
        String value = Map.of("dialogId", "chat7", "sessionId", "5", "userCode", "RAW(livechat|15|9|1984)")
                .get(kind);
        desk.send("b24openlines:dialogGet?" + kind + "=" + value, 8, new HashMap<>(Map.of(CHAT, 9)));

        assertThat(sent()).hasSize(1).doesNotContainKey("CHAT_ID");
    }

    @Test
    void theHeaderOfAKindChangesItsValue() {
        desk.send(
                "b24openlines:dialogGet?sessionId=5",
                null,
                new HashMap<>(Map.of(CHAT, 9, B24OpenLinesConstants.SESSION_ID, 6)));

        assertThat(sent()).isEqualTo(Map.of("SESSION_ID", 6));
    }

    @Test
    void twoKindsOfIdInHeadersAreRefused() {
        assertRefusedUnsent(
                "b24openlines:dialogGet",
                null,
                Map.of(B24OpenLinesConstants.SESSION_ID, 6, B24OpenLinesConstants.DIALOG_ID, "chat7"),
                List.of(B24OpenLinesConstants.SESSION_ID, B24OpenLinesConstants.DIALOG_ID));
    }

    private void assertRefusedUnsent(String uri, Object body, Map<String, Object> headers, List<String> named) {
        int before = desk.portal.requests().size();

        Exchange exchange = desk.send(uri, body, new HashMap<>(headers));

        assertThat(exchange.getException())
                .isInstanceOf(B24InvalidRequestException.class)
                .hasMessageContainingAll(named.toArray(String[]::new));
        assertThat(desk.portal.requests()).hasSize(before);
        assertThat(exchange.getMessage().getBody()).isEqualTo(body);
    }

    private Map<String, Object> sent() {
        List<RequestSeen> requests = desk.portal.requests();
        return requests.get(requests.size() - 1).parameters();
    }

    private static String uri(String operation, String... options) {
        String query = String.join(
                "&", Stream.of(options).filter(option -> !option.isEmpty()).toList());
        return "b24openlines:" + operation + (query.isEmpty() ? "" : "?" + query);
    }

    private static Arguments target(String options, Map<String, Object> headers, String name, Object value) {
        return Arguments.of(options, headers, name, value);
    }

    private static Arguments chat(String options, Map<String, Object> headers, Object body) {
        return Arguments.of(options, headers, body);
    }
}
