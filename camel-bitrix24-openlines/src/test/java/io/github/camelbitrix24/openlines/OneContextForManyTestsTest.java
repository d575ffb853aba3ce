// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelbitrix24.openlines.api.Bot;
import io.github.camelbitrix24.openlines.simulator.PortalExtension;
import io.github.camelbitrix24.openlines.simulator.PortalSimulator;
import java.time.Duration;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.apache.camel.support.processor.state.MemoryStateRepository;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A class of tests with a portal of the JUnit extension and one Camel context that polls on from test to test. */
class OneContextForManyTestsTest {
    private static final long BOT_DESK = 26;
    private static final long SUPPORT = 22;

    @RegisterExtension
    static final PortalExtension PORTAL = PortalExtension.with(PortalSimulator.standard());

    private static DefaultCamelContext context;

    @BeforeAll
    static void open() throws Exception {
        PortalSimulator portal = PORTAL.portal();
        context = new DefaultCamelContext();
        B24OpenLinesConfiguration options = context.getComponent("b24openlines", B24OpenLinesComponent.class)
                .getConfiguration();
        options.setPortalUrl(portal.url());
        options.setAuthToken(portal.webhook(27).authToken());
        context.getRegistry()
                .bind(
                        "supportBot",
                        new Bot(
                                portal.bot("support").id(),
                                portal.bot("support").token()));
        context.getRegistry().bind("positions", new MemoryStateRepository());
        context.getRegistry().bind("seen", new MemoryIdempotentRepository());
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("b24openlines:events?source=bot&bot=#bean:supportBot&eventTypes=ONIMBOTV2MESSAGEADD&delay=100"
                                + "&offsetRepository=#bean:positions")
                        .idempotentConsumer(header(B24OpenLinesConstants.MESSAGE_ID))
                        .idempotentRepository("seen")
                        .to("b24openlines:transfer?queueId=22&verify=true");
            }
        });
        context.start();
    }

    @AfterAll
    static void close() {
        context.stop();
    }

    @RepeatedTest(3)
    void eachTestGetsItsEvents() {
        served();
    }

    @Nested
    class InANestedClass {

        @RepeatedTest(2)
        void too() {
            served();
        }
    }

    private static void served() {
        PortalSimulator portal = PORTAL.portal();
        long first = portal.client("Maria").on(BOT_DESK).writes("about my invoice");
        long second = portal.client("Otto").on(BOT_DESK).writes("about my invoice, too");

        await().atMost(Duration.ofSeconds(60))
                .until(() -> portal.dialog(first).lineId() == SUPPORT
                        && portal.dialog(second).lineId() == SUPPORT);
        assertThat(portal.counts().doneByChat("imopenlines.operator.transfer"))
                .containsEntry(first, 1L)
                .containsEntry(second, 1L);
        assertThat(first).isEqualTo(1763);
    }
}
