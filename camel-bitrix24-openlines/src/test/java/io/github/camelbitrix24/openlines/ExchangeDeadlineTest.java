// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelbitrix24.openlines.api.B24OutcomeUnknownException;
import io.github.camelbitrix24.openlines.api.B24UnavailableException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code responseTimeout} is the time of a whole exchange, however slowly a server goes on. */
@Timeout(180)
class ExchangeDeadlineTest {
    private static final String HEAD =
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1000000\r\n\r\n";
    private static final String CHUNKS = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

    @ParameterizedTest
    @ValueSource(strings = {"nothing", "status", "head", "body", "chunks", "interim"})
    void anAnswerThatComesByteByByteEndsUnknown(String what) throws Exception {
        try (RawServer server = new RawServer(connection -> {
                    connection.read();
                    switch (what) {
                        case "nothing" -> connection.awaitEnd();
                        case "status" -> drip(connection, "H", "HTTP/1.1 200 OOOOOOOOOOOOOOOOO");
                        case "head" -> drip(connection, "HTTP/1.1 200 OK\r\nX: ", "x");
                        case "body" -> drip(connection, HEAD, " ");
                        case "chunks" -> drip(connection, CHUNKS, "1\r\n \r\n");
                        default -> drip(connection, "HTTP/1.1 102 Processing\r\nX: ", "xy");
                    }
                });
                TestDesk desk = TestDesk.at(server.url())) {
            assertThat(desk.send("b24openlines:spam?responseTimeout=1500", 7).getException())
                    .isExactlyInstanceOf(B24OutcomeUnknownException.class)
                    .hasMessageContaining("SocketTimeoutException");
            await().atMost(Duration.ofSeconds(20)).until(() -> server.connections() == 0);
        }
    }

    /** A byte some ten times a second, to the client's end. */
    private static void drip(RawServer.Connection connection, String first, String then) throws IOException {
        connection.write(first);
        while (true) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(60));
            connection.write(then.substring(0, 1));
            connection.write(then.substring(1));
        }
    }

    @Test
    void aHandshakeThatDoesNotEndIsUnavailable() throws Exception {
        try (RawServer server =
                        new RawServer(connection -> drip(connection, "\u0016\u0003\u0003\u003f\u00ff\u0002", "x"));
                TestDesk desk = TestDesk.at(server.url().replace("http:", "https:"))) {
            Exchange exchange = desk.send("b24openlines:spam?maxRetries=0&responseTimeout=1500", 7);

            assertThat(exchange.getException())
                    .isExactlyInstanceOf(B24UnavailableException.class)
                    .hasMessageContaining("responseTimeout");
        }
    }

    @Test
    void aServerThatDoesNotReadWhatIsSentEndsUnknown() throws Exception {
        try (RawServer server = new RawServer(connection -> {
                    while (connection.socket.getInputStream().read() >= 0) {
                        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(60));
                    }
                });
                TestDesk desk = TestDesk.at(server.url())) {
            Exchange exchange = desk.send(
                    "b24openlines:call?method=crm.lead.add&responseTimeout=1500",
                    Map.of("TITLE", "x".repeat(20 << 20)));

            assertThat(exchange.getException()).isExactlyInstanceOf(B24OutcomeUnknownException.class);
        }
    }

    @Test
    void aServerThatAcceptsNobodyIsUnavailable() throws Exception {
        List<Socket> waiting = new ArrayList<>();
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                TestDesk desk = TestDesk.at("http://127.0.0.1:" + full.getLocalPort())) {
            for (int place = 0; place < 3; place++) {
                waiting.add(new Socket());
                CompletableFuture.runAsync(() -> connect(waiting.get(waiting.size() - 1), full));
            }
            Exchange exchange =
                    desk.send("b24openlines:spam?maxRetries=0&responseTimeout=1500&connectTimeout=600000", 7);

            assertThat(exchange.getException())
                    .isInstanceOfAny(B24UnavailableException.class, B24OutcomeUnknownException.class);
        } finally {
            for (Socket socket : waiting) {
                socket.close();
            }
        }
    }

    private static void connect(Socket socket, ServerSocket server) {
        try {
            socket.connect(server.getLocalSocketAddress(), 5_000);
        } catch (IOException e) {
            assertThat(server.isClosed() || socket.isClosed() || !socket.isConnected())
                    .isTrue();
        }
    }

    @Test
    void theAuthorisationServerHasNoLongerEither() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        try (RawServer server = new RawServer(connection -> {
                    connection.read();
                    asked.incrementAndGet();
                    drip(connection, HEAD, " ");
                });
                TestDesk desk = TestDesk.at(server.url())) {
            Exchange exchange = desk.send(application(server, "&responseTimeout=1500&maxRetries=0&maxWait=5000"), 7);

            assertThat(exchange.getException()).isNotNull();
            assertThat(asked).hasPositiveValue();
        }
    }

    @Test
    void aStopEndsARequestThatTheAuthorisationServerDoesNotAnswer() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        try (RawServer server = new RawServer(connection -> {
                    connection.read();
                    asked.incrementAndGet();
                    drip(connection, HEAD, " ");
                });
                TestDesk desk = TestDesk.at(server.url())) {
            desk.context.getExecutorServiceManager().setShutdownAwaitTermination(500);
            CompletableFuture<Exchange> call =
                    CompletableFuture.supplyAsync(() -> desk.send(application(server, ""), 7));
            await().atMost(Duration.ofSeconds(30)).until(() -> asked.get() > 0);

            desk.context.stop();

            assertThat(call.get(30, TimeUnit.SECONDS).getException()).isNotNull();
            await().atMost(Duration.ofSeconds(10)).until(() -> server.connections() == 0);
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> Thread.getAllStackTraces().keySet().stream()
                            .noneMatch(thread -> thread.getName().contains("B24OpenLinesTokens")
                                    && thread.getName().contains(desk.context.getName())));
        }
    }

    private static String application(RawServer server, String more) {
        return "b24openlines:spam?clientId=app&clientSecret=RAW(s)&refreshToken=RAW(r)&authToken=&oauthServerUrl="
                + server.url() + more;
    }
}
