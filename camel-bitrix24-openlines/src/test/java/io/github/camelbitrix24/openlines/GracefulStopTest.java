// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import static io.github.camelbitrix24.openlines.PushDesk.EVENTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.camelbitrix24.openlines.api.B24UnavailableException;
import io.github.camelbitrix24.openlines.api.ChatEvent;
import io.github.camelbitrix24.openlines.simulator.PortalSimulator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.apache.camel.AsyncProducer;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.builder.ValueBuilder;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.language.SimpleExpression;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.LifecycleStrategySupport;
import org.apache.camel.support.SynchronizationAdapter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A graceful stop drains the routes: what was accepted acts on the portal, until the stop's time is over. */
class GracefulStopTest {
    private static final String SPAM = "imopenlines.operator.spam";
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int EVENT_COUNT = 10;

    private final Queue<Exchange> ended = new ConcurrentLinkedQueue<>();
    private final CountDownLatch begun = new CountDownLatch(EVENT_COUNT);
    private final CountDownLatch stopping = new CountDownLatch(1);
    private PortalSimulator portal;
    private PushDesk desk;
    private List<Long> chats;

    @BeforeEach
    void open() throws Exception {
        portal = PortalSimulator.standard().start();
        desk = new PushDesk();
        B24OpenLinesConfiguration options = desk.component().getConfiguration();
        options.setPortalUrl(portal.url());
        options.setAuthToken(portal.webhook(1).authToken());
        options.setRateLimit(RateLimit.none);
        chats = LongStream.rangeClosed(1, EVENT_COUNT)
                .mapToObj(client -> portal.client("Client " + client).on(22).writes("Hello"))
                .toList();
        desk.context.addLifecycleStrategy(new LifecycleStrategySupport() {
            @Override
            public void onContextStopping(CamelContext context) {
                stopping.countDown();
            }
        });
    }

