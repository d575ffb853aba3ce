// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.camelbitrix24.openlines.api.Author;
import io.github.camelbitrix24.openlines.api.B24InvalidRequestException;
import io.github.camelbitrix24.openlines.api.BatchResult;
import io.github.camelbitrix24.openlines.api.ChatEvent;
import io.github.camelbitrix24.openlines.api.Dialog;
import io.github.camelbitrix24.openlines.api.Line;
import io.github.camelbitrix24.openlines.api.OperatorLoad;
import io.github.camelbitrix24.openlines.api.OperatorResult;
import io.github.camelbitrix24.openlines.api.Outcome;
import io.github.camelbitrix24.openlines.api.User;
import io.github.camelbitrix24.openlines.simulator.PortalSimulator;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.converter.stream.InputStreamCache;
import org.apache.camel.converter.stream.ReaderCache;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A message is what people wrote, in whatever it comes; data that a route has left is none. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MessagesTest {
    private static final String TEXT = "Grüße, 5 & 6 €\n%2B ${body} 😀";
    private static final String SEND = "b24openlines:botMessageSend?bot=#bean:supportBot&chatId=";
    private static final String MESSAGE = B24OpenLinesConstants.MESSAGE;
    private static final String NOTE = B24OpenLinesConstants.NOTE;

    @TempDir
    static Path folder;

    private TestDesk desk;
    private long chat;
    private int clients;

    @BeforeAll
    void open() throws Exception {
        desk = TestDesk.of(
                PortalSimulator.standard()
                        .bot("helper", "Helper")
                        .line(70, "Bot line", line -> line.operators(27, 31).welcomeBot("helper")),
                1);
        desk.bind("supportBot", desk.bot("helper"));
        chat = desk.portal.client("Maria").on(70).writes("Hello");
    }

    @AfterAll
    void close() throws Exception {
        desk.close();
    }

    private static Arguments of(String name, Supplier<Object> value) {
        return Arguments.of(name, value);
    }

    static Stream<Arguments> texts() throws Exception {
        File file = Files.writeString(folder.resolve("text.txt"), TEXT).toFile();
        byte[] bytes = TEXT.getBytes(UTF_8);
        return Stream.of(
                of("text", () -> TEXT),
                of("builder", () -> new StringBuilder(TEXT)),
                of("characters", TEXT::toCharArray),
                of("bytes", () -> bytes),
                of("bytes with a byte order mark", () -> ("\uFEFF" + TEXT).getBytes(UTF_8)),
                of("buffer", () -> ByteBuffer.wrap(bytes).asReadOnlyBuffer()),
                of("stream", () -> new ByteArrayInputStream(bytes)),
                of("reader", () -> new StringReader(TEXT)),
                of("cached stream", () -> new InputStreamCache(bytes)),
                of("cached reader", () -> new ReaderCache(TEXT)),
                of("file", () -> file),
                of("path", file::toPath),
                of("file of a route", () -> genericFile(file)),
                of("JSON text", () -> JsonNodeFactory.instance.textNode(TEXT)));
    }

    private static GenericFile<File> genericFile(File file) {
        GenericFile<File> generic = new GenericFile<>();
        generic.setFile(file);
        generic.setBody(file);
        generic.setAbsolute(true);
        generic.setAbsoluteFilePath(file.getAbsolutePath());
        return generic;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("texts")
    void whatHoldsATextIsTaken(String name, Supplier<Object> value) {
        assertThat(written(value.get(), Map.of())).isEqualTo(TEXT);
        assertThat(written(null, Map.of(MESSAGE, value.get()))).isEqualTo(TEXT);
        assertThat(noted(value.get())).isEqualTo(TEXT);
    }

    @Test
    void theExchangesCharsetIsRespected() {
        for (Charset charset : List.of(Charset.forName("windows-1251"), UTF_16)) {
            byte[] bytes = "Привет".getBytes(charset);
            for (Object body : List.of(bytes, new ByteArrayInputStream(bytes), new InputStreamCache(bytes))) {
                Processor filling = exchange -> {
                    exchange.setProperty(Exchange.CHARSET_NAME, charset.name());
                    exchange.getMessage().setBody(body);
                };
                assertThat(desk.template.send(SEND + chat, filling).getException())
                        .isNull();
                assertThat(last()).isEqualTo("Привет");
            }
        }
    }

    @Test
    void aFileThatARouteReadsIsSent() throws Exception {
        Path inbox = Files.createDirectory(folder.resolve("inbox"));
        Files.write(inbox.resolve("message.txt"), "Из файла".getBytes(Charset.forName("windows-1251")));
        desk.route(new RouteBuilder() {
            @Override
            public void configure() {
                from("file:" + inbox + "?initialDelay=0&charset=windows-1251").to(SEND + chat);
            }
        });

        await().atMost(Duration.ofMinutes(1)).until(() -> last().equals("Из файла"));
    }

    @Test
    void aCachedStreamCanBeReadAgain() {
        InputStreamCache body = new InputStreamCache(TEXT.getBytes(UTF_8));
        Exchange exchange = desk.send("b24openlines:botMessageSend?bot=#bean:supportBot", body);

        assertThat(exchange.getException()).hasMessageContaining("no chat");
        assertThat(exchange.getMessage().getBody(String.class)).isEqualTo(TEXT);
        assertThat(written(body, Map.of())).isEqualTo(TEXT);
    }

    private static ChatEvent event() {
        return new ChatEvent(
                "ONIMBOTV2MESSAGEADD",
                "m",
                7L,
                null,
                "5",
                "secret text",
                new Author(1984, Author.CLIENT, "Maria"),
                70L,
                null,
                null,
                Instant.EPOCH,
                Map.of("chat", Map.of("id", 7L)));
    }

    static Stream<Arguments> data() {
        Dialog dialog = new Dialog(7, 27, 15, 342, "livechat|15|9|1984", true, false, true, Map.of("id", 7L));
        return Stream.of(
                of("event", MessagesTest::event),
                of("result", () -> new OperatorResult("answer", 7, true, Outcome.ACCEPTED, dialog, null, null)),
                of("dialog", () -> dialog),
                of("line", () -> new Line(22, "Support", true, "evenly", List.of(27L), Map.of())),
                of("user", () -> new User(27, true, "Anna", "W", null, "employee", true, Map.of())),
                of("load", () -> new OperatorLoad(27, 22, "online", 3, 0, null)),
                of("batch", () -> new BatchResult(Map.of("a", 5L), Map.of())));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("data")
    void dataOfOursIsNoMessageAsAnObjectNorAsItsJson(String name, Supplier<Object> value) {
        String json = desk.context.getTypeConverter().convertTo(String.class, value.get());

        assertRefused(value.get(), "the body");
        assertRefused(json, "the body is the JSON of an event or a result");
        assertRefused("\n " + json + " ", "put a word before it");
        assertRefused("[" + json + "," + json + "]", "JSON of an event or a result");
        assertRefused(json.getBytes(UTF_8), "JSON of an event or a result");
        assertThat(written("Event: " + json, Map.of())).isEqualTo("Event: " + json);
    }

    static Stream<Arguments> objects() {
        return Stream.of(
                of("map", () -> Map.of("text", "Hello")),
                of("list", () -> List.of("Hello")),
                of("array", () -> new String[] {"Hello"}),
                of("exception", () -> new IllegalStateException("s3cr3t")),
                of("boolean", () -> true),
                of("instant", Instant::now),
                of("tree", () -> JsonNodeFactory.instance.objectNode().put("a", 1)),
                of("object", Object::new));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("objects")
    void otherObjectsAreRefusedAndTheirTextIsNotShown(String name, Supplier<Object> value) {
        assertThat(assertRefused(value.get(), "the body")).doesNotContain("s3cr3t");
    }

    static Stream<String> clientsJson() {
        return Stream.of(
                "{",
                "{}",
                "{\"type\":\"x\",\"data\":\"y\"}",
                "{\"type\":\"ON\",\"data\":{}}",
                "{\"id\":5,\"name\":\"Tom\"}",
                "{smile} hi",
                "[b]bold[/b]",
                "[]",
                "{\"operation\":\"answer\",\"chatId\":7}",
                "{\"chatId\":7,\"text\":\"Hello\"}");
    }

    @ParameterizedTest
    @MethodSource("clientsJson")
    void aTextThatLooksLikeJsonIsATextLikeAnyOther(String text) {
        assertThat(written(text, Map.of())).isEqualTo(text);
    }

    @Test
    void anEmptyStreamIsNoMessage() {
        assertRefused(new ByteArrayInputStream(new byte[0]), "no message");
        assertRefused(new byte[0], "no message");
    }

    /** Refused in the body and in both headers; gives the text of the first refusal. */
    private String assertRefused(Object value, String words) {
        int before = desk.portal.requests().size();
        Exchange body = desk.send(SEND + chat, value);
        Exchange header = desk.send(SEND + chat, "body", new HashMap<>(Map.of(MESSAGE, value)));
        assertThat(body.getException())
                .isInstanceOf(B24InvalidRequestException.class)
                .hasMessageContaining(words);
        assertThat(header.getException()).isInstanceOf(B24InvalidRequestException.class);
        if (!words.equals("no message")) {
            Exchange note = desk.send(
                    "b24openlines:transfer?bot=#bean:supportBot&queueId=22&chatId=" + chat,
                    null,
                    new HashMap<>(Map.of(NOTE, value)));
            assertThat(header.getException()).hasMessageContaining(MESSAGE);
            assertThat(note.getException())
                    .isInstanceOf(B24InvalidRequestException.class)
                    .hasMessageContaining(NOTE);
            assertThat(desk.portal.requests()).hasSize(before);
        }
        return body.getException().getMessage();
    }

    private String written(Object body, Map<String, Object> headers) {
        Exchange exchange = desk.send(SEND + chat, body, new HashMap<>(headers));
        assertThat(exchange.getException()).isNull();
        return last();
    }

    private String noted(Object note) {
        long passedOn = desk.portal.client("Tom " + ++clients).on(70).writes("Hello");
        Exchange exchange = desk.send(
                "b24openlines:transfer?bot=#bean:supportBot&queueId=22&chatId=" + passedOn,
                null,
                new HashMap<>(Map.of(NOTE, note)));
        assertThat(exchange.getMessage().getHeader(B24OpenLinesConstants.NOTE_LEFT))
                .isEqualTo(true);
        return desk.portal.dialog(passedOn).messages().stream()
                .map(message -> message.text())
                .filter(text -> text.contains("5 & 6"))
                .reduce((one, other) -> other)
                .orElse("none");
    }

    private String last() {
        var messages = desk.portal.dialog(chat).messages();
        return messages.get(messages.size() - 1).text();
    }
}
