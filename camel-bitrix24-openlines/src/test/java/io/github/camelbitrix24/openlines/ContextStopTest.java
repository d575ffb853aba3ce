// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.github.camelbitrix24.openlines.simulator.Fault;
import io.github.camelbitrix24.openlines.simulator.PortalSimulator;
import io.github.camelbitrix24.openlines.simulator.TokenPair;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.LifecycleStrategySupport;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The whole context stops: consumers still tell the portal what it has to know, and do not hold the stop up. */
class ContextStopTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String APP = "local.desk";
    private static final String BOT =
            "b24openlines:events?source=bot&bot=#supportBot&initialDelay=0" + "&eventTypes=ONIMBOTV2MESSAGEADD";
    private static final String OFFLINE = "b24openlines:events?source=offline&delay=20&initialDelay=0&autoBind=true"
            + "&autoUnbind=true&eventTypes=ONOPENLINEMESSAGEADD,ONSESSIONSTART";
    private static final String PUSH = "b24openlines:events?source=push&autoBind=true&autoUnbind=true"
            + "&eventTypes=ONOPENLINEMESSAGEADD&handlerUrl=https://chats.example.com/b24openlines/events";

    private final Queue<Exchange> received = new ConcurrentLinkedQueue<>();
    private TestDesk desk;

    @AfterEach
    void close() throws Exception {
        desk.close();
    }

    @Test
    void whatABotHasDoneIsAcknowledged() throws Exception {
        openBot();
        route(BOT + "&delay=3600000", received::add);
        await().atMost(SOON).until(() -> received.size() == 2);
        // the batch is over when no exchange of it is on its way
        await().atMost(SOON).until(() -> desk.context.getInflightRepository().size() == 0);

        desk.context.stop();

        assertThat(desk.portal.events("helper")).isEmpty();
    }

    @Test
    void anEventThatIsRoutedWhileTheContextStopsIsAcknowledgedToo() throws Exception {
        openBot();
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch stopping = new CountDownLatch(1);
        desk.context.addLifecycleStrategy(new LifecycleStrategySupport() {
            @Override
            public void onContextStopping(CamelContext context) {
                stopping.countDown();
            }
        });
        route(BOT + "&delay=20", exchange -> {
            begun.countDown();
            stopping.await();
            received.add(exchange);
        });
        begun.await();

        desk.context.stop();

        assertThat(received).isNotEmpty();
        assertThat(desk.portal.events("helper"))
                .filteredOn(left -> left.type().equals("ONIMBOTV2MESSAGEADD"))
                .hasSize(2 - received.size());
    }

    @Test
    void anApplicationUnbindsItselfFromOfflineEvents() throws Exception {
        openApplication();
        route(OFFLINE, received::add);
        assertThat(desk.portal.executions("event.bind")).hasSize(2);

        try (LogCapture log = LogCapture.open()) {
            desk.context.stop();

            assertThat(desk.portal.executions("event.unbind"))
                    .extracting(execution -> execution.parameters().get("EVENT").toString())
                    .containsExactlyInAnyOrder("ONOPENLINEMESSAGEADD", "ONSESSIONSTART");
            assertThat(log.warnings()).isEmpty();
        }
    }

    @Test
    void anApplicationUnbindsItselfFromPostedEvents() throws Exception {
        openApplication();
        try (PushDesk server = new PushDesk()) {
            B24OpenLinesConfiguration options = server.component().getConfiguration();
            options.setPortalUrl(desk.portal.url());
            TokenPair tokens = desk.portal.authorize(APP, 1);
            authorise(options, desk.portal, tokens);
            server.route(PUSH);
            assertThat(desk.portal.executions("event.bind")).hasSize(1);

            server.context.stop();

            assertThat(desk.portal.executions("event.unbind")).hasSize(1);
        }
    }

    @Test
    void aPortalThatDoesNotAnswerHoldsNothingUp() throws Exception {
        openApplication();
        route(OFFLINE, received::add);
        desk.portal.faults().always("event.unbind", Fault.slow(Duration.ofMinutes(5)));
        desk.portal.faults().always("batch", Fault.slow(Duration.ofMinutes(5)));

        try (LogCapture log = LogCapture.open()) {
            assertTimeoutPreemptively(Duration.ofMinutes(1), desk.context::stop);

            assertThat(log.warnings())
                    .as("no thread pool has to be forced")
                    .singleElement(InstanceOfAssertFactories.STRING)
                    .contains("[ONOPENLINEMESSAGEADD, ONSESSIONSTART] could not be unbound");
        }
    }

    private void openBot() throws Exception {
        desk = TestDesk.of(
                PortalSimulator.standard()
                        .bot("helper", "Helper")
                        .line(70, "Bot line", line -> line.operators(27, 31).welcomeBot("helper")),
                1);
        desk.bind("supportBot", desk.bot("helper"));
        desk.portal.client("Maria").on(70).writes("one");
        desk.portal.client("Tom").on(70).writes("two");
    }

    private void openApplication() throws Exception {
        desk = TestDesk.of(PortalSimulator.standard().app(APP, "app-secret", "imopenlines", "imconnector"), 1);
        B24OpenLinesConfiguration options = desk.context
                .getComponent("b24openlines", B24OpenLinesComponent.class)
                .getConfiguration();
        authorise(options, desk.portal, desk.portal.authorize(APP, 1));
    }

    private static void authorise(B24OpenLinesConfiguration options, PortalSimulator portal, TokenPair tokens) {
        options.setAuthToken(null);
        options.setClientId(APP);
        options.setClientSecret("app-secret");
        options.setAccessToken(tokens.accessToken());
        options.setRefreshToken(tokens.refreshToken());
        options.setOauthServerUrl(portal.url());
        options.setWebhookVerifyToken(null);
        options.setApplicationTokens(member -> List.of("token"));
    }

    private void route(String uri, Processor worker) throws Exception {
        desk.route(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from(uri).process(worker);
            }
        });
    }
}
