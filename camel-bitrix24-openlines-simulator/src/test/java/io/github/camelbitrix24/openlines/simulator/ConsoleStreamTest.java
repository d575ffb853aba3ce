// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The stream that keeps the page up to date. */
class ConsoleStreamTest extends PortalTest {

    private static JsonNode find(JsonNode list, String field, String value) {
        for (JsonNode entry : list) {
            if (entry.get(field).asText().equals(value)) {
                return entry;
            }
        }
        return null;
    }

    private static JsonNode traffic(ConsoleStream stream, String name) {
        return stream.until(data -> find(data.get("traffic"), "name", name));
    }

    @Test
    void itBeginsWithTheWholeState() throws IOException {
        portal.client("Maria").on(22).writes("Hello");
        try (ConsoleStream stream = new ConsoleStream(portal.url())) {
            ConsoleStream.Event first = stream.next();

            assertThat(first.name()).isEqualTo("state");
            assertThat(first.data().get("dialogs")).hasSize(1);
            assertThat(first.data().get("faultMenu")).hasSize(5);
            assertThat(first.data().get("methods").toString()).contains("imopenlines.operator.transfer", "\"batch\"");
        }
    }

    @Test
    void aCardFollowsItsDialog() throws IOException {
        try (ConsoleStream stream = new ConsoleStream(portal.url())) {
            stream.next();
            long chat = portal.client("Maria").on(22).writes("Hello");
            JsonNode card = stream.until(data -> find(data.get("dialogs"), "chatId", String.valueOf(chat)));
            assertThat(card.get("lineId").asLong()).isEqualTo(22);

            transfer(27, chat, "queue25");

            stream.until(data -> find(data.get("dialogs"), "lineId", "25"));
            operator(27, "answer", chat);
            stream.until(data -> find(data.get("dialogs"), "words", "With Anna Weber"));
        }
    }

    @Test
    void callsAndEventsPass() throws IOException {
        try (ConsoleStream stream = new ConsoleStream(portal.url())) {
            stream.next();
            long chat = portal.client("Tom").on(26).writes("Hello");
            JsonNode event = traffic(stream, "ONIMBOTV2MESSAGEADD");
            assertThat(event.get("kind").asText()).isEqualTo("event");
            assertThat(event.get("chat").asLong()).isEqualTo(chat);

            operator(27, "skip", chat);

            assertThat(traffic(stream, "imopenlines.operator.skip").get("kind").asText())
                    .isEqualTo("call");
        }
    }

    @Test
    void eventsThatArePostedPassWithTheirHandlersHost() throws IOException {
        portal.handlers().bind("ONSESSIONSTART", "http://127.0.0.1:9/hook?secret=abc", "token");
        try (ConsoleStream stream = new ConsoleStream(portal.url())) {
            stream.next();

            portal.client("Maria").on(22).writes("Hello");

            JsonNode event = traffic(stream, "ONSESSIONSTART");
            assertThat(event.get("kind").asText()).isEqualTo("post");
            assertThat(event.get("target").asText()).isEqualTo("127.0.0.1:9");
        }
    }

    @Test
    void faultsAndLinesAreToldWhenTheyChange() throws IOException {
        try (ConsoleStream stream = new ConsoleStream(portal.url())) {
            stream.next();
            portal.faults().next("batch", Fault.cutAfterExecution());
            stream.until(data -> data.path("overview").path("faults").size() == 1 ? Boolean.TRUE : null);

            portal.lineActive(24, true);

            stream.until(data -> data.at("/overview/lines/3/active").asBoolean() ? Boolean.TRUE : null);
        }
    }

    @Test
    void aPortalThatStartsAnewSendsItsViewersAway() throws IOException {
        PortalBuilder builder = PortalSimulator.standard();
        PortalSimulator former = builder.start();
        try (ConsoleStream stream = new ConsoleStream(former.url())) {
            stream.next();

            PortalSimulator fresh = builder.startInPlaceOf(former);

            assertThatThrownBy(() -> stream.until(data -> null))
                    .isInstanceOfAny(AssertionError.class, UncheckedIOException.class);
            fresh.client("Maria").on(22).writes("Hello");
            try (ConsoleStream again = new ConsoleStream(fresh.url())) {
                assertThat(again.next().data().get("dialogs")).hasSize(1);
            }
        } finally {
            former.close();
        }
    }

    @Test
    void severalLookAtOnceAndEachSeesAll() throws IOException {
        try (ConsoleStream one = new ConsoleStream(portal.url());
                ConsoleStream other = new ConsoleStream(portal.url())) {
            one.next();
            other.next();

            portal.client("Maria").on(22).writes("Hello");

            one.until(data -> find(data.get("dialogs"), "client", "Maria"));
            other.until(data -> find(data.get("dialogs"), "client", "Maria"));
        }
    }

    @Test
    void whoComesAgainGetsTheStateAsItIsNow() throws IOException {
        try (ConsoleStream stream = new ConsoleStream(portal.url())) {
            stream.next();
        }
        portal.client("Maria").on(22).writes("Hello");
        try (ConsoleStream stream = new ConsoleStream(portal.url())) {
            assertThat(stream.next().data().get("dialogs")).hasSize(1);
            portal.client("Tom").on(22).writes("Hello");
            stream.until(data -> find(data.get("dialogs"), "client", "Tom"));
        }
    }

    @Test
    void theirNumberIsBounded() throws IOException {
        List<ConsoleStream> streams = new ArrayList<>();
        try {
            for (int i = 0; i < 32; i++) {
                streams.add(new ConsoleStream(portal.url()));
            }
            assertThat(get(portal.url() + "/console/stream").outcome())
                    .isEqualTo("503 Too many look at the console already");
        } finally {
            streams.forEach(ConsoleStream::close);
        }
        await("room for another").atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            try (ConsoleStream stream = new ConsoleStream(portal.url())) {
                assertThat(stream.next().name()).isEqualTo("state");
            }
        });
    }
}
