// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbitrix24.openlines.api.Author;
import io.github.camelbitrix24.openlines.api.B24RefusedException;
import io.github.camelbitrix24.openlines.api.BatchResult;
import io.github.camelbitrix24.openlines.api.Bot;
import io.github.camelbitrix24.openlines.api.Call;
import io.github.camelbitrix24.openlines.api.ChatEvent;
import io.github.camelbitrix24.openlines.api.Dialog;
import io.github.camelbitrix24.openlines.api.Line;
import io.github.camelbitrix24.openlines.api.OperatorLoad;
import io.github.camelbitrix24.openlines.api.OperatorResult;
import io.github.camelbitrix24.openlines.api.Outcome;
import io.github.camelbitrix24.openlines.api.RestFailure;
import io.github.camelbitrix24.openlines.api.RestTime;
import io.github.camelbitrix24.openlines.api.User;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.camel.TypeConverter;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Values as maps, JSON text and streams. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConvertersTest {
    private final DefaultCamelContext context = new DefaultCamelContext();
    private TypeConverter convert;

    @BeforeAll
    void start() {
        context.start();
        convert = context.getTypeConverter();
    }

    @AfterAll
    void stop() {
        context.stop();
    }

    @Test
    void aResultConverts() throws Exception {
        Instant start = Instant.parse("2026-03-17T15:26:05.250Z");
        OperatorResult result = new OperatorResult(
                "answer", 7, true, Outcome.ACCEPTED, null, null, new RestTime(start, null, 0.5, 0, 1.5, start));

        assertThat(convert.convertTo(Boolean.class, result)).isTrue();
        assertThat(convert.convertTo(Map.class, result))
                .containsEntry("operation", "answer")
                .containsEntry("chatId", 7L)
                .containsEntry("outcome", "ACCEPTED")
                .containsEntry("before", null);
        String json = "{\"operation\":\"answer\",\"chatId\":7,\"result\":true,\"outcome\":\"ACCEPTED\",\"before\":null,"
                + "\"after\":null,\"time\":{\"start\":\"2026-03-17T15:26:05.250Z\",\"finish\":null,\"duration\":0.5,"
                + "\"processing\":0.0,\"operating\":1.5,\"operatingResetAt\":\"2026-03-17T15:26:05.250Z\"}}";
        assertThat(convert.convertTo(String.class, result)).isEqualTo(json);
        assertThat(text(convert.convertTo(InputStream.class, result))).isEqualTo(json);
    }

    @Test
    void aDialogConverts() throws Exception {
        Dialog dialog = new Dialog(7, 27, 15, 342, "livechat|15|9|1984", true, false, true, Map.of("id", 7L));

        assertThat(convert.convertTo(Map.class, dialog))
                .containsEntry("ownerId", 27L)
                .containsEntry("closing", true);
        assertThat(convert.convertTo(String.class, dialog))
                .startsWith("{\"chatId\":7,\"ownerId\":27,\"lineId\":15,\"sessionId\":342,")
                .endsWith("\"data\":{\"id\":7}}");
        assertThat(text(convert.convertTo(InputStream.class, dialog)))
                .isEqualTo(convert.convertTo(String.class, dialog));
    }

    @Test
    void anEventConverts() throws Exception {
        ChatEvent event = new ChatEvent(
                "ONIMBOTV2MESSAGEADD",
                null,
                7L,
                null,
                "86490",
                "Grüße",
                new Author(1984, Author.CLIENT, "John"),
                null,
                null,
                null,
                Instant.EPOCH,
                Map.of());

        assertThat(convert.convertTo(Map.class, event))
                .containsEntry("chatId", 7L)
                .containsEntry("author", Map.of("id", 1984L, "kind", "client", "name", "John"));
        assertThat(convert.convertTo(String.class, event))
                .contains("\"text\":\"Grüße\"", "\"time\":\"1970-01-01T00:00:00Z\"");
        assertThat(text(convert.convertTo(InputStream.class, event))).isEqualTo(convert.convertTo(String.class, event));
    }

    @Test
    void aLineConverts() throws Exception {
        Line line = new Line(22, "Support", true, "evenly", List.of(27L, 31L), Map.of("ID", "22"));

        assertThat(convert.convertTo(Map.class, line)).containsEntry("operatorIds", List.of(27L, 31L));
        String json =
                "{\"id\":22,\"name\":\"Support\",\"active\":true,\"queueType\":\"evenly\",\"operatorIds\":[27,31],"
                        + "\"data\":{\"ID\":\"22\"}}";
        assertThat(convert.convertTo(String.class, line)).isEqualTo(json);
        assertThat(text(convert.convertTo(InputStream.class, line))).isEqualTo(json);
    }

    @Test
    void aUserConverts() throws Exception {
        User user = new User(27, true, "Anna", "Weber", null, "employee", true, Map.of());

        assertThat(convert.convertTo(Map.class, user)).containsEntry("lastName", "Weber");
        String json = "{\"id\":27,\"active\":true,\"name\":\"Anna\",\"lastName\":\"Weber\",\"email\":null,"
                + "\"type\":\"employee\",\"online\":true,\"data\":{}}";
        assertThat(convert.convertTo(String.class, user)).isEqualTo(json);
        assertThat(text(convert.convertTo(InputStream.class, user))).isEqualTo(json);
    }

    @Test
    void aLoadConverts() throws Exception {
        OperatorLoad load = new OperatorLoad(27, 22, "online", 3, 0, null);

        assertThat(convert.convertTo(Map.class, load)).containsEntry("activeSessions", 3);
        String json = "{\"userId\":27,\"lineId\":22,\"status\":\"online\",\"activeSessions\":3,\"maxChat\":0,"
                + "\"freeSlots\":null}";
        assertThat(convert.convertTo(String.class, load)).isEqualTo(json);
        assertThat(text(convert.convertTo(InputStream.class, load))).isEqualTo(json);
    }

    @Test
    void aBatchConverts() throws Exception {
        B24RefusedException refused =
                new B24RefusedException("refused", new RestFailure("user.get", "X", "why", 400, 1), null);
        BatchResult batch = new BatchResult(Map.of("a", 5L), Map.of("b", refused));

        assertThat(convert.convertTo(Map.class, batch)).containsEntry("results", Map.of("a", 5L));
        String json = "{\"results\":{\"a\":5},\"errors\":{\"b\":{\"error\":\"X\",\"error_description\":\"why\","
                + "\"message\":\"refused\"}}}";
        assertThat(convert.convertTo(String.class, batch)).isEqualTo(json);
        assertThat(text(convert.convertTo(InputStream.class, batch))).isEqualTo(json);
    }

    @Test
    void aCallShowsNoValues() {
        assertThat(new Call("x.y", Map.of("CLIENT_ID", "s3cr3t"))).hasToString("Call[x.y[CLIENT_ID]]");
    }

    @Test
    void aBotShowsNoToken() {
        assertThat(new Bot(567, "s3cr3t")).hasToString("Bot[id=567, token=xxxxxx]");
        assertThat(new Bot()).hasToString("Bot[id=0, token=unset]");
    }

    private static String text(InputStream stream) throws Exception {
        return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
}
