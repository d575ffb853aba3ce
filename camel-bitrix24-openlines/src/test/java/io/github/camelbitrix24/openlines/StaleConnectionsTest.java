// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelbitrix24.openlines.api.B24OutcomeUnknownException;
import io.github.camelbitrix24.openlines.api.B24RefusedException;
import io.github.camelbitrix24.openlines.api.B24UnavailableException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections that a server has closed, or on which it has said more than it was asked, before they are used again. */
@Timeout(120)
class StaleConnectionsTest {
    private static final String SPAM = "b24openlines:spam?maxRetries=0";

    @Test
    void aConnectionThatTheServerHasClosedIsNotUsedAgain() throws Exception {
        AtomicInteger closed = new AtomicInteger();
        try (RawServer server = new RawServer(connection -> {
                    connection.read();
                    connection.write(RawServer.yes());
                    connection.socket.close();
                    closed.incrementAndGet();
                });
                TestDesk desk = TestDesk.at(server.url())) {
            int unknown = 0;
            for (int call = 0; call < 50; call++) {
                int before = call;
                Exchange exchange = desk.send(SPAM, 7);
                unknown += exchange.getException() == null ? 0 : 1;
                await().atMost(Duration.ofSeconds(20)).until(() -> closed.get() > before);
            }
            // the one that taught the client that this server closes without a word
            assertThat(unknown).isLessThanOrEqualTo(1);
        }
    }

    @Test
    void aServerThatClosesIdleConnectionsAtRandomTimesLeavesHardlyACallUnknown() throws Exception {
        Random random = new Random(20261201);
        try (RawServer server = new RawServer(connection -> {
                    while (connection.read() != null) {
                        connection.write(RawServer.yes());
                        connection.socket.setSoTimeout(1 + random.nextInt(40));
                    }
                });
                TestDesk desk = TestDesk.at(server.url())) {
            int unknown = 0;
            for (int call = 0; call < 150; call++) {
                Exchange exchange = desk.send(SPAM, 7);
                if (exchange.getException() != null) {
                    assertThat(exchange.getException()).isExactlyInstanceOf(B24OutcomeUnknownException.class);
                    unknown++;
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(60)));
            }
            assertThat(unknown).isLessThanOrEqualTo(3);
        }
    }

    @Test
    void aConnectionIsLetGoBeforeTheServerSaysThatItCloses() throws Exception {
        CountDownLatch gone = new CountDownLatch(1);
        try (RawServer server = new RawServer(connection -> {
                    connection.read();
                    connection.write(RawServer.yes().replace("\r\n\r\n", "\r\nKeep-Alive: timeout=1, max=100\r\n\r\n"));
                    connection.read();
                    gone.countDown();
                });
                TestDesk desk = TestDesk.at(server.url())) {
            assertThat(desk.send(SPAM, 7).getException()).isNull();
            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                desk.send("b24openlines:spam?maxRetries=0&responseTimeout=5000", 7);
                assertThat(gone.getCount()).isZero();
            });
        }
    }

    /** What is read behind an answer, in the same packet or in one of its own, is no answer to the next call. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aSecondAnswerIsNotTakenForTheNextCalls(boolean together) throws Exception {
        AtomicInteger connections = new AtomicInteger();
        try (RawServer server = new RawServer(connection -> {
                    connections.incrementAndGet();
                    connection.read();
                    if (together) {
                        connection.write(RawServer.no() + RawServer.yes());
                    } else {
                        connection.write(RawServer.no());
                        connection.write(RawServer.yes());
                    }
                    if (connection.read() != null) {
                        connection.write(RawServer.no());
                    }
                    connection.awaitEnd();
                });
                TestDesk desk = TestDesk.at(server.url())) {
            for (int call = 0; call < 20; call++) {
                assertThat(desk.send(SPAM, 7).getException()).isExactlyInstanceOf(B24RefusedException.class);
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
            }
            assertThat(connections).hasValue(20);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"answer", "408", "garbage"})
    void whatAServerSaysBeforeItIsAskedIsNoAnswer(String what) throws Exception {
        CountDownLatch said = new CountDownLatch(1);
        AtomicInteger connections = new AtomicInteger();
        String early = switch (what) {
            case "answer" -> RawServer.yes();
            case "408" -> "HTTP/1.0 408 Request Time-out\r\nConnection: close\r\n\r\n";
            default -> "\u0000\u0001 what";
        };
        try (RawServer server = new RawServer(connection -> {
                    if (connections.getAndIncrement() == 0) {
                        connection.read();
                        connection.write(RawServer.yes());
                        connection.write(early);
                        said.countDown();
                        connection.awaitEnd();
                    } else {
                        connection.always(RawServer.no());
                    }
                });
                TestDesk desk = TestDesk.at(server.url())) {
            assertThat(desk.send(SPAM, 7).getException()).isNull();
            assertThat(said.await(20, TimeUnit.SECONDS)).isTrue();

            assertThat(desk.send(SPAM, 7).getException()).isExactlyInstanceOf(B24RefusedException.class);
            assertThat(connections).hasValue(2);
        }
    }

    @Test
    void anAnswerThatIsThereBeforeTheRequestGoesOutLeavesItUnsent() throws Exception {
        try (RawServer server = new RawServer(connection -> {
                    connection.write(RawServer.yes());
                    connection.awaitEnd();
                });
                TestDesk desk = TestDesk.at(server.url())) {
            // a server may be slower than the request, so it takes some
            await().atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> desk.send(SPAM + "&responseTimeout=500", 7).getException()
                            instanceof B24UnavailableException);
        }
    }
}
