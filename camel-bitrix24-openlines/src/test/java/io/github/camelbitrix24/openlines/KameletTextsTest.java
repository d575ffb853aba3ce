// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelbitrix24.openlines.simulator.Fault;
import io.github.camelbitrix24.openlines.simulator.RequestSeen;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.commons.text.StringEscapeUtils;
import org.junit.jupiter.api.Test;

/** What somebody types into the form of a Kamelet is what the client reads. */
class KameletTextsTest {
    private static final List<String> STEPS = List.of(
            "to: { uri: 'kamelet:b24openlines-bot-message-send-action', parameters: { chatId: 7, message: %s, botId: 5, token: abc } }",
            "kamelet: { name: b24openlines-bot-message-send-action, parameters: { message: %s, chatId: 7, botId: 5, token: abc } }",
            "to: { uri: kamelet, parameters: { templateId: b24openlines-bot-message-send-action, chatId: 7, message: %s, botId: 5, token: abc } }",
            "to: { uri: 'kamelet://b24openlines-message-send-action', parameters: { crmEntityType: deal, crmEntity: 17, userId: 27, chatId: 7, message: %s } }");

    static Stream<String> texts() {
        return Stream.of(
                "5 & 6",
                "a + b",
                "https://example.com/pay?order=5&sum=7#top",
                "Good morning,\nwhat can we do for you?",
                "two\r\nlines\n",
                "%2B",
                "100 %",
                "RAW(x)",
                "RAW(x",
                "RAW{x})&portalUrl=http://evil",
                "#bean:supportBot",
                "#class:java.lang.Object",
                "#1",
                "she said \"yes\", 'no' and `so`",
                "{{",
                "}}",
                "a }} b {{ c",
                "${header.CamelB24OpenLinesChatId}",
                "a=b;c,d|e\\n",
                "  blanks  ",
                "typed64-NSAmIDY",
                "true",
                "null",
                "5",
                "привет \uD83D\uDE00",
                "<b>bold</b> [b]bold[/b]",
                "Good morning");
    }

    @Test
    void everyTextReachesTheClientAsItWasTyped() throws Exception {
        List<String> texts = texts().toList();
        try (KameletDesk desk = new KameletDesk()) {
            desk.portal.faults().always("imbot.v2.Chat.Message.send", Fault.result(Map.of("id", 5)));
            desk.portal.faults().always("imopenlines.crm.message.add", Fault.result(5));
            desk.portalOnTheComponent(27).start(routes(texts));
            for (int step = 0; step < STEPS.size(); step++) {
                for (int text = 0; text < texts.size(); text++) {
                    String expected = texts.get(text);
                    int before = desk.portal.requests().size();

                    Exchange exchange = send(desk, "direct:%d-%d".formatted(step, text), null);

                    assertThat(exchange.getException()).as(texts.get(text)).isNull();
                    assertThat(desk.portal
                                    .requests()
                                    .subList(before, desk.portal.requests().size()))
                            .as("%s by %s", texts.get(text), STEPS.get(step))
                            .singleElement()
                            .satisfies(request -> assertThat(sent(request)).isEqualTo(expected));
                }
            }
        }
    }

    private static Object sent(RequestSeen request) {
        return request.parameters().get("fields") instanceof Map<?, ?> fields
                ? fields.get("message")
                : request.parameters().get("MESSAGE");
    }

    private static String routes(List<String> texts) {
        return IntStream.range(0, STEPS.size())
                .boxed()
                .flatMap(step -> IntStream.range(0, texts.size())
                        .mapToObj(text -> "- route: { from: { uri: 'direct:%d-%d', steps: [ { %s } ] } }\n"
                                .formatted(step, text, STEPS.get(step).formatted(quoted(texts.get(text))))))
                .collect(Collectors.joining());
    }

    private static String quoted(String text) {
        return "\"" + StringEscapeUtils.escapeJava(text) + "\"";
    }

    @Test
    void anEmptyFormLeavesTheTextToHeaderAndBodyAndNoTextStays() throws Exception {
        try (KameletDesk desk = new KameletDesk()) {
            desk.portal.faults().always("imbot.v2.Chat.Message.send", Fault.result(Map.of("id", 5)));
            desk.portalOnTheComponent(27).start("""
                    - from:
                        uri: direct:in
                        steps:
                          - to: { uri: 'kamelet:b24openlines-bot-message-send-action', parameters: { chatId: 7, message: '5 & 6', botId: 5, token: abc } }
                          - setBody: { constant: 'the body' }
                          - to: { uri: 'kamelet:b24openlines-bot-message-send-action', parameters: { chatId: 7, botId: 5, token: abc } }
                    """);

            Exchange exchange = send(desk, "direct:in", null);

            assertThat(exchange.getException()).isNull();
            assertThat(desk.portal.requests())
                    .extracting(request -> request.parameters().get("fields"))
                    .containsExactly(Map.of("message", "5 & 6"), Map.of("message", "the body"));
            assertThat(exchange.getMessage().getHeaders()).doesNotContainKey(B24OpenLinesConstants.MESSAGE);
        }
    }

    @Test
    void aPropertyGivesItsTextWhole() throws Exception {
        try (KameletDesk desk = new KameletDesk()) {
            desk.portal.faults().always("imbot.v2.Chat.Message.send", Fault.result(Map.of("id", 5)));
            desk.set("greeting", "5 & 6 + %2B");
            desk.portalOnTheComponent(27).start("""
                    - from:
                        uri: direct:in
                        steps:
                          - to: { uri: 'kamelet:b24openlines-bot-message-send-action', parameters: { chatId: 7, message: 'Hi, {{greeting}}', botId: 5, token: abc } }
                    """);

            send(desk, "direct:in", null);

            assertThat(desk.portal.requests().get(0).parameters().get("fields"))
                    .isEqualTo(Map.of("message", "Hi, 5 & 6 + %2B"));
        }
    }

    @Test
    void aTextThatStandsInTheKameletsPropertiesArrivesWhole() throws Exception {
        try (KameletDesk desk = new KameletDesk()) {
            desk.portal.faults().always("imbot.v2.Chat.Message.send", Fault.result(Map.of("id", 5)));
            desk.set("camel.kamelet.b24openlines-bot-message-send-action.message", "5 & 6 + %2B");
            desk.portalOnTheComponent(27).start("""
                    - from:
                        uri: direct:in
                        steps:
                          - to: { uri: 'kamelet:b24openlines-bot-message-send-action', parameters: { chatId: 7, botId: 5, token: abc } }
                    """);

            send(desk, "direct:in", null);

            assertThat(desk.portal.requests().get(0).parameters().get("fields"))
                    .isEqualTo(Map.of("message", "5 & 6 + %2B"));
        }
    }

    @Test
    void aPropertyThatIsNotThereIsToldAtTheStart() {
        try (KameletDesk desk = new KameletDesk()) {
            assertThatThrownBy(() -> desk.portalOnTheComponent(27).start("""
                    - from:
                        uri: direct:in
                        steps:
                          - to: { uri: 'kamelet:b24openlines-bot-message-send-action', parameters: { chatId: 7, message: 'Hi, {{greting}}', botId: 5, token: abc } }
                    """))
                    .rootCause()
                    .hasMessageContaining("greting");
        }
    }

    private static Exchange send(KameletDesk desk, String uri, Object body) {
        Processor filling = exchange -> exchange.getMessage().setBody(body);
        return desk.context().createProducerTemplate().send(uri, filling);
    }
}
