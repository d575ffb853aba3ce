// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelbitrix24.openlines.api.B24Exception;
import io.github.camelbitrix24.openlines.api.B24UnavailableException;
import io.github.camelbitrix24.openlines.simulator.PortalSimulator;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.AsyncProducer;
import org.apache.camel.Exchange;
import org.apache.camel.Producer;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever state a producer is in, {@code process} throws nothing, calls back once, and a call works where one can. */
class UnstartedProducerTest {
    private static final String SPAM = "imopenlines.operator.spam";

    private TestDesk desk;
    private long chat;

    @BeforeEach
    void open() throws Exception {
        desk = TestDesk.of(PortalSimulator.standard(), 1);
        chat = desk.portal.client("Maria").on(22).writes("Hello");
    }

    @AfterEach
    void close() throws Exception {
        desk.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"b24openlines:spam", "b24openlines:spam?synchronous=true", "b24openlines:spam?verify=true"})
    void aNewTemplateWorksWhileTheContextIsSuspendedAndAfterIt(String uri) throws Exception {
        desk.context.suspend();
        ProducerTemplate template = desk.context.createProducerTemplate();

        assertThat(send(template, uri).getException()).isNull();

        desk.context.resume();
        assertThat(send(template, uri).getException()).isNull();
        assertThat(desk.portal.executions(SPAM)).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"b24openlines:spam", "b24openlines:spam?synchronous=true"})
    void aProducerThatNobodyStartedStartsItself(String uri) throws Exception {
        Producer producer = desk.context.getEndpoint(uri).createProducer();
        Exchange exchange = exchange();

        producer.process(exchange);

        assertThat(exchange.getException()).isNull();
        assertThat(callBacks(uri, false).getException()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"b24openlines:spam", "b24openlines:spam?synchronous=true"})
    void aStoppedProducerRefuses(String uri) throws Exception {
        Exchange exchange = callBacks(uri, true);

        assertThat(exchange.getException())
                .isInstanceOf(B24UnavailableException.class)
                .hasMessageContaining("stopped before it was sent")
                .hasMessageContaining("not executed");
        assertThat(((B24Exception) exchange.getException()).getRestMethod()).isEqualTo(SPAM);
        assertThat(desk.portal.executions(SPAM)).isEmpty();
    }

    @Test
    void aStoppedComponentIsToldSo() throws Exception {
        AsyncProducer started = desk.context.getEndpoint("b24openlines:spam").createAsyncProducer();
        started.start();
        desk.context.getComponent("b24openlines", B24OpenLinesComponent.class).stop();

        assertRefused(started);
        assertRefused(desk.context.getEndpoint("b24openlines:spam").createAsyncProducer());

        desk.context.getComponent("b24openlines", B24OpenLinesComponent.class).start();
        AsyncProducer anew = desk.context.getEndpoint("b24openlines:spam").createAsyncProducer();
        Exchange exchange = exchange();
        anew.process(exchange);
        assertThat(exchange.getException()).isNull();
    }

    @Test
    void anEndpointThatWasRemovedDoesNotHang() throws Exception {
        assertThat(send(desk.template, "b24openlines:spam").getException()).isNull();
        desk.context.removeEndpoints("b24openlines:*");

        assertThat(send(desk.template, "b24openlines:spam").getException()).isNull();
    }

    @Test
    void aStartThatFailsIsTheExchangesFailure() throws Exception {
        desk.send("b24openlines:spam?maxInFlight=2", chat);
        Producer producer =
                desk.context.getEndpoint("b24openlines:spam?maxInFlight=3").createProducer();
        Exchange exchange = exchange();
        AtomicInteger calls = new AtomicInteger();

        ((AsyncProducer) producer).process(exchange, sync -> calls.incrementAndGet());

        assertThat(calls).hasValue(1);
        assertThat(exchange.getException()).hasMessageContaining("maxInFlight");
    }

    private void assertRefused(AsyncProducer producer) {
        Exchange exchange = exchange();
        AtomicInteger calls = new AtomicInteger();
        producer.process(exchange, sync -> calls.incrementAndGet());
        await().atMost(Duration.ofSeconds(20)).until(() -> calls.get() == 1);
        assertThat(exchange.getException())
                .isInstanceOf(B24UnavailableException.class)
                .hasMessageContaining("stopped before it was sent");
    }

    private Exchange callBacks(String uri, boolean stopped) throws Exception {
        AsyncProducer producer = desk.context.getEndpoint(uri).createAsyncProducer();
        if (stopped) {
            producer.start();
            producer.stop();
        }
        Exchange exchange = exchange();
        AtomicInteger calls = new AtomicInteger();
        producer.process(exchange, sync -> calls.incrementAndGet());
        await().atMost(Duration.ofSeconds(20)).until(() -> calls.get() == 1);
        return exchange;
    }

    private Exchange exchange() {
        Exchange exchange = new DefaultExchange(desk.context);
        exchange.getMessage().setBody(chat);
        return exchange;
    }

    private Exchange send(ProducerTemplate template, String uri) {
        return template.send(uri, exchange -> exchange.getMessage().setBody(chat));
    }
}
