// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbitrix24.openlines.api.ChatEvent;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Events as CloudEvents and as JSON, and JSON into actions, in YAML alone. */
class CloudEventsTest {
    private static final String SOURCE = """
            - from:
                uri: b24openlines
                parameters: { operation: events, source: bot, bot: "#bean:supportBot", eventTypes: ONIMBOTV2MESSAGEADD, delay: 50 }
                steps:
            """;

    private final BlockingQueue<Exchange> received = new LinkedBlockingQueue<>();
    private KameletDesk desk;

    @BeforeEach
    void open() {
        Processor keep = exchange -> received.add(exchange.copy());
        desk = new KameletDesk().portalOnTheComponent(1).bind("received", keep);
        desk.set("camel.component.b24openlines.bot", "#bean:supportBot")
                .set("camel.beans.supportBot", "#class:io.github.camelbitrix24.openlines.api.Bot")
                .set(
                        "camel.beans.supportBot.id",
                        Long.toString(desk.portal.bot("helper").id()))
                .set("camel.beans.supportBot.token", desk.portal.bot("helper").token());
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void anEventBecomesACloudEvent() throws Exception {
        desk.start(SOURCE + """
                  - process: { ref: received }
                  - transformDataType: { toType: "b24openlines:application-cloudevents" }
                  - process: { ref: received }
            """);

        long chat = writes("Where is my parcel?");

        ChatEvent event = next().getMessage().getBody(ChatEvent.class);
        Exchange cloud = next();
        assertThat(cloud.getMessage().getHeaders())
                .containsEntry("CamelCloudEventVersion", "1.0")
                .containsEntry("CamelCloudEventType", "io.github.camelbitrix24.openlines.onimbotv2messageadd")
                .containsEntry("CamelCloudEventSubject", "chat/" + chat)
                .containsEntry("CamelCloudEventTime", event.time().toString())
                .containsEntry(
                        "CamelCloudEventID",
                        "ONIMBOTV2MESSAGEADD/" + event.messageId() + "/"
                                + event.time().toEpochMilli())
                .containsEntry("CamelCloudEventDataContentType", "application/json")
                .containsEntry(B24OpenLinesConstants.CHAT_ID, chat);
        assertThat((String) cloud.getMessage().getHeader("CamelCloudEventSource"))
                .startsWith("b24openlines");
        assertThat(cloud.getMessage().getBody(String.class))
                .contains("\"chatId\":" + chat, "\"text\":\"Where is my parcel?\"");
    }

    @Test
    void anEventThatIsNoMessageHasAnIdThatLasts() throws Exception {
        desk.start(SOURCE.replace("ONIMBOTV2MESSAGEADD", "ONIMBOTV2JOINCHAT") + """
                  - transformDataType: { toType: "b24openlines:application-cloudevents" }
                  - process: { ref: received }
            """);

        writes("Hello");

        assertThat(next().getMessage().getHeaders())
                .hasEntrySatisfying(
                        "CamelCloudEventID",
                        id -> assertThat((String) id)
                                .matches("b24openlines/.*/bot/"
                                        + desk.portal.bot("helper").id() + "/\\d+"));
    }

    @Test
    void eventsOfOtherBodiesAreRefused() throws Exception {
        desk.start("""
                - from:
                    uri: direct:in
                    steps:
                      - transformDataType: { toType: "b24openlines:application-cloudevents" }
                """);

        Processor text = exchange -> exchange.getMessage().setBody("no event");
        assertThat(desk.context()
                        .createProducerTemplate()
                        .send("direct:in", text)
                        .getException())
                .hasMessageContaining("ChatEvent");
    }

    @Test
    void jsonGoesOutAndInWithoutCode() throws Exception {
        desk.start(SOURCE + """
                  - convertBodyTo: { type: String }
                  - process: { ref: received }
                  - removeHeaders: { pattern: "*" }
                  - to: { uri: b24openlines, parameters: { operation: botSessionOperator } }
                  - convertBodyTo: { type: String }
                  - process: { ref: received }
            """);

        long chat = writes("Where is my parcel?");

        assertThat(next().getMessage().getBody(String.class)).startsWith("{").contains("\"chatId\":" + chat);
        assertThat(next().getMessage().getBody(String.class))
                .contains("\"operation\":\"botSessionOperator\"", "\"outcome\":\"ACCEPTED\"");
    }

    private long writes(String text) {
        return desk.portal.client("Maria").on(KameletDesk.BOT_LINE).writes(text);
    }

    private Exchange next() throws InterruptedException {
        Exchange exchange = received.poll(20, TimeUnit.SECONDS);
        assertThat(exchange).as("an exchange within 20 s").isNotNull();
        return exchange;
    }
}
