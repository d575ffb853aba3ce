// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelbitrix24.openlines.simulator.PortalSimulator;
import io.lettuce.core.RedisClient;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

/** The store of a shared budget is lost and comes back: what is logged and counted, and what goes on. */
class LostBudgetStoreTest {
    private static final String TRANSFER = "imopenlines.operator.transfer";

    @Test
    void whileTheStoreIsLostCallsGoOnAtTheDegradedShare() throws Exception {
        try (TestRedis redis = TestRedis.own();
                LogCapture log = LogCapture.open();
                PortalSimulator portal =
                        PortalSimulator.standard().rateLimit(60, 60).start();
                RedisClient client = BudgetStores.redisClient(redis.url());
                DefaultCamelContext context = new DefaultCamelContext()) {
            SimpleMeterRegistry metrics = new SimpleMeterRegistry();
            context.getRegistry().bind("metricsRegistry", metrics);
            start(context, portal, client);

            assertDone(send(context, chats(portal, 80)));
            redis.stop();
            assertDone(send(context, chats(portal, 70)));
            assertThat(lines(log, "cannot be had")).isEqualTo(1);
            assertThat(portal.executions(TRANSFER)).hasSize(150);

            redis.start();
            await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
                assertDone(send(context, chats(portal, 1)));
                assertThat(lines(log, "The budgetStore is back")).isEqualTo(1);
            });
            assertDone(send(context, chats(portal, 20)));

            assertThat(portal.rate().refused()).isZero();
            assertThat(lines(log, "cannot be had")).isEqualTo(1);
            assertThat(changes(metrics, "lost")).isEqualTo(1);
            assertThat(changes(metrics, "back")).isEqualTo(1);
        }
    }

    private static double changes(SimpleMeterRegistry metrics, String state) {
        return metrics.get("camel.b24openlines.budget.changes")
                .tag("state", state)
                .counter()
                .count();
    }

    private static void start(DefaultCamelContext context, PortalSimulator portal, RedisClient client) {
        B24OpenLinesConfiguration options = context.getComponent("b24openlines", B24OpenLinesComponent.class)
                .getConfiguration();
        options.setPortalUrl(portal.url());
        options.setAuthToken(portal.webhook(27).authToken());
        options.setBudgetStore(BudgetStores.redis(client));
        options.setRateLimit(RateLimit.custom);
        options.setRequestsPerSecond(60d);
        options.setBurst(60L);
        options.setBatching(Batching.off);
        context.start();
    }

    private static List<CompletableFuture<Exchange>> send(DefaultCamelContext context, List<Long> chats) {
        List<CompletableFuture<Exchange>> sent = new ArrayList<>();
        for (Long chat : chats) {
            sent.add(context.createProducerTemplate()
                    .asyncSend(
                            "b24openlines:transfer?queueId=22",
                            exchange -> exchange.getMessage().setBody(chat)));
        }
        return sent;
    }

    private static void assertDone(List<CompletableFuture<Exchange>> sent) {
        for (CompletableFuture<Exchange> call : sent) {
            Exchange done = call.orTimeout(60, TimeUnit.SECONDS).join();
            assertThat(done.getException()).isNull();
        }
    }

    private static long lines(LogCapture log, String words) {
        return log.lines().stream()
                .filter(line -> line.contains("budgetStore") && line.contains(words))
                .count();
    }

    private static List<Long> chats(PortalSimulator portal, int number) {
        int known = portal.dialogs().size();
        return LongStream.rangeClosed(1, number)
                .mapToObj(client ->
                        portal.client("Client " + (known + client)).on(26).writes("Hello"))
                .toList();
    }
}
