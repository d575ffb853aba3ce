// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import static io.github.camelbitrix24.openlines.PushDesk.EVENTS;
import static io.github.camelbitrix24.openlines.PushDesk.PATH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelbitrix24.openlines.events.EventForms;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code b24openlines:events?source=push}: what anybody can send without a token is bounded in bytes, number and time. */
class PushLimitsTest extends AtAPushDesk {
    private static final int SHORT = 200;
    private static final String WRONG = EventForms.with(GOOD, TOKEN_FIELD, "forged");

    private final List<Socket> sockets = new ArrayList<>();

    @AfterEach
    void hangUp() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    @Test
    void theBodyUnfinishedForLongestGivesWayWhenTheBudgetIsUsedUp() throws Exception {
        desk.route(EVENTS + "&maxPayloadSize=50000&maxTotalPayloadSize=200000");
        List<Socket> unfinished = new ArrayList<>();
        for (int number = 0; number < 10; number++) {
            unfinished.add(begin("127.0.0.1", 50_000, "event=" + "x".repeat(40_000)));
        }

        assertThat(desk.post(GOOD)).isEqualTo(200);

        assertThat(status(unfinished.get(0))).as("the oldest").isEqualTo(503);
        assertThat(status(unfinished.get(1))).isEqualTo(503);
        assertThat(answered(unfinished.get(9))).as("the newest").isFalse();
        assertThat(desk.received).hasSize(1);
    }

    @Test
    void whenWholeBodiesTakeTheBudgetTheNextIsAnswered503() throws Exception {
        CountDownLatch open = new CountDownLatch(1);
        desk.route(new RouteBuilder() {
            @Override
            public void configure() {
                from(EVENTS + "&maxPayloadSize=60000&maxTotalPayloadSize=140000")
                        .process(exchange -> {
                            desk.received.add(exchange);
                            open.await();
                        });
            }
        });
        String large = GOOD + "&data[x]=" + "y".repeat(50_000);
        var first = desk.postLater(large);
        var second = desk.postLater(EventForms.with(large, "ts", "1773761166"));
        await().atMost(SOON).until(() -> desk.received.size() == 2);

        assertThat(desk.post(EventForms.with(large, "ts", "1773761167"))).isEqualTo(503);

        open.countDown();
        assertThat(first.get()).isEqualTo(200);
        assertThat(second.get()).isEqualTo(200);
        assertThat(desk.post(EventForms.with(large, "ts", "1773761167")))
                .as("there is room again")
                .isEqualTo(200);
    }

    @Test
    void aSenderWithManyUnfinishedPostsGetsLessTime() throws Exception {
        desk.route(EVENTS + "&maxUnfinishedPosts=3");
        List<Socket> early = new ArrayList<>();
        for (int number = 0; number < 3; number++) {
            early.add(begin("127.0.0.1", 1_000, "event=ON"));
        }
        Socket late = begin("127.0.0.1", 1_000, "event=ON");
        Socket another = begin("127.0.0.2", 1_000, "event=ON");

        assertThat(desk.post(GOOD)).as("what comes whole").isEqualTo(200);
        assertThat(status(late)).isEqualTo(503);

        assertThat(answered(early.get(0))).isFalse();
        assertThat(answered(another)).isFalse();
    }

