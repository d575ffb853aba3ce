// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** A desk with a small heap takes its portal's events while others attack it, and is as it was when they have gone. */
class PushUnderAttackTest {
    private static final long SEED = 20261201;
    private static final int SHORT_MISBEHAVIOURS = 300;
    private static final int LONG_MISBEHAVIOURS = 2_400;
    private static final int A_SECOND = 20;
    private static final int WARM_UP = 300;
    private static final int PARALLEL = 50;
    private static final long MEMORY_BACK = 16_000_000;
    private static final int THREADS_BACK = 8;

    private final HttpClient portal =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<String> posted = new ArrayList<>();

    @Test
    void genuineEventsComeThroughAndAllIsBackAfterwards() throws Exception {
        attack(SHORT_MISBEHAVIOURS, false);
    }

    /** The figures of docs/security.md. */
    @Test
    @EnabledIfSystemProperty(named = "b24.full", matches = "true")
    void genuineEventsKeepTheirTimesForTwoMinutes() throws Exception {
        attack(LONG_MISBEHAVIOURS, true);
    }

    /** 175 MB, as far as the bodies of a megabyte are read at all, at a heap of 128 MB. */
    @Test
    void threeHundredAndFiftyUnfinishedPostsOfAMegabyteTakeNoMemory() throws Exception {
        List<Socket> sockets = new ArrayList<>();
        try (Node desk = Node.start(PushNode.class, List.of())) {
            int port = Integer.parseInt(desk.hear(PushNode.PORT));
            post(port);
            byte[] part = ("POST " + PushDesk.PATH
                            + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                            + "Transfer-Encoding: chunked\r\n\r\n7fff0\r\n" + "y".repeat(0x7fff0))
                    .getBytes(StandardCharsets.US_ASCII);
            for (int number = 0; number < 350; number++) {
                Socket socket = new Socket("127.0.0.1", port);
                sockets.add(socket);
                try {
                    socket.getOutputStream().write(part);
                } catch (IOException e) {
                    assertThat(e).as("it gave way already").isNotNull();
                }
                if (number % 50 == 0) {
                    post(port);
                }
            }

            post(port);

            desk.say(PushNode.STATE);
            assertThat(Long.parseLong(desk.hear(PushNode.STATE).split(" ")[0])).isLessThan(100_000_000);
            desk.say(PushNode.TEXTS);
            assertThat(desk.hear(PushNode.TEXTS).split(",")).containsExactlyInAnyOrderElementsOf(posted);
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    private void attack(int misbehaviours, boolean timed) throws Exception {
        try (Node desk = Node.start(PushNode.class, List.of())) {
            int port = Integer.parseInt(desk.hear(PushNode.PORT));
            warmUp(port);
            long[] before = state(desk);
            List<Long> calm = new ArrayList<>();
            rounds(port, calm);

            List<Long> attacked = new ArrayList<>();
            int done;
            try (HostilePushClient hostile = new HostilePushClient(port, SEED)) {
                hostile.begin(A_SECOND);
                while (hostile.done() < misbehaviours) {
                    attacked.add(post(port));
                }
                done = hostile.done();
            }

            await().atMost(Duration.ofSeconds(90))
                    .pollInterval(Duration.ofSeconds(1))
                    .untilAsserted(() -> {
                        long[] after = state(desk);
                        assertThat(after[0]).as("bytes").isLessThan(before[0] + MEMORY_BACK);
                        assertThat(after[1]).as("threads").isLessThanOrEqualTo(before[1] + THREADS_BACK);
                    });
            rounds(port, calm);
            desk.say(PushNode.TEXTS);
            String[] received = desk.hear(PushNode.TEXTS).split(",");
            assertThat(received).doesNotContain(HostilePushClient.INVENTED).hasSize(posted.size());
            assertThat(Arrays.stream(received).sorted())
                    .containsExactlyElementsOf(posted.stream().sorted().toList());
            if (timed) {
                long calmMedian = median(calm);
                long attackedMedian = median(attacked);
                System.out.printf(
                        "%d misbehaviours, %d genuine events meanwhile, none lost; median %.2f ms before and after, %.2f ms under attack;"
                                + " heap %d KB before, %d KB after%n",
                        done,
                        attacked.size(),
                        calmMedian / 1e6,
                        attackedMedian / 1e6,
                        before[0] / 1_000,
                        state(desk)[0] / 1_000);
                assertThat(attackedMedian).isLessThan(2 * calmMedian);
            }
        }
    }

    /** So that the server has as many threads as it will ever have. */
    private void warmUp(int port) throws Exception {
        for (int round = 0; round < 4; round++) {
            List<CompletableFuture<HttpResponse<Void>>> answers = IntStream.range(0, PARALLEL)
                    .mapToObj(number -> portal.sendAsync(next(port), HttpResponse.BodyHandlers.discarding()))
                    .toList();
            for (CompletableFuture<HttpResponse<Void>> answer : answers) {
                assertThat(answer.get().statusCode()).isEqualTo(200);
            }
        }
        for (int number = 0; number < WARM_UP; number++) {
            post(port);
        }
    }

    private void rounds(int port, List<Long> times) throws Exception {
        for (int number = 0; number < WARM_UP; number++) {
            times.add(post(port));
        }
    }

    private HttpRequest next(int port) {
        String text = "genuine " + posted.size();
        posted.add(text);
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + PushDesk.PATH))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(PushDesk.message("chat" + posted.size(), text)))
                .build();
    }

    /** Posts a genuine event; nanoseconds. */
    private long post(int port) throws Exception {
        HttpRequest request = next(port);
        long begin = System.nanoTime();
        assertThat(portal.send(request, HttpResponse.BodyHandlers.discarding()).statusCode())
                .isEqualTo(200);
        return System.nanoTime() - begin;
    }

    private static long[] state(Node desk) throws Exception {
        desk.say(PushNode.STATE);
        return Arrays.stream(desk.hear(PushNode.STATE).split(" "))
                .mapToLong(Long::parseLong)
                .toArray();
    }

    private static long median(List<Long> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }
}
