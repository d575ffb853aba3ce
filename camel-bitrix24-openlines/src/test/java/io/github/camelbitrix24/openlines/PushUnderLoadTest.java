// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelbitrix24.openlines.api.ChatEvent;
import io.github.camelbitrix24.openlines.events.EventForms;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Senders who mean no good, or are many, do not keep the portal's events out. */
class PushUnderLoadTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int SLOW_SENDERS = 60;
    private static final int PARALLEL = 1_000;
    private static final String GOOD = EventForms.body("onsessionstart");

    private PushDesk desk;

    @BeforeEach
    void open() throws Exception {
        desk = new PushDesk().route(PushDesk.EVENTS);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void slowSendersHoldNobodyUp() throws Exception {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int number = 0; number < SLOW_SENDERS; number++) {
                slow.add(begin("Content-Length: 1000\r\n", "event=ON"));
            }

            assertThat(desk.postLater(GOOD).get(SOON.toSeconds(), TimeUnit.SECONDS))
                    .isEqualTo(200);
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
        assertThat(desk.post(GOOD)).isEqualTo(200);
        assertThat(desk.received).hasSize(2);
    }

    @Test
    void aSlowSenderIsHeardOut() throws Exception {
        byte[] body = GOOD.getBytes(StandardCharsets.UTF_8);
        try (Socket socket = begin("Content-Length: " + body.length + "\r\n", "")) {
            OutputStream out = socket.getOutputStream();
            for (int at = 0; at < body.length; at += 100) {
                out.write(body, at, Math.min(100, body.length - at));
                out.flush();
                assertThat(desk.received).isEmpty();
            }
            await().atMost(SOON).until(() -> desk.received.size() == 1);
        }
    }

    @Test
    void fiveMegabytesAreRefusedAndForgotten() throws Exception {
        byte[] body = (GOOD + "&x=" + "y".repeat(5_000_000)).getBytes(StandardCharsets.UTF_8);

        try {
            int status = desk.send(desk.request(PushDesk.PATH)
                            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                            .build())
                    .statusCode();
            assertThat(status).isEqualTo(413);
        } catch (IOException e) {
            assertThat(e).as("the connection may end before the body").isNotNull();
        }

        assertThat(desk.post(GOOD)).isEqualTo(200);
        assertThat(desk.received).hasSize(1);
    }

    @Test
    void aBodyWithoutAnEndIsRefusedToo() throws Exception {
        try (Socket socket = begin("Transfer-Encoding: chunked\r\n", "")) {
            byte[] chunk = ("10000\r\n" + "y".repeat(0x10000) + "\r\n").getBytes(StandardCharsets.UTF_8);
            CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> {
                try {
                    while (true) {
                        socket.getOutputStream().write(chunk);
                    }
                } catch (IOException e) {
                    // the server has had enough
                }
            });
            byte[] answer = socket.getInputStream().readNBytes("HTTP/1.1 413".length());
            assertThat(new String(answer, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 413");
            sending.get(SOON.toSeconds(), TimeUnit.SECONDS);
        }
        assertThat(desk.post(GOOD)).isEqualTo(200);
    }

    @Test
    void aThousandAtOnceAllArrive() throws Exception {
        List<CompletableFuture<Integer>> answers = IntStream.range(0, PARALLEL)
                .mapToObj(number -> desk.postLater(PushDesk.message("chat" + number, "text " + number)))
                .toList();

        for (CompletableFuture<Integer> answer : answers) {
            assertThat(answer.get(SOON.toSeconds(), TimeUnit.SECONDS)).isEqualTo(200);
        }
        assertThat(desk.received.stream()
                        .map(exchange ->
                                exchange.getMessage().getBody(ChatEvent.class).text())
                        .distinct())
                .hasSize(PARALLEL);
    }

    private Socket begin(String header, String part) throws IOException {
        Socket socket = new Socket("127.0.0.1", desk.port());
        OutputStream out = socket.getOutputStream();
        out.write(
                ("POST " + PushDesk.PATH + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                                + header + "\r\n" + part)
                        .getBytes(StandardCharsets.US_ASCII));
        out.flush();
        return socket;
    }
}
