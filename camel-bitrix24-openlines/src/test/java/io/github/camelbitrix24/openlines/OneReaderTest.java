// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelbitrix24.openlines.api.Bot;
import io.github.camelbitrix24.openlines.simulator.PortalSimulator;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.file.cluster.FileLockClusterService;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.processor.state.MemoryStateRepository;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events of one bot on two nodes, of which one reads at a time (camel-master). */
class OneReaderTest {
    @TempDir
    Path locks;

    private final Queue<String> first = new ConcurrentLinkedQueue<>();
    private final Queue<String> second = new ConcurrentLinkedQueue<>();
    private final MemoryStateRepository positions = new MemoryStateRepository();

    @Test
    void oneNodeReadsAndTheOtherTakesOverWhereItStopped() throws Exception {
        try (PortalSimulator portal = PortalSimulator.standard().start()) {
            DefaultCamelContext one = node("one", portal, first);
            await().atMost(Duration.ofSeconds(30)).until(() -> {
                portal.client("Early").on(26).writes("are you there?");
                return !first.isEmpty();
            });
            try (DefaultCamelContext other = node("other", portal, second)) {
                IntStream.range(0, 20).forEach(n -> write(portal, "before " + n));
                await().atMost(Duration.ofSeconds(30)).until(() -> first.contains("before 19"));
                assertThat(second).isEmpty();

                one.stop();
                IntStream.range(0, 20).forEach(n -> write(portal, "after " + n));
                await().atMost(Duration.ofSeconds(30)).until(() -> second.contains("after 19"));

                assertThat(second).doesNotContainAnyElementsOf(first).doesNotHaveDuplicates();
                assertThat(first).filteredOn(text -> text.startsWith("before")).hasSize(20);
                assertThat(second).filteredOn(text -> text.startsWith("after")).hasSize(20);
            } finally {
                one.stop();
            }
        }
    }

    private static void write(PortalSimulator portal, String text) {
        portal.client("Client of " + text).on(26).writes(text);
    }

    private DefaultCamelContext node(String name, PortalSimulator portal, Queue<String> received) throws Exception {
        DefaultCamelContext context = new DefaultCamelContext();
        FileLockClusterService cluster = new FileLockClusterService();
        cluster.setId(name);
        cluster.setRoot(locks.toString());
        cluster.setAcquireLockDelay(100, TimeUnit.MILLISECONDS);
        cluster.setAcquireLockInterval(200, TimeUnit.MILLISECONDS);
        // a leader that writes no sign of life for so many intervals is taken for dead; on a busy machine one second is
        // nothing
        cluster.setHeartbeatTimeoutMultiplier(100);
        context.addService(cluster);
        B24OpenLinesConfiguration options = context.getComponent("b24openlines", B24OpenLinesComponent.class)
                .getConfiguration();
        options.setPortalUrl(portal.url());
        options.setAuthToken(portal.webhook(27).authToken());
        options.setRateLimit(RateLimit.none);
        context.getRegistry()
                .bind(
                        "supportBot",
                        new Bot(
                                portal.bot("support").id(),
                                portal.bot("support").token()));
        context.getRegistry().bind("positions", positions);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("master:support:b24openlines:events?source=bot&bot=#bean:supportBot&delay=50&initialDelay=0"
                                + "&eventTypes=ONIMBOTV2MESSAGEADD&offsetRepository=#bean:positions")
                        .process(exchange -> received.add(
                                exchange.getMessage().getHeader(B24OpenLinesConstants.TEXT, String.class)));
            }
        });
        context.getShutdownStrategy().setTimeout(5);
        context.start();
        return context;
    }
}
