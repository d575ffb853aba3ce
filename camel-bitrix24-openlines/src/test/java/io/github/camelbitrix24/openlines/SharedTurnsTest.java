// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelbitrix24.openlines.api.Dialog;
import io.github.camelbitrix24.openlines.simulator.PortalSimulator;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;

/** One route's flood, and another route's single call, at one portal. */
class SharedTurnsTest {
    private static final int FLOOD = 10_000;

    @Test
    void aFloodOfOneRouteLetsAnothersSingleCallThrough() throws Exception {
        try (TestDesk desk = TestDesk.of(PortalSimulator.standard().rateLimit(2, 50), 1, context -> {
            B24OpenLinesConfiguration options = context.getComponent("b24openlines", B24OpenLinesComponent.class)
                    .getConfiguration();
            options.setRateLimit(RateLimit.standard);
            options.setMaxWait(3_600_000);
        })) {
            long chat = desk.portal.client("Maria").on(22).writes("Hello");
            desk.context.getShutdownStrategy().setTimeout(1);
            desk.route(new RouteBuilder() {
                @Override
                public void configure() {
                    errorHandler(noErrorHandler());
                    from("direct:flood").to("b24openlines:spam?batching=off");
                    from("direct:single").to("b24openlines:dialogGet");
                }
            });
            LongStream.rangeClosed(1, FLOOD)
                    .forEach(other -> desk.template.asyncSend(
                            "direct:flood", exchange -> exchange.getMessage().setBody(1_000_000 + other)));
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> desk.context
                            .getComponent("b24openlines", B24OpenLinesComponent.class)
                            .portalViews()
                            .anyMatch(portal -> portal.state().waiting() > FLOOD - 100));
            int before = desk.portal.requests().size();

            CompletableFuture<Exchange> single = desk.template.asyncSend(
                    "direct:single", exchange -> exchange.getMessage().setBody(chat));

            await().atMost(Duration.ofSeconds(60)).until(single::isDone);
            assertThat(single.join().getException()).isNull();
            assertThat(single.join().getMessage().getBody(Dialog.class).chatId())
                    .isEqualTo(chat);
            assertThat(desk.portal.requests().size() - before).isLessThan(100);
        }
    }
}
