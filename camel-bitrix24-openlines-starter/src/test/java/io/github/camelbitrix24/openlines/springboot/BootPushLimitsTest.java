// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.stereotype.Component;
import org.springframework.test.annotation.DirtiesContext;

/** What anybody can post to Spring Boot's own server is bounded before Camel reads it. */
@SpringBootTest(
        classes = DeskApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "camel.main.run-controller=false",
            "camel.main.routes-include-pattern=classpath:camel/limits.camel.yaml",
            "camel.component.b24openlines.webhook-verify-token=token"
        })
@DirtiesContext
@Import(BootPushLimitsTest.Limited.class)
class BootPushLimitsTest {
    private static final String GOOD =
            "event=ONSESSIONSTART&data[DATA][chat][chat_id]=17&ts=1&auth[application_token]=token";
    private static final int PATIENCE_MS = (int) Duration.ofSeconds(30).toMillis();

    @Autowired
    private Limited limited;

    @LocalServerPort
    private int port;

    /** What the route was given. */
    @Component("limited")
    static class Limited implements Processor {
        final List<Long> chats = new CopyOnWriteArrayList<>();

        @Override
        public void process(Exchange exchange) {
            chats.add(exchange.getMessage().getHeader("CamelB24OpenLinesChatId", Long.class));
        }
    }

    @Test
    void aGenuineEventIsTaken() throws Exception {
        limited.chats.clear();
        try (Socket socket = begin("Content-Length: " + GOOD.length(), GOOD)) {
            assertThat(status(socket)).isEqualTo(200);
        }
        assertThat(limited.chats).containsExactly(17L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/b24openlines/events",
                "/b24openlines/%65vents",
                "/b24openlines/events;a=b",
                "//b24openlines//events"
            })
    void aBodyWithoutAnEndIsTooLarge(String path) throws Exception {
        try (Socket socket = connect("POST " + path, "Transfer-Encoding: chunked", "")) {
            byte[] chunk = ("10000\r\n" + "y".repeat(0x10000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
            CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> {
                try {
                    for (int number = 0; number < 1_000; number++) {
                        socket.getOutputStream().write(chunk);
                    }
                } catch (IOException e) {
                    assertThat(e).as("the server has had enough").isNotNull();
                }
            });
            assertThat(status(socket)).isIn(413, 404, 400);
            socket.close();
            sending.join();
        }
    }

    @Test
    void aWrongTokenIsRefusedBeforeTheBodyHasCome() throws Exception {
        try (Socket socket = begin("Content-Length: 400000", "auth[application_token]=forged&data[x]=")) {
            assertThat(status(socket)).isEqualTo(403);
        }
    }

    @Test
    void aBodyThatDripsEndsIn408() throws Exception {
        try (Socket socket = begin("Content-Length: 400000", "event=A")) {
            CompletableFuture<Void> dripping = CompletableFuture.runAsync(() -> {
                try {
                    OutputStream out = socket.getOutputStream();
                    while (!socket.isClosed()) {
                        out.write('x');
                        out.flush();
                        CompletableFuture.runAsync(
                                        () -> {},
                                        CompletableFuture.delayedExecutor(
                                                50, java.util.concurrent.TimeUnit.MILLISECONDS))
                                .join();
                    }
                } catch (IOException e) {
                    assertThat(e).as("the server has had enough").isNotNull();
                }
            });
            assertThat(status(socket)).isEqualTo(408);
            socket.close();
            dripping.join();
        }
    }

    @Test
    void anotherMethodAndTypeAreRefused() throws Exception {
        try (Socket socket = connect("GET /b24openlines/events", "Accept: */*", "")) {
            assertThat(status(socket)).isEqualTo(405);
        }
        try (Socket socket = begin("Content-Length: 600000", "x=")) {
            assertThat(status(socket)).isEqualTo(413);
        }
    }

    private Socket begin(String header, String part) throws IOException {
        return connect("POST /b24openlines/events", header, part);
    }

    private Socket connect(String line, String header, String part) throws IOException {
        Socket socket = new Socket("127.0.0.1", port);
        socket.setSoTimeout(PATIENCE_MS);
        socket.getOutputStream()
                .write((line + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n" + header
                                + "\r\n\r\n" + part)
                        .getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
        return socket;
    }

    private static int status(Socket socket) throws IOException {
        byte[] line = socket.getInputStream().readNBytes("HTTP/1.1 200".length());
        return Integer.parseInt(new String(line, 9, 3, StandardCharsets.US_ASCII));
    }
}