    @AfterEach
    void close() {
        stopping.countDown();
        desk.close();
        portal.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"received", "processed"})
    void whatWasAcceptedReachesThePortal(String ack) throws Exception {
        desk.route(acting("&concurrentChats=10&ack=" + ack, route -> route.to("b24openlines:spam")));
        List<CompletableFuture<Integer>> statuses = postAll();

        desk.context.stop();

        assertThat(statuses)
                .allSatisfy(
                        status -> assertThat(status.get(30, TimeUnit.SECONDS)).isEqualTo(200));
        assertAllDone();
    }

    @ParameterizedTest
    @CsvSource({
        "received,seda",
        "received,direct",
        "processed,direct",
        "received,toD",
        "processed,toD",
        "received,wireTap",
        "processed,threads",
        "received,split",
        "processed,recipientList"
    })
    void whateverWayItTakes(String ack, String way) throws Exception {
        desk.route(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:next").to("b24openlines:spam");
                from("seda:next?concurrentConsumers=2").to("b24openlines:spam");
            }
        });
        desk.route(acting("&concurrentChats=10&ack=" + ack, route -> {
            switch (way) {
                case "seda" -> route.to("seda:next?waitForTaskToComplete=Never");
                case "direct" -> route.to("direct:next");
                case "toD" -> route.toD("b24openlines:spam?chatId=${body}");
                case "wireTap" -> route.wireTap("b24openlines:spam");
                case "threads" -> route.threads(2).to("b24openlines:spam");
                case "split" ->
                    route.split(new ValueBuilder(new SimpleExpression("${body}")))
                            .parallelProcessing()
                            .to("b24openlines:spam")
                            .end();
                default -> route.recipientList(new ValueBuilder(new SimpleExpression("b24openlines:spam")));
            }
        }));
        List<CompletableFuture<Integer>> statuses = postAll();

        desk.context.stop();

        assertThat(statuses)
                .allSatisfy(
                        status -> assertThat(status.get(30, TimeUnit.SECONDS)).isEqualTo(200));
        assertAllDone();
    }

    @Test
    void whatWaitsForItsTurnGetsIt() throws Exception {
        B24OpenLinesConfiguration options = desk.component().getConfiguration();
        options.setRateLimit(RateLimit.custom);
        options.setRequestsPerSecond(5d);
        options.setBurst(6L);
        desk.route(acting("&concurrentChats=10&ack=received", route -> route.to("b24openlines:spam?batching=off")));
        postAll();

        desk.context.stop();

        assertAllDone();
    }

    @Test
    void aRouteThatIsStoppedAloneIsDrainedToo() throws Exception {
        desk.route(acting("&concurrentChats=10&ack=received", route -> route.to("b24openlines:spam")));
        postAll();
        CompletableFuture<Void> stop =
                later(() -> desk.context.getRouteController().stopRoute("events"));
        await().atMost(SOON).until(() -> desk.post(PushDesk.message("late", "1")) != 200);

        stopping.countDown();
        stop.get(30, TimeUnit.SECONDS);

        assertAllDone();
    }

    @ParameterizedTest
    @ValueSource(strings = {"received", "processed"})
    void whenItsTimeIsOverWhatWaitsEndsUnsentAndNothingMoreIsTaken(String ack) throws Exception {
        desk.context.getShutdownStrategy().setTimeout(2);
        B24OpenLinesConfiguration options = desk.component().getConfiguration();
        options.setRateLimit(RateLimit.custom);
        options.setRequestsPerSecond(0.01);
        options.setBurst(3L);
        options.setMaxWait(3_600_000);
        desk.route(acting("&concurrentChats=10&ack=" + ack, route -> route.to("b24openlines:spam?batching=off")));
        List<CompletableFuture<Integer>> statuses = postAll();

        desk.context.stop();

        await().atMost(SOON).until(() -> ended.size() == EVENT_COUNT);
        assertThat(ended.stream().filter(exchange -> exchange.getException() == null))
                .hasSize(portal.executions(SPAM).size())
                .hasSizeLessThan(4);
        assertThat(ended.stream().map(Exchange::getException).filter(e -> e != null))
                .allSatisfy(e -> assertThat(e)
                        .isInstanceOf(B24UnavailableException.class)
                        .hasMessageContaining("stopped before it was sent"));
        if (ack.equals("processed")) {
            assertThat(statuses).allSatisfy(status -> assertThat(status).succeedsWithin(SOON));
        }
    }

    @Test
    void aTemplateIsServedUntilTheRoutesHaveDrained() throws Exception {
        desk.route(acting(
                "&concurrentChats=10&ack=received",
                route -> route.process(exchange -> desk.context
                        .createProducerTemplate()
                        .sendBody("b24openlines:spam", exchange.getMessage().getBody()))));
        postAll();

        desk.context.stop();

        assertAllDone();
    }

    @Test
    void aProducerKeptOverTheStopIsToldSo() throws Exception {
        AsyncProducer kept = desk.context.getEndpoint("b24openlines:spam").createAsyncProducer();
        kept.start();
        stopping.countDown();

        desk.context.stop();

        Exchange exchange = new DefaultExchange(desk.context);
        exchange.getMessage().setBody(chats.get(0));
        CompletableFuture<Exchange> answer = kept.processAsync(exchange);
        assertThat(answer).succeedsWithin(SOON);
        assertThat(exchange.getException())
                .isInstanceOf(B24UnavailableException.class)
                .hasMessageContaining("stopped");
        assertThatThrownBy(() -> {
                    kept.start();
                    kept.process(exchange);
                    throw exchange.getException();
                })
                .isInstanceOf(B24UnavailableException.class);
        assertThat(portal.executions(SPAM)).isEmpty();
        await().atMost(SOON).until(() -> threads() == 0);
    }

    private interface Acting {
        void on(RouteDefinition route);
    }

    /** Takes all events, and acts when the stop has begun. */
    private RouteBuilder acting(String options, Acting acting) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                RouteDefinition route = from(EVENTS + options).routeId("events").process(exchange -> {
                    int number = Integer.parseInt(
                            exchange.getMessage().getBody(ChatEvent.class).text());
                    exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
                        @Override
                        public void onDone(Exchange done) {
                            ended.add(done);
                        }
                    });
                    begun.countDown();
                    stopping.await();
                    exchange.getMessage().removeHeaders("*");
                    exchange.getMessage().setBody(chats.get(number));
                });
                acting.on(route);
            }
        };
    }

    private List<CompletableFuture<Integer>> postAll() throws Exception {
        List<CompletableFuture<Integer>> statuses = new ArrayList<>();
        for (int number = 0; number < EVENT_COUNT; number++) {
            statuses.add(desk.postLater(PushDesk.message("c" + number, Integer.toString(number))));
        }
        assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
        return statuses;
    }

    private void assertAllDone() {
        await().atMost(SOON).until(() -> ended.size() >= EVENT_COUNT);
        assertThat(ended)
                .allSatisfy(exchange -> assertThat(exchange.getException()).isNull());
        assertThat(portal.executions(SPAM))
                .extracting(execution -> execution.parameters().get("CHAT_ID").toString())
                .containsExactlyInAnyOrderElementsOf(
                        chats.stream().map(String::valueOf).toList());
    }

    private interface Action {
        void run() throws Exception;
    }

    private static CompletableFuture<Void> later(Action action) {
        return CompletableFuture.runAsync(() -> {
            try {
                action.run();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.isAlive() && thread.getName().contains("B24OpenLines"))
                .count();
    }
}
