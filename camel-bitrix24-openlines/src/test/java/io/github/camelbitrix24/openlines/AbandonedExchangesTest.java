// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelbitrix24.openlines.api.B24OutcomeUnknownException;
import io.github.camelbitrix24.openlines.simulator.Fault;
import io.github.camelbitrix24.openlines.simulator.PortalSimulator;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.apache.camel.AsyncProducer;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.PluginHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Exchanges that wait no more: their calls do not go out, and what has gone out is told as unknown. */
class AbandonedExchangesTest {
    private static final String SPAM = "imopenlines.operator.spam";
    private static final Duration SOON = Duration.ofSeconds(30);

    private TestDesk desk;
    private List<Long> chats;

    @BeforeEach
    void open() throws Exception {
        desk = TestDesk.of(PortalSimulator.standard(), 1, context -> {
            B24OpenLinesConfiguration options = context.getComponent("b24openlines", B24OpenLinesComponent.class)
                    .getConfiguration();
            options.setMaxInFlight(1);
            options.setMaxWait(600_000);
        });
        chats = LongStream.rangeClosed(1, 3)
                .mapToObj(
                        client -> desk.portal.client("Client " + client).on(22).writes("Hello"))
                .toList();
        desk.route(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from("direct:breaker")
                        .circuitBreaker()
                        .resilience4jConfiguration()
                        .timeoutEnabled(true)
                        .timeoutDuration(200)
                        .end()
                        .to("b24openlines:spam?batching=off")
                        .end();
                from("direct:fallback")
                        .circuitBreaker()
                        .resilience4jConfiguration()
                        .timeoutEnabled(true)
                        .timeoutDuration(200)
                        .end()
                        .to("b24openlines:spam?batching=off")
                        .onFallback()
                        .setBody(constant("fallback"))
                        .end();
                from("direct:tapped")
                        .circuitBreaker()
                        .resilience4jConfiguration()
                        .timeoutEnabled(true)
                        .timeoutDuration(200)
                        .end()
                        .wireTap("direct:tap")
                        .to("b24openlines:skip?batching=off")
                        .end();
                from("direct:tap").to("b24openlines:spam?batching=off");
            }
        });
    }

    @AfterEach
    void close() throws Exception {
        desk.close();
    }

    /** The portal's only place is taken for so long. */
    private CompletableFuture<Exchange> occupy(Duration time) {
        desk.portal.faults().next(SPAM, Fault.slow(time));
        CompletableFuture<Exchange> first = desk.template.asyncSend(
                "b24openlines:spam?batching=off",
                exchange -> exchange.getMessage().setBody(chats.get(0)));
        await().atMost(SOON).until(() -> desk.portal.requests().size() == 1);
        return first;
    }

    private void assertSpammed(Long... expected) {
        assertThat(desk.portal.executions(SPAM))
                .extracting(execution ->
                        Long.valueOf(execution.parameters().get("CHAT_ID").toString()))
                .containsExactly(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"b24openlines:spam?batching=off", "b24openlines:spam?batching=off&synchronous=true"})
    void anInterruptedTemplatesCallDoesNotGo(String uri) throws Exception {
        CompletableFuture<Exchange> first = occupy(Duration.ofSeconds(2));
        AtomicReference<Exchange> told = new AtomicReference<>();
        Thread caller = new Thread(() -> told.set(desk.send(uri, chats.get(1))));
        caller.start();
        await().atMost(SOON).until(() -> waiting() == 1);

        caller.interrupt();
        caller.join(SOON.toMillis());

        assertThat(told.get().getException()).isInstanceOf(InterruptedException.class);
        assertThat(first.get().getException()).isNull();
        assertThat(desk.send("b24openlines:spam?batching=off", chats.get(2)).getException())
                .isNull();
        assertSpammed(chats.get(0), chats.get(2));
        await().atMost(SOON).until(() -> waiting() == 0);
    }

    @Test
    void anInterruptedTemplatesCallThatHasGoneOutIsUnknown() throws Exception {
        // somebody else's thread has the request
        desk.portal.faults().next(SPAM, Fault.slow(Duration.ofSeconds(2)));
        AsyncProducer producer =
                desk.context.getEndpoint("b24openlines:spam?batching=off").createAsyncProducer();
        producer.start();
        Exchange exchange = new DefaultExchange(desk.context);
        exchange.getMessage().setBody(chats.get(1));
        exchange.getExchangeExtension()
                .setUnitOfWork(PluginHelper.getUnitOfWorkFactory(desk.context).createUnitOfWork(exchange));
        CompletableFuture<Exchange> answer = producer.processAsync(exchange);
        await().atMost(SOON).until(() -> desk.portal.requests().size() == 1);

        exchange.getUnitOfWork().done(exchange);

        assertThat(answer).succeedsWithin(SOON);
        assertThat(exchange.getException())
                .isInstanceOf(B24OutcomeUnknownException.class)
                .hasMessageContaining("may have been executed");
    }

    @Test
    void aCallBehindACircuitBreakersTimeoutDoesNotGo() throws Exception {
        CompletableFuture<Exchange> first = occupy(Duration.ofSeconds(2));

        Exchange timedOut = desk.send("direct:breaker", chats.get(1));

        assertThat(timedOut.getException()).isNotNull();
        await().atMost(SOON).until(() -> waiting() == 0);
        assertThat(first.get().getException()).isNull();
        assertThat(desk.send("b24openlines:spam?batching=off", chats.get(2)).getException())
                .isNull();
        assertSpammed(chats.get(0), chats.get(2));
    }

    @Test
    void norDoesItBesideAFallback() throws Exception {
        CompletableFuture<Exchange> first = occupy(Duration.ofSeconds(2));

        assertThat(desk.send("direct:fallback", chats.get(1)).getMessage().getBody())
                .isEqualTo("fallback");

        assertThat(first.get().getException()).isNull();
        assertThat(desk.send("b24openlines:spam?batching=off", chats.get(2)).getException())
                .isNull();
        assertSpammed(chats.get(0), chats.get(2));
    }

    @Test
    void whatIsTappedBehindACircuitBreakerGoesOn() throws Exception {
        CompletableFuture<Exchange> first = occupy(Duration.ofSeconds(2));

        desk.send("direct:tapped", chats.get(1));

        assertThat(first.get().getException()).isNull();
        await().atMost(SOON).until(() -> desk.portal.executions(SPAM).size() == 2);
        assertThat(desk.portal.executions("imopenlines.operator.skip")).isEmpty();
    }

    private int waiting() {
        return desk.context
                .getComponent("b24openlines", B24OpenLinesComponent.class)
                .portalViews()
                .mapToInt(portal -> portal.state().waiting())
                .sum();
    }
}
