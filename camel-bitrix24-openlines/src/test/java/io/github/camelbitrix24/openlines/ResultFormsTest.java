// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelbitrix24.openlines.api.Author;
import io.github.camelbitrix24.openlines.api.B24NoEffectException;
import io.github.camelbitrix24.openlines.api.B24RefusedException;
import io.github.camelbitrix24.openlines.api.BatchResult;
import io.github.camelbitrix24.openlines.api.ChatEvent;
import io.github.camelbitrix24.openlines.api.Dialog;
import io.github.camelbitrix24.openlines.api.Line;
import io.github.camelbitrix24.openlines.api.OperatorLoad;
import io.github.camelbitrix24.openlines.api.OperatorResult;
import io.github.camelbitrix24.openlines.api.Outcome;
import io.github.camelbitrix24.openlines.api.RestFailure;
import io.github.camelbitrix24.openlines.api.RestTime;
import io.github.camelbitrix24.openlines.api.User;
import io.github.camelbitrix24.openlines.rest.ResultMap;
import io.github.camelbitrix24.openlines.simulator.PortalSimulator;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.TypeConverter;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a producer or a consumer gives: as text, bytes, streams and files, by the usual ObjectMapper, and by Java's serialization. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ResultFormsTest {
    private static final Instant TIME = Instant.parse("2026-03-17T15:26:05.250Z");
    private static final ObjectMapper USUAL = new ObjectMapper();

    @TempDir
    static Path folder;

    private TestDesk desk;
    private long chat;

    @BeforeAll
    void open() throws Exception {
        desk = TestDesk.of(PortalSimulator.standard(), 27);
        chat = desk.portal.client("Maria").on(15).writes("Hello");
        desk.route(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:json").marshal().json();
                from("direct:event").unmarshal().json(ChatEvent.class);
                from("direct:file").to("file:" + folder + "?fileName=${header.name}");
                from("direct:bytes").convertBodyTo(byte[].class);
                from("direct:text").convertBodyTo(String.class);
            }
        });
    }

    @AfterAll
    void close() throws Exception {
        desk.close();
    }

    private static Map<String, Object> data() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("id", 7L);
        data.put("big", Long.MAX_VALUE);
        data.put("share", 0.25);
        data.put("none", null);
        data.put("list", List.of(1L, "two", Map.of("three", 3L)));
        data.put("nested", Map.of("flag", true, "text", "Grüße \"😀\"\n"));
        return data;
    }

    private static ChatEvent event() {
        return new ChatEvent(
                "ONIMBOTV2MESSAGEADD",
                "member",
                7L,
                "external",
                "86490",
                "Grüße \"😀\"\n",
                new Author(1984, Author.CLIENT, "Maria"),
                70L,
                "livechat",
                "livechat|70|9|1984",
                TIME,
                data());
    }

    private static ChatEvent bare() {
        return new ChatEvent("ONX", null, null, null, null, null, null, null, null, null, null, Map.of());
    }

    static Stream<Arguments> values() {
        Dialog dialog = new Dialog(7, 27, 15, 342, "livechat|15|9|1984", true, false, true, data());
        RestTime time = new RestTime(TIME, null, 0.5, 0, 1.5, TIME);
        Line line = new Line(22, "Support", true, "evenly", List.of(27L, 31L), data());
        User user = new User(27, true, "Anna", "Weber", null, "employee", true, data());
        OperatorLoad load = new OperatorLoad(27, 22, "online", 3, 0, null);
        B24RefusedException refused =
                new B24RefusedException("refused", new RestFailure("user.get", "X", "why", 400, 1), null);
        return Stream.of(
                Arguments.of("event", event()),
                Arguments.of("bare event", bare()),
                Arguments.of("result", new OperatorResult("answer", 7, true, Outcome.APPLIED, dialog, dialog, time)),
                Arguments.of("dialog", dialog),
                Arguments.of("line", line),
                Arguments.of("user", user),
                Arguments.of("load", load),
                Arguments.of("batch", new BatchResult(data(), Map.of("b", refused))),
                Arguments.of("lines", ResultMap.convertible(List.of(line, line))),
                Arguments.of("users", ResultMap.convertible(List.of(user))),
                Arguments.of("loads", ResultMap.convertible(List.of(load))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("values")
    void aValueIsTheSameJsonInEveryForm(String name, Object value) throws Exception {
        assertOneJson(name, value);
    }

    static Stream<Arguments> operations() {
        return Stream.of(
                Arguments.of("userGet", null, List.class),
                Arguments.of("userCurrent", null, User.class),
                Arguments.of("configGet?configId=22", null, Line.class),
                Arguments.of("configListGet", null, List.class),
                Arguments.of("configPathGet", null, Map.class),
                Arguments.of("revisionGet", null, Map.class),
                Arguments.of("v2OperatorList", null, List.class),
                Arguments.of("v2SessionList", null, Map.class),
                Arguments.of("call?method=user.get", Map.of("ID", 27), List.class),
                Arguments.of("call?method=server.time", null, String.class),
                Arguments.of(
                        "batch", List.of(Map.of("method", "user.current"), Map.of("method", "x.y")), BatchResult.class),
                Arguments.of("sessionModePinAll", null, List.class));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("operations")
    void aResultIsTheSameJsonInEveryForm(String operation, Object body, Class<?> type) throws Exception {
        Object result = result(operation, body);

        assertThat(result).isInstanceOf(type);
        if (!(result instanceof String)) {
            assertOneJson(operation, result);
        }
        assertThat(serialized(result)).usingRecursiveComparison().isEqualTo(result);
    }

    @Test
    void whatAListHoldsIsJsonToo() throws Exception {
        List<?> users = (List<?>) result("call?method=user.get", Map.of("ID", 27));

        assertOneJson("item", users.get(0));
    }

    @Test
    void resultsOfActionsAreJson() throws Exception {
        assertOneJson("answer", result("answer?verify=true", chat));
        assertOneJson("dialogGet", result("dialogGet", chat));
        assertOneJson("history", result("sessionHistoryGet", chat));
        assertOneJson("scalar", true);
        assertOneJson("number", 86_490L);
    }

    @ParameterizedTest
    @MethodSource("events")
    void theJsonOfAnEventBecomesTheEvent(ChatEvent event) throws Exception {
        TypeConverter convert = desk.context.getTypeConverter();
        String json = convert.mandatoryConvertTo(String.class, event);

        for (Object form : List.of(
                json,
                "\uFEFF" + json,
                json.getBytes(UTF_8),
                new ByteArrayInputStream(json.getBytes(UTF_8)),
                new StringReader(json),
                convert.mandatoryConvertTo(Map.class, event),
                USUAL.readTree(json),
                USUAL.writeValueAsString(event))) {
            assertThat(convert.mandatoryConvertTo(ChatEvent.class, form)).isEqualTo(event);
        }
        assertThat(desk.template.requestBody("direct:event", json)).isEqualTo(event);
        assertThat(USUAL.readValue(json, ChatEvent.class)).isEqualTo(event);
        assertThat(serialized(event)).isEqualTo(event);
    }

    static Stream<ChatEvent> events() {
        return Stream.of(event(), bare());
    }

    @Test
    void otherJsonIsNoEvent() {
        TypeConverter convert = desk.context.getTypeConverter();
        for (Object other : List.of("{\"a\":1}", "[]", "text", "", "{", 5, Map.of("type", 5))) {
            assertThat(convert.tryConvertTo(ChatEvent.class, other))
                    .as("%s", other)
                    .isNull();
        }
    }

    @Test
    void otherMapsAndListsStayAsTheyWere() {
        TypeConverter convert = desk.context.getTypeConverter();

        assertThat(convert.convertTo(String.class, Map.of("a", 1))).isEqualTo("{a=1}");
        assertThat(convert.convertTo(String.class, List.of("a", "b"))).isEqualTo("[a, b]");
        assertThat(convert.tryConvertTo(InputStream.class, Map.of("a", 1))).isNull();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("values")
    void aValueIsSerializable(String name, Object value) throws Exception {
        Object back = serialized(value);

        if (value instanceof BatchResult batch) {
            assertThat(((BatchResult) back).results()).isEqualTo(batch.results());
            assertThat(((BatchResult) back).errors().get("b")).hasMessage("refused");
        } else {
            assertThat(back).isEqualTo(value);
        }
    }

    @Test
    void aFailureKeepsItsDialogsInSerialization() throws Exception {
        Dialog dialog = new Dialog(7, 27, 15, 342, null, true, false, true, data());
        B24NoEffectException failure = new B24NoEffectException("x", RestFailure.unsent("y"), dialog, dialog);

        assertThat(((B24NoEffectException) serialized(failure)).getAfter()).isEqualTo(dialog);
    }

    @Test
    void receivedEventsAreSerializableAndComeBackFromJson() throws Exception {
        try (TestDesk bots = TestDesk.of(
                PortalSimulator.standard()
                        .bot("helper", "Helper")
                        .line(70, "Bot line", line -> line.operators(27, 31).welcomeBot("helper")),
                1)) {
            bots.bind("supportBot", bots.bot("helper"));
            bots.route(new RouteBuilder() {
                @Override
                public void configure() {
                    from("b24openlines:events?source=bot&bot=#supportBot&delay=20&initialDelay=0")
                            .to("mock:events");
                }
            });
            bots.portal.client("Maria").on(70).writes("Where is my parcel?");
            MockEndpoint events = bots.context.getEndpoint("mock:events", MockEndpoint.class);
            events.setResultWaitTime(Duration.ofMinutes(1).toMillis());
            events.expectedMinimumMessageCount(2);
            events.assertIsSatisfied();

            for (Exchange exchange : events.getReceivedExchanges()) {
                ChatEvent event = exchange.getMessage().getBody(ChatEvent.class);
                assertThat(serialized(event)).isEqualTo(event);
                assertThat(bots.context
                                .getTypeConverter()
                                .mandatoryConvertTo(
                                        ChatEvent.class, exchange.getMessage().getBody(byte[].class)))
                        .isEqualTo(event);
                assertThat(USUAL.readValue(USUAL.writeValueAsBytes(event), ChatEvent.class))
                        .isEqualTo(event);
            }
        }
    }

    private Object result(String operation, Object body) {
        Exchange exchange = desk.send("b24openlines:" + operation, body);
        assertThat(exchange.getException()).isNull();
        return exchange.getMessage().getBody();
    }

    private void assertOneJson(String name, Object value) throws Exception {
        TypeConverter convert = desk.context.getTypeConverter();
        String json = convert.mandatoryConvertTo(String.class, value);
        JsonNode tree = USUAL.readTree(json);

        assertThat(new String(
                        convert.mandatoryConvertTo(InputStream.class, value).readAllBytes(), UTF_8))
                .isEqualTo(json);
        StringWriter read = new StringWriter();
        convert.mandatoryConvertTo(Reader.class, value).transferTo(read);
        assertThat(read.toString()).isEqualTo(json);
        assertThat(desk.template.requestBody("direct:text", value)).isEqualTo(json);
        if (!(value instanceof Long)) { // Camel makes eight bytes of a number
            assertThat(new String((byte[]) desk.template.requestBody("direct:bytes", value), UTF_8))
                    .isEqualTo(json);
            assertThat(UTF_8.decode(convert.mandatoryConvertTo(ByteBuffer.class, value))
                            .toString())
                    .isEqualTo(json);
        }
        assertThat(USUAL.readTree(desk.template.requestBody("direct:json", value, byte[].class)))
                .isEqualTo(tree);
        desk.template.sendBodyAndHeader("direct:file", value, "name", name.replaceAll("[?&=]", "_"));
        assertThat(Files.readString(folder.resolve(name.replaceAll("[?&=]", "_"))))
                .isEqualTo(json);
    }

    private static Object serialized(Object value) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(value);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return in.readObject();
        }
    }
}
