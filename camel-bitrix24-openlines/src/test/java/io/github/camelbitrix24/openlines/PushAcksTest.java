// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import static io.github.camelbitrix24.openlines.PushDesk.EVENTS;
import static io.github.camelbitrix24.openlines.PushDesk.PATH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelbitrix24.openlines.api.ChatEvent;
import io.github.camelbitrix24.openlines.events.EventForms;
import io.github.camelbitrix24.openlines.events.PushAck;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code b24openlines:events?source=push}: when a post is answered, and what that answer means. */
class PushAcksTest extends AtAPushDesk {
    @Test
    void aRouteThatFailsAnswers500AndSaysNothing() throws Exception {
        desk.route(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from(EVENTS).throwException(new IllegalStateException("inner secret"));
            }
        });

        HttpResponse<String> answer = desk.send(desk.request(PATH)
                .POST(HttpRequest.BodyPublishers.ofString(GOOD))
                .build());

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).doesNotContain("secret");
        assertThat(answer.headers().map().keySet())
                .noneMatch(header -> header.toLowerCase().startsWith("camel"));
    }

    @Test
    void theAnswerWaitsForAnotherThreadToo() throws Exception {
        CountDownLatch open = new CountDownLatch(1);
        desk.route(new RouteBuilder() {
            @Override
            public void configure() {
                from(EVENTS).threads(2).process(exchange -> {
                    open.await();
                    desk.received.add(exchange);
                });
            }
        });
        CompletableFuture<Integer> answer = desk.postLater(GOOD);
        await().during(Duration.ofMillis(200)).atMost(SOON).until(() -> !answer.isDone());

        open.countDown();

        assertThat(answer.get()).isEqualTo(200);
        assertThat(desk.received).hasSize(1);
    }

    @Test
    void withAckReceivedTheQueueIsBounded() throws Exception {
        CountDownLatch open = new CountDownLatch(1);
        desk.route(new RouteBuilder() {
            @Override
            public void configure() {
                from(EVENTS + "&ack=received&maxPending=3").process(exchange -> {
                    open.await();
                    desk.received.add(exchange);
                });
            }
        });
        for (int number = 1; number <= 3; number++) {
            assertThat(desk.post(PushDesk.message("c", "text " + number))).isEqualTo(200);
        }

        assertThat(desk.post(PushDesk.message("c", "text 4"))).isEqualTo(503);
        assertThat(desk.post(EventForms.with(GOOD, TOKEN_FIELD, "forged"))).isEqualTo(403);

        open.countDown();
        await().atMost(SOON).until(() -> desk.received.size() == 3);
        assertThat(desk.texts()).containsExactly("text 1", "text 2", "text 3");
        await().atMost(SOON).until(() -> desk.post(PushDesk.message("c", "text 5")) == 200);
    }

    /** Camel's own pools keep 1,000 tasks, and run the next on the thread that brings it. */
    @Test
    @Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void withAckReceivedNoPostEverRunsTheRouteHoweverManyWait() throws Exception {
        int most = 1_100;
        CountDownLatch open = new CountDownLatch(1);
        Set<String> threads = ConcurrentHashMap.newKeySet();
        desk.route(new RouteBuilder() {
            @Override
            public void configure() {
                from(EVENTS + "&ack=received&concurrentChats=2&maxPending=" + most)
                        .process(exchange -> {
                            threads.add(Thread.currentThread().getName());
                            open.await();
                            desk.received.add(exchange);
                        });
            }
        });
        for (int number = 1; number <= most; number++) {
            assertThat(desk.post(PushDesk.message("c" + number, "text"))).isEqualTo(200);
        }

        assertThat(desk.post(PushDesk.message("one more", "text"))).isEqualTo(503);
        open.countDown();
        await().atMost(Duration.ofSeconds(60)).until(() -> desk.received.size() == most);
        assertThat(threads).hasSize(2).allMatch(name -> name.contains("B24OpenLinesEvents"));
    }

    @Test
    void withAckReceivedChatsRunSideBySideAndEachInOrder() throws Exception {
        CountDownLatch open = new CountDownLatch(1);
        desk.route(new RouteBuilder() {
            @Override
            public void configure() {
                from(EVENTS + "&ack=received&concurrentChats=2").process(exchange -> {
                    if (exchange.getMessage().getBody(ChatEvent.class).text().equals("a1")) {
                        open.await();
                    }
                    desk.received.add(exchange);
                });
            }
        });
        for (String text : List.of("a1", "a2", "b1", "b2")) {
            assertThat(desk.post(PushDesk.message(text.substring(0, 1), text))).isEqualTo(200);
        }

        await().atMost(SOON).until(() -> desk.received.size() == 2);
        assertThat(desk.texts()).containsExactly("b1", "b2");
        open.countDown();
        await().atMost(SOON).until(() -> desk.received.size() == 4);
        assertThat(desk.texts()).containsExactly("b1", "b2", "a1", "a2");
    }

    @Test
    void aStopWorksOffWhatWasAnswered() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch open = new CountDownLatch(1);
        desk.route(new RouteBuilder() {
            @Override
            public void configure() {
                from(EVENTS + "&ack=received").routeId("events").process(exchange -> {
                    started.countDown();
                    open.await();
                    desk.received.add(exchange);
                });
            }
        });
        for (int number = 0; number < 5; number++) {
            assertThat(desk.post(PushDesk.message("c" + number, "text"))).isEqualTo(200);
        }
        started.await();
        CompletableFuture<Void> stop = CompletableFuture.runAsync(() -> {
            try {
                desk.context.getRouteController().stopRoute("events");
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        await().atMost(SOON).until(() -> desk.post(GOOD) != 200);

        open.countDown();
        stop.get();

        assertThat(desk.received).hasSize(5);
    }

    /** The portal posts once: it is told 200 only for what the route gets, and else that nobody is there, never that it is wrong. */
    @ParameterizedTest
    @EnumSource
    void aPostWhileItsRouteComesAndGoesIsTakenOrRefusedAsUnavailable(PushAck ack) throws Exception {
        desk.route(EVENTS + "&ack=" + ack);
        String route = desk.context.getRoutes().get(0).getRouteId();
        Map<Integer, LongAdder> statuses = new ConcurrentSkipListMap<>();
        AtomicBoolean over = new AtomicBoolean();
        AtomicInteger number = new AtomicInteger();
        List<CompletableFuture<Void>> senders = IntStream.range(0, 4)
                .mapToObj(sender -> CompletableFuture.runAsync(
                        () -> {
                            while (!over.get()) {
                                int status = post(PushDesk.message("s" + sender, "text " + number.incrementAndGet()));
                                statuses.computeIfAbsent(status, code -> new LongAdder())
                                        .increment();
                            }
                        },
                        task -> new Thread(task).start()))
                .toList();
        try {
            for (int cycle = 0; cycle < 10; cycle++) {
                desk.context.getRouteController().suspendRoute(route);
                desk.context.getRouteController().resumeRoute(route);
                desk.context.getRouteController().stopRoute(route);
                desk.context.getRouteController().startRoute(route);
            }
        } finally {
            over.set(true);
            senders.forEach(CompletableFuture::join);
        }

        assertThat(statuses.keySet()).as("%s", statuses).isSubsetOf(200, 404, 503);
        long taken = statuses.getOrDefault(200, new LongAdder()).sum();
        await().atMost(SOON).until(() -> desk.received.size() >= taken);
        assertThat((long) desk.received.size()).isEqualTo(taken);
    }

    private int post(String form) {
        try {
            return desk.post(form);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void anEventThatComesAgainReachesTheRouteOnce() throws Exception {
        desk.context.getRegistry().bind("seen", MemoryIdempotentRepository.memoryIdempotentRepository());
        int[] failures = {1};
        desk.route(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from(EVENTS + "&idempotentRepository=#seen").process(exchange -> {
                    if (failures[0]-- > 0) {
                        throw new IllegalStateException("not yet");
                    }
                    desk.received.add(exchange);
                });
            }
        });

        assertThat(desk.post(GOOD)).as("fails, and so is not done").isEqualTo(500);
        assertThat(desk.post(GOOD)).isEqualTo(200);
        assertThat(desk.post(GOOD)).isEqualTo(200);
        assertThat(desk.received).hasSize(1);
        assertThat(desk.post(EventForms.with(GOOD, "ts", "1773761166"))).isEqualTo(200);
        assertThat(desk.received).as("a second later it is another event").hasSize(2);
    }

    @Test
    void aStoppedRouteTakesNothing() throws Exception {
        desk.route(EVENTS);
        assertThat(desk.post(GOOD)).isEqualTo(200);
        desk.context.getRouteController().suspendRoute("events");
        assertThat(desk.post(GOOD)).isEqualTo(503);
        desk.context.getRouteController().resumeRoute("events");
        assertThat(desk.post(GOOD)).isEqualTo(200);
        desk.context.getRouteController().stopRoute("events");
        assertThat(desk.post(GOOD)).isEqualTo(404);
        desk.context.getRouteController().startRoute("events");
        assertThat(desk.post(GOOD)).isEqualTo(200);
        assertThat(desk.received).hasSize(3);
    }
}
