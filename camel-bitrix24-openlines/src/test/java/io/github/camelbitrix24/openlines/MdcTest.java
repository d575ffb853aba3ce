// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbitrix24.openlines.simulator.Fault;
import io.github.camelbitrix24.openlines.simulator.PortalSimulator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

/** With MDC logging on, what a route logs after our producer carries the exchange that it is about. */
class MdcTest {
    private static final String ANSWER = "imopenlines.operator.answer";
    private static final String KEY = "camel.exchangeId";
    private static final int MANY = 60;

    private final Map<String, String> seen = new ConcurrentHashMap<>();

    @Test
    void aRouteGoesOnWithItsExchangesMdc() throws Exception {
        try (TestDesk desk = TestDesk.of(PortalSimulator.standard(), 27, context -> context.setUseMDCLogging(true))) {
            desk.route(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:in")
                            .to("b24openlines:answer?maxInFlight=1")
                            .process(exchange -> seen.put(exchange.getExchangeId(), String.valueOf(MDC.get(KEY))));
                }
            });
            List<Long> chats = new ArrayList<>();
            for (int n = 0; n < MANY; n++) {
                chats.add(chat(desk));
            }
            desk.portal.faults().next(ANSWER, Fault.slow(Duration.ofMillis(300)));
            List<CompletableFuture<Exchange>> sent = chats.stream()
                    .map(chat -> desk.template.asyncSend(
                            "direct:in", exchange -> exchange.getMessage().setBody(chat)))
                    .toList();
            for (CompletableFuture<Exchange> one : sent) {
                assertThat(one.get(30, TimeUnit.SECONDS).getException()).isNull();
            }

            assertThat(desk.portal.requests()).hasSizeLessThan(MANY);
            assertThat(seen).hasSize(MANY);
            assertThat(seen).allSatisfy((exchange, told) -> assertThat(told).isEqualTo(exchange));
        }
    }

    @Test
    void theComponentsThreadsKeepNobodysMdc() throws Exception {
        try (TestDesk desk = TestDesk.of(PortalSimulator.standard(), 27, context -> context.setUseMDCLogging(true));
                LogCapture log = LogCapture.open()) {
            desk.route(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:in").to("b24openlines:answer");
                }
            });
            String first = answer(desk).getExchangeId();
            log.forget();
            Exchange second = answer(desk);

            assertThat(log.mdc(KEY)).isNotEmpty().doesNotContain(first);
            assertThat(log.mdc(KEY)).isSubsetOf("", second.getExchangeId());
        }
    }

    private static Exchange answer(TestDesk desk) throws Exception {
        long chat = chat(desk);
        Exchange done = desk.template
                .asyncSend("direct:in", exchange -> exchange.getMessage().setBody(chat))
                .get(20, TimeUnit.SECONDS);
        assertThat(done.getException()).isNull();
        return done;
    }

    private static long chat(TestDesk desk) {
        return desk.portal
                .client("Client " + desk.portal.dialogs().size())
                .on(15)
                .writes("Hello");
    }
}
