// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.camelbitrix24.openlines.api.B24InvalidRequestException;
import io.github.camelbitrix24.openlines.simulator.Fault;
import io.github.camelbitrix24.openlines.simulator.PortalSimulator;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** An id is the number that was given, or it is refused: no other chat, user or line is ever acted on. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExactIdsTest {
    private static final long ID = 1763;
    private static final BigInteger BEYOND = BigInteger.ONE.shiftLeft(64).add(BigInteger.valueOf(ID));

    @TempDir
    static Path folder;

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

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private static Arguments of(Supplier<Object> value) {
        return Arguments.of(value.get().getClass().getSimpleName() + " " + value.get(), value);
    }

    static Stream<Arguments> plain() throws Exception {
        Path file = Files.writeString(folder.resolve("chat.txt"), "\uFEFF1763\n");
        return Stream.of(
                of(() -> 1763),
                of(() -> 1763L),
                of(() -> (short) 1763),
                of(() -> 1763.0),
                of(() -> 1763f),
                of(() -> BigInteger.valueOf(ID)),
                of(() -> new BigDecimal("1763.00")),
                of(() -> new BigDecimal("1.763E+3")),
                of(() -> new AtomicLong(ID)),
                of(() -> "1763"),
                of(() -> " 1763 "),
                of(() -> "001763"),
                of(() -> "1763.0"),
                of(() -> "\uFEFF1763"),
                of(() -> new StringBuilder("1763")),
                of(() -> JsonNodeFactory.instance.numberNode(ID)),
                of(() -> JsonNodeFactory.instance.textNode("1763")),
                of(() -> bytes("1763")),
                of(() -> bytes("\uFEFF1763\r\n")),
                of(() -> "1763".toCharArray()),
                of(() -> ByteBuffer.wrap(bytes("xx1763"), 2, 4)),
                of(() -> new ByteArrayInputStream(bytes("1763"))),
                of(() -> new StringReader("1763")),
                of(file::toFile),
                of(() -> file),
                of(() -> Optional.of(ID)),
                of(() -> Optional.of("1763")),
                of(() -> OptionalLong.of(ID)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("plain")
    void whatIsPlainlyANumberIsTaken(String name, Supplier<Object> value) {
        assertThat(sent("answer", null, Map.of(B24OpenLinesConstants.CHAT_ID, value.get())))
                .isEqualTo(Map.of("CHAT_ID", 1763));
        assertThat(sent("answer", value.get(), Map.of())).isEqualTo(Map.of("CHAT_ID", 1763));
        assertThat(sent("answer", Map.of("CHAT_ID", value.get()), Map.of())).isEqualTo(Map.of("CHAT_ID", 1763));
        assertThat(sent("answer", Map.of("chat_id", value.get()), Map.of())).isEqualTo(Map.of("CHAT_ID", 1763));
        assertThat(sent("transfer?chatId=7", null, Map.of(B24OpenLinesConstants.USER_ID, value.get())))
                .isEqualTo(Map.of("CHAT_ID", 7, "USER_ID", 1763));
        assertThat(sent("transfer?chatId=7", null, Map.of(B24OpenLinesConstants.QUEUE_ID, value.get())))
                .isEqualTo(Map.of("CHAT_ID", 7, "QUEUE_ID", 1763));
        assertThat(sent("transfer?chatId=7", null, Map.of(B24OpenLinesConstants.TRANSFER_ID, value.get())))
                .isEqualTo(Map.of("CHAT_ID", 7, "TRANSFER_ID", 1763));
        assertThat(sent("configDelete", null, Map.of(B24OpenLinesConstants.CONFIG_ID, value.get())))
                .isEqualTo(Map.of("CONFIG_ID", 1763));
        assertThat(sent("configDelete", Map.of("CONFIG_ID", value.get()), Map.of()))
                .isEqualTo(Map.of("CONFIG_ID", 1763));
    }

    static Stream<Arguments> notExact() {
        return Stream.of(
                of(() -> 1763.9),
                of(() -> 1763.5f),
                of(() -> Double.NaN),
                of(() -> Double.POSITIVE_INFINITY),
                of(() -> Float.NEGATIVE_INFINITY),
                of(() -> 0),
                of(() -> -1763),
                of(() -> -0.0),
                of(() -> 9_007_199_254_740_993d),
                of(() -> 16_777_217f),
                of(() -> 1e300),
                of(() -> BEYOND),
                of(() -> new BigDecimal(BEYOND)),
                of(() -> new BigDecimal("1763.0000000001")),
                of(() -> new BigDecimal("1E+1000000000")),
                of(() -> "1763.9"),
                of(() -> "1e3"),
                of(() -> "0x6E3"),
                of(() -> "+1763"),
                of(() -> "-1763"),
                of(() -> "0"),
                of(() -> "1 763"),
                of(() -> "1763,5"),
                of(() -> "١٧٦٣"),
                of(() -> "1763\n1764"),
                of(() -> BEYOND.toString()),
                of(() -> "9".repeat(400)),
                of(() -> "chat"),
                of(() -> "chat-5"),
                of(() -> "chat1763.0"),
                of(() -> "chat" + BEYOND),
                of(() -> ""),
                of(() -> " "),
                of(() -> bytes("1763.9")),
                of(() -> new ByteArrayInputStream(bytes("12abc"))),
                of(() -> JsonNodeFactory.instance.numberNode(1763.9)),
                of(() -> JsonNodeFactory.instance.nullNode()),
                of(() -> JsonNodeFactory.instance.booleanNode(true)),
                of(() -> true),
                of(() -> List.of(ID)),
                of(() -> new long[] {ID}),
                of(() -> Optional.of(1763.9)),
                of(() -> new Object()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("notExact")
    void whatIsNoExactNumberIsRefusedAndNothingIsSent(String name, Supplier<Object> value) {
        for (String[] header : new String[][] {
            {"answer", B24OpenLinesConstants.CHAT_ID},
            {"dialogGet", B24OpenLinesConstants.SESSION_ID},
            {"dialogGet", B24OpenLinesConstants.DIALOG_ID},
            {"transfer?chatId=7", B24OpenLinesConstants.USER_ID},
            {"transfer?chatId=7", B24OpenLinesConstants.QUEUE_ID},
            {"transfer?chatId=7", B24OpenLinesConstants.TRANSFER_ID},
            {"configDelete", B24OpenLinesConstants.CONFIG_ID}
        }) {
            assertThat(refusal(header[0], null, Map.of(header[1], value.get()))).contains("header " + header[1]);
        }
        if (!(value.get() instanceof Optional)) {
            for (String name2 : List.of("CHAT_ID", "chatId", "chat_id")) {
                assertThat(refusal("answer", Collections.singletonMap(name2, value.get()), Map.of()))
                        .contains("CHAT_ID");
            }
        }
        assertThat(refusal("answer", value.get(), Map.of())).contains("chat");
    }

    @Test
    void theLargestNumberIsItself() {
        assertThat(sent("answer", Long.MAX_VALUE, Map.of())).isEqualTo(Map.of("CHAT_ID", Long.MAX_VALUE));
        assertThat(sent("answer", "9223372036854775807", Map.of())).isEqualTo(Map.of("CHAT_ID", Long.MAX_VALUE));
        assertThat(refusal("answer", "9223372036854775808", Map.of())).contains("chat");
        assertThat(sent("answer?chatId=9223372036854775807", null, Map.of()))
                .isEqualTo(Map.of("CHAT_ID", Long.MAX_VALUE));
    }

    static Stream<Arguments> json() {
        return Stream.of(
                Arguments.of("{\"CHAT_ID\":1763}", true),
                Arguments.of("{\"CHAT_ID\":1763.0}", true),
                Arguments.of("{\"CHAT_ID\":1.763e3}", true),
                Arguments.of("{\"chatId\":\"chat1763\"}", true),
                Arguments.of("\uFEFF {\"CHAT_ID\":\"1763\"}", true),
                Arguments.of("{\"CHAT_ID\":1763.9}", false),
                Arguments.of("{\"CHAT_ID\":18446744073709553379}", false),
                Arguments.of("{\"CHAT_ID\":{\"id\":1763}}", false),
                Arguments.of("{\"CHAT_ID\":[1763]}", false),
                Arguments.of("{\"CHAT_ID\":\"12abc\",\"SESSION_ID\":5}", false));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("json")
    void jsonNamesAChatExactlyOrIsRefused(String json, boolean taken) {
        for (Object body : List.of(json, bytes(json), new ByteArrayInputStream(bytes(json)), new StringReader(json))) {
            if (taken) {
                assertThat(sent("answer", body, Map.of())).isEqualTo(Map.of("CHAT_ID", 1763));
            } else {
                assertThat(refusal("answer", body, Map.of())).contains("CHAT_ID");
            }
        }
    }

    @Test
    void aTreeOfJsonIsTakenLikeItsText() {
        Object tree = JsonNodeFactory.instance
                .objectNode()
                .put("CHAT_ID", ID)
                .set("ACTIVATE", JsonNodeFactory.instance.booleanNode(true));

        assertThat(sent("sessionModePin", tree, Map.of())).isEqualTo(Map.of("CHAT_ID", 1763, "ACTIVATE", "Y"));
    }

    @Test
    void aNumberThatIsNoneIsNoParameter() {
        assertThat(refusal("sessionHeadVote?sessionId=5", Map.of("RATING", Double.NaN), Map.of()))
                .contains("RATING", "NaN");
    }

    @Test
    void aStreamThatWasReadIsThereForTheNextTry() {
        Exchange exchange = desk.send(
                "b24openlines:transfer",
                new ByteArrayInputStream(bytes("1763")),
                Map.of(B24OpenLinesConstants.USER_ID, "x"));

        assertThat(exchange.getException()).hasMessageContaining(B24OpenLinesConstants.USER_ID);
        assertThat(exchange.getMessage().getBody(String.class)).isEqualTo("1763");
    }

    private Map<String, Object> sent(String operation, Object body, Map<String, Object> headers) {
        Exchange exchange = send(operation, body, headers);
        assertThat(exchange.getException()).isNull();
        return desk.portal.requests().get(desk.portal.requests().size() - 1).parameters();
    }

    private String refusal(String operation, Object body, Map<String, Object> headers) {
        int before = desk.portal.requests().size();
        Exchange exchange = send(operation, body, headers);
        assertThat(exchange.getException()).as("%s %s", operation, body).isInstanceOf(B24InvalidRequestException.class);
        assertThat(desk.portal.requests()).hasSize(before);
        return exchange.getException().getMessage();
    }

    private Exchange send(String operation, Object body, Map<String, Object> headers) {
        return desk.send("b24openlines:" + operation, body, new java.util.HashMap<>(headers));
    }
}
