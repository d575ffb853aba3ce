// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelbitrix24.openlines.api.B24Exception;
import io.github.camelbitrix24.openlines.api.Bot;
import io.github.camelbitrix24.openlines.api.ChatEvent;
import io.github.camelbitrix24.openlines.simulator.PortalSimulator;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.SynchronizationAdapter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Routes are stopped, suspended and removed under load: no thread, no call and no event is left behind. */
class RouteCyclesTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    /** For each of three loads; fewer in the usual build. */
    private static final int CYCLES = Boolean.getBoolean("b24.full") ? 70 : 8;

    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private PortalSimulator portal;
    private PushDesk desk;

    @BeforeEach
    void open() throws Exception {
        portal = PortalSimulator.standard()
                .bot("helper", "Helper")
                .line(70, "Bot line", line -> line.operators(27, 31).welcomeBot("helper"))
                .start();
        desk = new PushDesk();
        B24OpenLinesConfiguration options = desk.component().getConfiguration();
        options.setPortalUrl(portal.url());
        options.setAuthToken(portal.webhook(1).authToken());
        options.setRateLimit(RateLimit.none);
        desk.context
                .getRegistry()
                .bind(
                        "helper",
                        new Bot(portal.bot("helper").id(), portal.bot("helper").token()));
    }

    @AfterEach
    void close() {
        desk.close();
        portal.close();
    }

    private RouteBuilder route(String from) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from(from)
                        .routeId("cycled")
                        .process(exchange -> {
                            begun.incrementAndGet();
                            exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
                                @Override
                                public void onDone(Exchange done) {
                                    ended.incrementAndGet();
                                    if (done.getException() != null) {
                                        failures.add(done.getException());
                                    }
                                }
                            });
                            if (exchange.getMessage().getBody() instanceof ChatEvent) {
                                exchange.getMessage().removeHeaders("*");
                            }
                            exchange.getMessage().setBody(null);
                        })
                        .to("b24openlines:userCurrent");
            }
        };
    }

    private interface Load {
        void once(int number) throws Exception;
    }

    @ParameterizedTest
    @ValueSource(strings = {"received", "processed"})
    void postedEvents(String ack) throws Exception {
        AtomicInteger accepted = new AtomicInteger();
        cycle(PushDesk.EVENTS + "&ack=" + ack, number -> {
            if (desk.post(PushDesk.message("c" + number % 7, "text " + number)) == 200) {
                accepted.incrementAndGet();
            }
        });
        assertThat(begun.get()).isGreaterThanOrEqualTo(accepted.get());
        assertThat(accepted).hasPositiveValue();
    }

    @Test
    void polledEvents() throws Exception {
        cycle(
                "b24openlines:events?source=bot&bot=#bean:helper&delay=20&initialDelay=0&eventTypes=ONIMBOTV2MESSAGEADD",
                number -> {
                    // no more ahead of the route than a few polls bring
                    await().atMost(SOON)
                            .pollInterval(Duration.ofMillis(2))
                            .until(() -> over.get() || number < begun.get() + 100);
                    portal.client("Client " + number % 7).on(70).writes("text " + number);
                });
    }

    private void cycle(String from, Load load) throws Exception {
        desk.route(route(from));
        Thread loading = new Thread(() -> {
            for (int number = 0; !over.get(); number++) {
                try {
                    load.once(number);
                } catch (Exception e) {
                    failures.add(e);
                }
            }
        });
        long threads = 0;
        loading.start();
        try (LogCapture log = LogCapture.open()) {
            for (int cycle = 0; cycle < CYCLES; cycle++) {
                once(from, cycle);
                if (cycle == 5) {
                    threads = threads();
                }
            }
            over.set(true);
            loading.join(TimeUnit.SECONDS.toMillis(60));
            assertThat(log.warnings())
                    .as("no stop runs into its time")
                    .noneMatch(line -> line.contains("Timeout occurred"));
        } finally {
            over.set(true);
        }
        desk.context.getRouteController().stopAllRoutes();
        await().atMost(SOON).until(() -> begun.get() == ended.get());
        assertThat(desk.context.getInflightRepository().size()).isZero();
        long before = threads;
        await().atMost(SOON).until(() -> threads() <= before + 2);
        assertThat(failures)
                .as("begun " + begun)
                .allSatisfy(failure -> assertThat(failure).isNotInstanceOf(B24Exception.class));
    }

    private void once(String from, int cycle) throws Exception {
        switch (cycle % 4) {
            case 0 -> {
                desk.context.getRouteController().stopRoute("cycled");
                desk.context.getRouteController().startRoute("cycled");
            }
            case 1 -> {
                desk.context.getRouteController().suspendRoute("cycled");
                desk.context.getRouteController().resumeRoute("cycled");
            }
            case 2 -> {
                desk.context.getRouteController().stopRoute("cycled");
                assertThat(desk.context.removeRoute("cycled")).isTrue();
                desk.route(route(from));
            }
            default -> {
                desk.context.suspend();
                desk.context.resume();
            }
        }
        int beginning = begun.get();
        await().atMost(SOON).until(() -> begun.get() > beginning);
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.isAlive() && thread.getName().contains("B24OpenLines"))
                .count();
    }
}