    @Test
    void aBodyThatComesTooSlowlyEndsIn408() throws Exception {
        desk.route(EVENTS + "&payloadTimeout=1000");
        Socket silent = begin("127.0.0.1", 1_000, "event=ON");
        Socket slow = begin("127.0.0.1", 1_000_000 / 2, "event=ON");

        assertThat(status(silent)).isEqualTo(408);
        await().atMost(SOON).until(() -> {
            slow.getOutputStream().write('x');
            return answered(slow);
        });
        assertThat(desk.post(GOOD)).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "auth[application_token]=forged&event=ONSESSIONSTART",
                "event=ONSESSIONSTART&auth%5Bapplication_token%5D=forged",
                "auth[member_id]=%00&event=ONSESSIONSTART",
                "%61uth[application_token]=forged&x=1"
            })
    void aWrongTokenIsRefusedBeforeTheBodyHasCome(String beginning) throws Exception {
        desk.route(EVENTS);

        assertThat(status(begin("127.0.0.1", 400_000, beginning + "&data[x]="))).isEqualTo(403);
        assertThat(status(begin("127.0.0.1", 400_000, "event=A&event=B&"))).isEqualTo(400);
    }

    @Test
    void whatIsNoPostOfAFormIsRefusedBeforeItsBody() throws Exception {
        desk.route(EVENTS);

        assertThat(status(raw("127.0.0.1", "PUT " + PATH + " HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\nab")))
                .isEqualTo(405);
        assertThat(
                        status(
                                raw(
                                        "127.0.0.1",
                                        "POST " + PATH
                                                + " HTTP/1.1\r\nHost: x\r\nContent-Type: text/xml\r\nContent-Length: 100000\r\n\r\nab")))
                .isEqualTo(415);
        assertThat(status(begin("127.0.0.1", 1_000_000, "ab"))).isEqualTo(413);
        assertThat(desk.post(GOOD)).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0000", "a\u0000b", "\n", "\u001b[2J", " ", "\u2028", "9f0c1d2e\r\nX: y"})
    void aMemberIdThatIsNoPortalsIsForbidden(String memberId) throws Exception {
        desk.route(EVENTS);

        assertThat(desk.post(EventForms.with(GOOD, "auth[member_id]", memberId)))
                .isEqualTo(403);
        assertThat(desk.post(EventForms.with(GOOD, "auth[member_id]", "m".repeat(101))))
                .isEqualTo(403);

        assertThat(desk.received).isEmpty();
    }

    @Test
    void aWholeMessageOfTheLargestSizeIsTaken() throws Exception {
        desk.route(EVENTS);
        String largest = "😀".repeat(20_000);
        String body = EventForms.with(EventForms.body("onimbotmessageadd"), "data[PARAMS][MESSAGE]", largest);
        body = EventForms.with(body, "data[PARAMS][MESSAGE_ORIGINAL]", largest);
        assertThat(body.length()).isGreaterThan(480_000);

        assertThat(desk.post(body)).isEqualTo(200);

        assertThat(desk.next().text()).isEqualTo(largest);
    }

    @Test
    void connectionsWhoseHeadersDoNotComeAreClosed() throws Exception {
        desk.route(EVENTS + "&payloadTimeout=1000");
        Socket nothing = raw("127.0.0.1", "");
        Socket half = raw("127.0.0.1", "POST " + PATH + " HTTP/1.1\r\nHost: x\r\nContent-Ty");
        Socket again = raw("127.0.0.1", request(GOOD) + "POST " + PATH + " HTTP/1.1\r\nHost: x\r\nA");
        assertThat(status(again)).isEqualTo(200);
        Socket kept = raw("127.0.0.1", request(GOOD));
        assertThat(status(kept)).isEqualTo(200);

        for (Socket socket : List.of(nothing, half)) {
            await().atMost(Duration.ofSeconds(30)).until(() -> closed(socket));
        }

        kept.getOutputStream().write(request(GOOD).getBytes(StandardCharsets.US_ASCII));
        assertThat(status(kept)).as("a connection that is kept open").isEqualTo(200);
        kept.getOutputStream().write("POST / HTTP/1.1\r\nHost".getBytes(StandardCharsets.US_ASCII));
        await().atMost(Duration.ofSeconds(30)).until(() -> closed(kept));
        assertThat(desk.received).hasSize(3);
    }

    @Test
    void webhookHasTheSameLimits() throws Exception {
        desk.route("webhook:b24openlines:events?source=push&maxUnfinishedPosts=3&webhookPath=/b24openlines/events"
                + "&webhookAutoRegister=false&webhookComponentName=platform-http");

        assertThat(status(begin("127.0.0.1", 400_000, "auth[application_token]=forged&x=")))
                .isEqualTo(403);
        assertThat(status(begin("127.0.0.1", 600_000, "x="))).isEqualTo(413);
        assertThat(desk.post(WRONG)).isEqualTo(403);
        assertThat(desk.post(GOOD + "&data[x]=" + "y".repeat(100_000)))
                .as("a field of more than 8 KB")
                .isEqualTo(200);
        assertThat(desk.received).hasSize(1);
    }

    private static String request(String body) {
        return "POST " + PATH + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                + "Content-Length: " + body.length() + "\r\n\r\n" + body;
    }

    private Socket begin(String from, int length, String part) throws IOException {
        return raw(
                from,
                "POST " + PATH + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                        + "Content-Length: " + length + "\r\n\r\n" + part);
    }

    private Socket raw(String from, String text) throws IOException {
        Socket socket = new Socket();
        sockets.add(socket);
        socket.bind(new InetSocketAddress(from, 0));
        socket.connect(new InetSocketAddress("127.0.0.1", desk.port()));
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
        return socket;
    }

    /** Of the next answer, whose body is passed over. */
    private static int status(Socket socket) throws IOException {
        socket.setSoTimeout((int) Duration.ofSeconds(30).toMillis());
        InputStream in = socket.getInputStream();
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("closed after: " + head);
            }
            head.append((char) next);
        }
        String lower = head.toString().toLowerCase();
        int length = lower.indexOf("content-length: ");
        if (length >= 0) {
            in.readNBytes(Integer.parseInt(
                    lower.substring(length + 16, lower.indexOf('\r', length)).trim()));
        } else if (lower.contains("transfer-encoding: chunked")) {
            StringBuilder body = new StringBuilder();
            while (body.indexOf("0\r\n\r\n") < 0) {
                body.append((char) in.read());
            }
        }
        return Integer.parseInt(head.substring(9, 12));
    }

    private static boolean answered(Socket socket) throws IOException {
        socket.setSoTimeout(SHORT);
        try {
            return socket.getInputStream().read() >= 0;
        } catch (SocketTimeoutException e) {
            return false;
        }
    }

    private static boolean closed(Socket socket) {
        try {
            socket.setSoTimeout(SHORT);
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }
}
