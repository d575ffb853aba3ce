// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelbitrix24.openlines.api.B24LimitException;
import io.github.camelbitrix24.openlines.auth.CredentialSource;
import io.github.camelbitrix24.openlines.simulator.PortalSimulator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.AsyncProducer;
import org.apache.camel.Exchange;
import org.apache.camel.builder.ExchangeBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A route's steps behind a call run on threads that no other endpoint waits for. */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CallbackThreadsTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    /** One request in 1,000 s: all calls but the first wait. */
    private static final String WAITING = "&rateLimit=custom&requestsPerSecond=0.001&burst=1";

    private final CountDownLatch over = new CountDownLatch(1);
    private final Queue<String> threads = new ConcurrentLinkedQueue<>();
    private final List<AsyncProducer> producers = new ArrayList<>();
    private TestDesk desk;
    private PortalSimulator other;

    @BeforeEach
    void open() throws Exception {
        desk = TestDesk.of(PortalSimulator.standard(), 27);
        other = PortalSimulator.standard().start();
    }

    @AfterEach
    void close() throws Exception {
        over.countDown();
        for (AsyncProducer producer : producers) {
            producer.stop();
        }
        desk.close();
        other.close();
    }

    private AsyncProducer producer(String uri) throws Exception {
        AsyncProducer producer = desk.context.getEndpoint(uri).createAsyncProducer();
        producer.start();
        producers.add(producer);
        return producer;
    }

    private AsyncProducer atTheOther(String operation, String options) throws Exception {
        return producer("b24openlines:" + operation + "?portalUrl=" + other.url() + "&authToken=RAW("
                + other.webhook(27).authToken() + ")" + options);
    }

    private Exchange exchange(Object body) {
        return ExchangeBuilder.anExchange(desk.context).withBody(body).build();
    }

    private CompletableFuture<Exchange> call(AsyncProducer producer, Object body) {
        CompletableFuture<Exchange> done = new CompletableFuture<>();
        Exchange exchange = exchange(body);
        producer.process(exchange, sync -> {
            threads.add(Thread.currentThread().getName());
            done.complete(exchange);
        });
        return done;
    }

    /** A call whose route blocks behind it. */
    private void blocking(AsyncProducer producer, Object body, AtomicInteger told) {
        producer.process(exchange(body), sync -> {
            threads.add(Thread.currentThread().getName());
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            told.incrementAndGet();
        });
    }

    private void assertExpires(CompletableFuture<Exchange> call) throws Exception {
        assertThat(call.get(LONG.toSeconds(), TimeUnit.SECONDS).getException())
                .isInstanceOf(B24LimitException.class)
                .hasMessageContaining("maxWait");
    }

    @Test
    void callsThatExpireTogetherKeepUpNobody() throws Exception {
        int calls = 1_500;
        AtomicInteger told = new AtomicInteger();
        AsyncProducer crowd = producer("b24openlines:spam?maxWait=400" + WAITING);
        AsyncProducer neighbour = producer("b24openlines:skip?maxWait=500" + WAITING);
        AsyncProducer elsewhere = atTheOther("skip", "&maxWait=500" + WAITING);
        call(crowd, 100_000L).get(LONG.toSeconds(), TimeUnit.SECONDS);
        call(elsewhere, 100_000L).get(LONG.toSeconds(), TimeUnit.SECONDS);

        for (long chat = 1; chat <= calls; chat++) {
            blocking(crowd, chat, told);
        }
        await().atMost(LONG).until(() -> threads.size() > 2 + 10);

        assertExpires(call(elsewhere, 1L));
        assertExpires(call(neighbour, 1L));
        assertThat(told).hasValue(0);
        over.countDown();
        await().atMost(LONG).untilAsserted(() -> assertThat(told).hasValue(calls));
        assertThat(threads).allMatch(name -> name.contains("B24OpenLinesCallbacks"));
    }

    @Test
    void aSingleCallsCallbackRunsOnNoThreadThatCarriesRequests() throws Exception {
        AsyncProducer producer = producer("b24openlines:spam");
        for (long chat = 1; chat <= 20; chat++) {
            call(producer, chat).get(LONG.toSeconds(), TimeUnit.SECONDS);
        }

        assertThat(threads).hasSize(20).allMatch(name -> name.contains("B24OpenLinesCallbacks"));
    }

    @Test
    void callbacksThatBlockKeepUpNoRequest() throws Exception {
        AtomicInteger told = new AtomicInteger();
        AsyncProducer blocked = producer("b24openlines:spam");
        AsyncProducer neighbour = producer("b24openlines:skip");
        for (long chat = 1; chat <= 200; chat++) {
            blocking(blocked, chat, told);
        }
        await().atMost(LONG)
                .until(() -> desk.portal.executions("imopenlines.operator.spam").size() == 200);

        for (long chat = 1; chat <= 50; chat++) {
            call(neighbour, chat).get(LONG.toSeconds(), TimeUnit.SECONDS);
        }
        assertThat(told).hasValue(0);
        over.countDown();
        await().atMost(LONG).untilAsserted(() -> assertThat(told).hasValue(200));
    }

    @Test
    void resultsThatNoRouteTakesAreBoundedByMaxQueued() throws Exception {
        AtomicInteger told = new AtomicInteger();
        Queue<Throwable> refused = new ConcurrentLinkedQueue<>();
        AsyncProducer blocked = producer("b24openlines:spam?maxQueued=1200");
        for (long chat = 1; chat <= 100_000 && refused.isEmpty(); chat++) {
            Exchange exchange = exchange(chat);
            boolean sync = blocked.process(exchange, done -> {
                if (exchange.getException() instanceof B24LimitException limit) {
                    refused.add(limit);
                    return;
                }
                try {
                    over.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                told.incrementAndGet();
            });
            assertThat(sync).isFalse();
        }

        assertThat(refused)
                .isNotEmpty()
                .allSatisfy(limit -> assertThat(limit)
                        .hasMessageContaining("maxQueued")
                        .hasMessageContaining("It was not executed"));
        over.countDown();
    }

    @Test
    void aSourceThatHangsBlocksNoCaller() throws Exception {
        CredentialSource hanging = (portal, employee) -> {
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return Optional.empty();
        };
        desk.bind("hanging", hanging);
        AsyncProducer producer = producer("b24openlines:spam?credentialSource=#hanging");
        AtomicInteger told = new AtomicInteger();
        CompletableFuture<Void> begun = CompletableFuture.runAsync(() -> {
            for (int employee = 1; employee <= 60; employee++) {
                Exchange exchange =
                        ExchangeBuilder.anExchange(desk.context).withBody(1L).build();
                exchange.getMessage().setHeaders(Map.of(B24OpenLinesConstants.ACT_AS, "employee " + employee));
                producer.process(exchange, sync -> {
                    threads.add(Thread.currentThread().getName());
                    told.incrementAndGet();
                });
            }
        });

        begun.get(LONG.toSeconds(), TimeUnit.SECONDS);
        assertThat(told).hasValue(0);
        over.countDown();
        await().atMost(LONG).untilAsserted(() -> assertThat(told).hasValue(60));
        assertThat(threads).allMatch(name -> name.contains("B24OpenLinesCallbacks"));
    }
}
