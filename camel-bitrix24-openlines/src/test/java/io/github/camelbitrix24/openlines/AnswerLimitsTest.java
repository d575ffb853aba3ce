// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelbitrix24.openlines.api.B24OutcomeUnknownException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a server may send in an answer, and what is not read to its end. */
@Timeout(120)
class AnswerLimitsTest {
    private static final String SPAM = "b24openlines:spam?maxRetries=0";
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";
    private static final String CHUNKED = OK + "Transfer-Encoding: chunked\r\n\r\n";
    private static final String LAST =
            Integer.toHexString(RawServer.TRUE.length()) + "\r\n" + RawServer.TRUE + "\r\n0\r\n";

    static Stream<Arguments> endless() {
        return Stream.of(
                Arguments.of("status line", "HTTP/1.1 200 ", "x", 1 << 20),
                Arguments.of("line without a status", "", "x", 1 << 20),
                Arguments.of("empty lines", "", "\r\n", 1 << 20),
                Arguments.of("header line", OK + "X: ", "x", 1 << 20),
                Arguments.of("folded header", OK + "X: y\r\n", " x\r\n", 1 << 20),
                Arguments.of("headers", OK, "X: y\r\n", 1 << 20),
                Arguments.of("interim answers", "", "HTTP/1.1 102 Processing\r\n\r\n", 1 << 20),
                Arguments.of("early hints", "", "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n", 1 << 20),
                Arguments.of("size of a chunk", CHUNKED, "0", 1 << 20),
                Arguments.of("extension of a chunk", CHUNKED + "1;", "x", 1 << 20),
                Arguments.of("trailer line", CHUNKED + LAST + "X: ", "x", 1 << 20),
                Arguments.of("trailers", CHUNKED + LAST, "X: y\r\n", 1 << 20),
                Arguments.of("body to its length", OK + "Content-Length: 99999999999\r\n\r\n", " ", 48 << 20),
                Arguments.of("body to the end of the connection", OK + "\r\n", " ", 48 << 20),
                Arguments.of("chunks", CHUNKED, "40\r\n" + " ".repeat(64) + "\r\n", 64 << 20));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("endless")
    void anAnswerWithoutEndIsGivenUp(String what, String begin, String then, long most) throws Exception {
        AtomicLong taken = new AtomicLong();
        String much = then.repeat(Math.max(1, (16 << 10) / then.length()));
        try (RawServer server = new RawServer(connection -> {
                    connection.read();
                    connection.write(begin);
                    // ends when the client closes, or at what is too much
                    while (taken.get() < 8 * most) {
                        connection.write(much);
                        taken.addAndGet(much.length());
                    }
                    connection.awaitEnd();
                });
                TestDesk desk = TestDesk.at(server.url())) {
            assertThat(desk.send(SPAM, 7).getException()).isExactlyInstanceOf(B24OutcomeUnknownException.class);
            await().atMost(Duration.ofSeconds(30)).until(() -> server.connections() == 0);
            // what is on its way when the connection is closed stands in the buffers of two sockets
            assertThat(taken.get()).isLessThan(most + (8 << 20));
        }
    }

    @Test
    void aPackedAnswerIsReadUnpackedToTheSameLimit() throws Exception {
        byte[] bomb = packed(400 << 20);
        assertThat(bomb).hasSizeLessThan(1 << 20);
        try (RawServer server = new RawServer(connection -> {
                    connection.read();
                    connection.write(OK + "Content-Encoding: gzip\r\nContent-Length: " + bomb.length + "\r\n\r\n");
                    connection.write(bomb);
                    connection.awaitEnd();
                });
                TestDesk desk = TestDesk.at(server.url())) {
            assertThat(desk.send(SPAM, 7).getException()).isExactlyInstanceOf(B24OutcomeUnknownException.class);
            await().atMost(Duration.ofSeconds(30)).until(() -> server.connections() == 0);
        }
    }

    @Test
    void behindAPackedAnswerNothingIsReadWithoutEnd() throws Exception {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try (GZIPOutputStream packing = new GZIPOutputStream(answer)) {
            packing.write(RawServer.TRUE.getBytes(StandardCharsets.UTF_8));
        }
        AtomicLong taken = new AtomicLong();
        try (RawServer server = new RawServer(connection -> {
                    connection.read();
                    connection.write(OK + "Content-Encoding: gzip\r\nContent-Length: 99999999999\r\n\r\n");
                    connection.write(answer.toByteArray());
                    byte[] zeroes = new byte[16 << 10];
                    while (taken.get() < 200 << 20) {
                        connection.write(zeroes);
                        taken.addAndGet(zeroes.length);
                    }
                });
                TestDesk desk = TestDesk.at(server.url())) {
            desk.send(SPAM, 7);
            await().atMost(Duration.ofSeconds(30)).until(() -> server.connections() == 0);
            assertThat(taken.get()).isLessThan(48 << 20);
        }
    }

    private static byte[] packed(int size) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream packing = new GZIPOutputStream(bytes)) {
            byte[] blanks = " ".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
            for (int done = 0; done < size; done += blanks.length) {
                packing.write(blanks);
            }
        }
        return bytes.toByteArray();
    }

    /** What two readers could read in two ways (RFC 9112, 6.3) is no answer, and its connection is not used again. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: LENGTH\r\nTransfer-Encoding: chunked\r\n\r\nCHUNKED",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 0\r\n\r\nCHUNKED",
                "HTTP/1.1 200 OK\r\nContent-Length: LENGTH\r\nContent-Length: 5\r\n\r\nBODY",
                "HTTP/1.1 200 OK\r\nContent-Length: LENGTH, 5\r\n\r\nBODY",
                "HTTP/1.1 200 OK\r\nContent-Length: +LENGTH\r\n\r\nBODY",
                "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\nBODY",
                "HTTP/1.1 200 OK\r\nContent-Length: 0x40\r\n\r\nBODY",
                "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999999\r\n\r\nBODY",
                "HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nCHUNKED",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked, chunked\r\n\r\nCHUNKED",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\nBODY",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: identity\r\nContent-Length: LENGTH\r\n\r\nBODY",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\nBODY",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nBODY",
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: TLS/1.2\r\nConnection: Upgrade\r\n\r\n",
                "HTTP/2 200\r\nContent-Length: LENGTH\r\n\r\nBODY",
                "HTTP/1.1 2OO OK\r\nContent-Length: LENGTH\r\n\r\nBODY",
                "HTTP/1.1 099 Low\r\nContent-Length: LENGTH\r\n\r\nBODY",
                "ICY 200 OK\r\nContent-Length: LENGTH\r\n\r\nBODY",
                "garbage\r\nHTTP/1.1 200 OK\r\nContent-Length: LENGTH\r\n\r\nBODY",
                "BODY"
            })
    void anAnswerThatCanBeReadInTwoWaysIsUnknown(String template) throws Exception {
        String length = Integer.toString(RawServer.TRUE.length());
        String chunked = Integer.toHexString(RawServer.TRUE.length()) + "\r\n" + RawServer.TRUE + "\r\n0\r\n\r\n";
        String answer =
                template.replace("LENGTH", length).replace("CHUNKED", chunked).replace("BODY", RawServer.TRUE);
        try (RawServer server = new RawServer(connection -> {
                    connection.read();
                    connection.write(answer);
                });
                TestDesk desk = TestDesk.at(server.url())) {
            assertThat(desk.send(SPAM, 7).getException()).isExactlyInstanceOf(B24OutcomeUnknownException.class);
            assertThat(server.requests).hasSize(1);
        }
    }
}
