// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbitrix24.openlines.api.Author;
import io.github.camelbitrix24.openlines.api.Bot;
import io.github.camelbitrix24.openlines.api.ChatEvent;
import io.github.camelbitrix24.openlines.api.Dialog;
import io.github.camelbitrix24.openlines.api.OperatorResult;
import io.github.camelbitrix24.openlines.api.Outcome;
import io.github.camelbitrix24.openlines.api.RestTime;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
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
    void aBotShowsNoToken() {
        assertThat(new Bot(567, "s3cr3t")).hasToString("Bot[id=567, token=xxxxxx]");
        assertThat(new Bot()).hasToString("Bot[id=0, token=unset]");
    }

    private static String text(InputStream stream) throws Exception {
        return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
}
