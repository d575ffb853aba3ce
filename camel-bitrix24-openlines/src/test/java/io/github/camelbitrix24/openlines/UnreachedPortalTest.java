// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelbitrix24.openlines.api.Bot;
import io.github.camelbitrix24.openlines.simulator.PortalSimulator;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;

/** A portal that is not reached is told while calls still wait for it, and once. */
class UnreachedPortalTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    /** Each call would wait for the whole of the test. */
    private static final String PATIENT = "b24openlines:dialogGet?maxWait=600000&maxRetries=1000&chatId=";

    @Test
    void aProducersCallThatStillWaitsIsToldOf() throws Exception {
        int port = unused();
        try (LogCapture log = LogCapture.open();
                TestDesk desk = TestDesk.at("http://127.0.0.1:" + port)) {
            List<CompletableFuture<Object>> calls = new ArrayList<>();
            for (int chat = 1; chat <= 5; chat++) {
                calls.add(desk.template.asyncRequestBody(PATIENT + chat, null));
            }

            await().atMost(SOON).until(() -> !said(log).isEmpty());
            assertThat(calls).as("still wait").noneMatch(CompletableFuture::isDone);
            await().atMost(SOON).until(() -> attempts(log) > 5);
            assertThat(said(log))
                    .singleElement()
                    .asString()
                    .startsWith("WARN")
                    .contains("127.0.0.1:" + port)
                    .doesNotContain("secretcode");
            desk.context.stop();
            assertThat(said(log)).hasSize(1);
        }
    }

    @Test
    void aConsumersFirstPollIsToldOf() throws Exception {
        int port = unused();
        try (LogCapture log = LogCapture.open();
                TestDesk desk = TestDesk.at("http://127.0.0.1:" + port)) {
            desk.bind("supportBot", new Bot(5, "secrettoken"));
            desk.route(new RouteBuilder() {
                @Override
                public void configure() {
                    from("b24openlines:events?bot=#supportBot&maxWait=600000&maxRetries=1000&initialDelay=0&delay=20")
                            .to("mock:none");
                }
            });

            await().atMost(SOON).until(() -> !said(log).isEmpty());
            assertThat(said(log)).singleElement().asString().startsWith("WARN").contains("127.0.0.1:" + port);
        }
    }

    /** Nobody accepts the connection: that would be told when connectTimeout is over, which is a day here. */
    @Test
    void aConnectionThatIsNotMadeIsToldOfWhileItIsWaitedFor() throws Exception {
        try (ServerSocket deaf = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                LogCapture log = LogCapture.open();
                TestDesk desk = TestDesk.at("http://127.0.0.1:" + deaf.getLocalPort())) {
            List<Socket> waiting = new ArrayList<>();
            try {
                fill(deaf, waiting);
                desk.template.asyncRequestBody(PATIENT + "1&connectTimeout=86400000&responseTimeout=86400000", null);

                await().atMost(SOON).until(() -> !said(log).isEmpty());
                assertThat(said(log))
                        .singleElement()
                        .asString()
                        .startsWith("WARN")
                        .contains("no connection for");
            } finally {
                for (Socket socket : waiting) {
                    socket.close();
                }
            }
        }
    }

    /** Connects until the system takes no more connections that nobody accepts. */
    private static void fill(ServerSocket server, List<Socket> waiting) throws Exception {
        for (int number = 0; number < 50; number++) {
            Socket socket = new Socket();
            waiting.add(socket);
            try {
                socket.connect(server.getLocalSocketAddress(), 300);
            } catch (SocketTimeoutException e) {
                return;
            }
        }
    }

    @Test
    void whenItIsReachedAgainThatIsToldToo() throws Exception {
        int port = unused();
        try (LogCapture log = LogCapture.open();
                TestDesk desk = TestDesk.at("http://127.0.0.1:" + port)) {
            desk.template.asyncRequestBody(PATIENT + "1", null);
            await().atMost(SOON).until(() -> !said(log).isEmpty());
            PortalSimulator portal = PortalSimulator.standard().port(port).start();
            try {
                await().atMost(Duration.ofMinutes(1)).until(() -> said(log).size() == 2);
                assertThat(said(log).get(1)).startsWith("INFO").contains("is reached again");
            } finally {
                portal.close();
            }
        }
    }

    private static List<String> said(LogCapture log) {
        return log.told().stream().filter(line -> line.contains("ReachedHosts")).toList();
    }

    private static long attempts(LogCapture log) {
        return log.lines().stream()
                .filter(line -> line.contains("is not reached: "))
                .count();
    }

    private static int unused() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
