// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelbitrix24.openlines.api.B24LimitException;
import io.github.camelbitrix24.openlines.api.B24UnavailableException;
import io.github.camelbitrix24.openlines.simulator.Fault;
import io.github.camelbitrix24.openlines.simulator.PortalSimulator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.camel.AsyncProducer;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pressure and stops: what waits holds no thread and ends clearly, what is on its way finishes. */
class StoppingTest {
    private static final String SPAM = "imopenlines.operator.spam";
    private static final Duration SOON = Duration.ofSeconds(30);

    private TestDesk desk;

    @BeforeEach
    void open() throws Exception {
        desk = TestDesk.of(PortalSimulator.standard().bot("helper", "Helper"), 1);
    }

    @AfterEach
    void close() throws Exception {
        desk.close();
    }

    @Test
    void aStoppingContextLetsSentCallsFinishAndFailsTheWaiting() throws Exception {
        desk.portal.faults().always(SPAM, Fault.slow(Duration.ofSeconds(1)));
        List<Long> chats = chats(5);
        List<CompletableFuture<Exchange>> answers = chats.stream()
                .map(chat -> desk.template.asyncSend(
                        "b24openlines:spam?maxInFlight=2&batching=off",
                        exchange -> exchange.getMessage().setBody(chat)))
                .toList();
        await().atMost(SOON).until(() -> desk.portal.requests().size() == 2);

        desk.context.stop();

        assertThat(answers).allMatch(CompletableFuture::isDone);
        List<Exchange> done = answers.stream().map(CompletableFuture::join).toList();
        assertThat(done.stream().filter(exchange -> exchange.getException() == null))
                .hasSize(2);
        assertThat(done.stream().map(Exchange::getException).filter(e -> e != null))
                .hasSize(3)
                .allSatisfy(e -> assertThat(e)
                        .isInstanceOf(B24UnavailableException.class)
                        .hasMessageContaining("stopped before it was sent"));
        assertThat(desk.portal.executions(SPAM)).hasSize(2);
        await().atMost(SOON).until(() -> threads() == 0);
    }

    @Test
    void aStoppedRouteFailsItsWaitingCalls() throws Exception {
        desk.context.getShutdownStrategy().setTimeout(1);
        desk.route(new RouteBuilder() {
            @Override
            public void configure() {
                from("seda:in?concurrentConsumers=3")
                        .routeId("actions")
                        .errorHandler(noErrorHandler())
                        .to(
                                "b24openlines:spam?rateLimit=custom&requestsPerSecond=0.01&burst=2&batching=off&maxWait=600000");
            }
        });
        List<CompletableFuture<Exchange>> answers = chats(3).stream()
                .map(chat -> desk.template.asyncSend(
                        "seda:in?waitForTaskToComplete=Always&timeout=0",
                        exchange -> exchange.getMessage().setBody(chat)))
                .toList();
        await().atMost(SOON).until(() -> desk.portal.executions(SPAM).size() == 1);

        desk.context.getRouteController().stopRoute("actions", 1, TimeUnit.SECONDS);

        await().atMost(SOON).until(() -> answers.stream().allMatch(CompletableFuture::isDone));
        assertThat(answers.stream().filter(answer -> answer.join().getException() instanceof B24UnavailableException))
                .hasSize(2);
        assertThat(desk.portal.executions(SPAM)).hasSize(1);
    }

    @Test
    void aPollThatTheStopEndsIsNoTrouble() throws Exception {
        desk.bind("helper", desk.bot("helper"));
        try (LogCapture log = LogCapture.open()) {
            desk.route(new RouteBuilder() {
                @Override
                public void configure() {
                    from("b24openlines:events?bot=#bean:helper&delay=20&initialDelay=0"
                                    + "&rateLimit=custom&requestsPerSecond=0.01&burst=2")
                            .to("log:events");
                }
            });
            await().atMost(SOON)
                    .until(() -> OperatorsView.of(desk.context).get(0).contains("Waiting: 1, in flight: 0"));

            desk.context.stop();

            assertThat(log.lines()).anySatisfy(line -> assertThat(line).contains("Stopped while waiting for bot"));
            assertThat(log.warnings()).isEmpty();
        }
    }

    @Test
    void aStoppedAndStartedContextWorksAgain() throws Exception {
        desk.context.suspend();
        desk.context.resume();

        assertThat(desk.send("b24openlines:spam", chats(1).get(0)).getException())
                .isNull();
    }

    @Test
    void aHundredThousandWaitingCallsHoldNoThread() throws Exception {
        AsyncProducer producer = desk.context
                .getEndpoint("b24openlines:spam?rateLimit=custom&requestsPerSecond=0.001&burst=2&maxWait=3600000"
                        + "&maxQueued=100000")
                .createAsyncProducer();
        producer.start();
        AtomicInteger calledBack = new AtomicInteger();
        List<Exchange> exchanges = new ArrayList<>();
        send(producer, 11, exchanges, calledBack);
        await().atMost(SOON).until(() -> calledBack.get() == 1);
        long threadsWithTen = threads();

        send(producer, 99_990, exchanges, calledBack);

        assertThat(calledBack).hasValue(1);
        assertThat(threads()).isLessThanOrEqualTo(threadsWithTen);
        send(producer, 1, exchanges, calledBack);
        await().atMost(SOON).until(() -> calledBack.get() == 2);
        assertThat(exchanges.get(exchanges.size() - 1).getException())
                .isInstanceOf(B24LimitException.class)
                .hasMessageContaining("maxQueued");
        producer.stop();
        await().atMost(SOON).until(() -> calledBack.get() == exchanges.size());
        assertThat(exchanges.stream().map(Exchange::getException).filter(B24UnavailableException.class::isInstance))
                .hasSize(100_000);
    }

    private void send(AsyncProducer producer, int number, List<Exchange> exchanges, AtomicInteger calledBack) {
        IntStream.range(0, number).forEach(index -> {
            Exchange exchange = new DefaultExchange(desk.context);
            exchange.getMessage().setBody(exchanges.size() + 1);
            exchanges.add(exchange);
            producer.process(exchange, doneSync -> calledBack.incrementAndGet());
        });
    }

    private List<Long> chats(int number) {
        return LongStream.rangeClosed(1, number)
                .mapToObj(
                        client -> desk.portal.client("Client " + client).on(22).writes("Hello"))
                .toList();
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.isAlive() && thread.getName().contains("B24OpenLines"))
                .count();
    }
}
