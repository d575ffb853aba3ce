// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelbitrix24.openlines.simulator.PortalSimulator;
import io.lettuce.core.RedisClient;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Two JVMs at the edge of one portal's request rate, which it enforces by the wall clock. */
class SharedBudgetTest {
    private static final Logger LOG = LoggerFactory.getLogger(SharedBudgetTest.class);
    private static final String TRANSFER = "imopenlines.operator.transfer";

    @Test
    void throughRedis() throws Exception {
        try (TestRedis redis = TestRedis.open()) {
            twoJvmsTransfer(redis.url(), 400, 20, 30, 5);
        }
    }

    @Test
    void throughPostgreSql() throws Exception {
        try (TestDatabase database = TestDatabase.open()) {
            BudgetStores.postgres(TestDatabase.source(database.url));
            twoJvmsTransfer(database.url, 400, 20, 30, 5);
        }
    }

    /** The figures of docs/scaling.md. */
    @Test
    @EnabledIfSystemProperty(named = "b24.full", matches = "true")
    void twoThousandAtAStandardPlanThroughRedis() throws Exception {
        try (TestRedis redis = TestRedis.open()) {
            twoJvmsTransfer(redis.url(), 2_000, 2, 50, 25);
        }
    }

    @Test
    @EnabledIfSystemProperty(named = "b24.full", matches = "true")
    void twoThousandAtAStandardPlanThroughPostgreSql() throws Exception {
        try (TestDatabase database = TestDatabase.open()) {
            BudgetStores.postgres(TestDatabase.source(database.url));
            twoJvmsTransfer(database.url, 2_000, 2, 50, 25);
        }
    }

    private static void twoJvmsTransfer(String store, int calls, int perSecond, int burst, int batch) throws Exception {
        try (PortalSimulator portal =
                PortalSimulator.standard().rateLimit(perSecond, burst).start()) {
            List<Long> chats = chats(portal, calls);
            List<String> arguments = List.of(
                    portal.url(),
                    portal.webhook(27).authToken(),
                    store,
                    Integer.toString(perSecond),
                    Integer.toString(burst),
                    Integer.toString(batch));
            try (Node one = Node.start(BudgetNode.class, arguments);
                    Node other = Node.start(BudgetNode.class, arguments)) {
                one.hear("READY");
                other.hear("READY");
                Instant start = Instant.now();
                one.say(text(chats.subList(0, calls / 2)));
                other.say(text(chats.subList(calls / 2, calls)));

                assertThat(one.hear("DONE")).isEqualTo(Integer.toString(calls / 2));
                assertThat(other.hear("DONE")).isEqualTo(Integer.toString(calls / 2));
                LOG.info(
                        "{} transfers of two JVMs through {}: {} requests, {} ms, {} refused",
                        calls,
                        store.substring(0, store.indexOf("://")),
                        portal.requests().size(),
                        Duration.between(start, Instant.now()).toMillis(),
                        portal.rate().refused());
            }
            assertThat(portal.rate().refused()).isZero();
            assertThat(transferred(portal)).containsExactlyInAnyOrderElementsOf(chats);
            // as many as the burst holds and more, so that the rate was what bounded them
            assertThat(portal.requests()).hasSizeGreaterThan(burst);
        }
    }

    @Test
    void whileTheStoreIsLostCallsGoOnAtTheDegradedShare() throws Exception {
        try (TestRedis redis = TestRedis.own();
                LogCapture log = LogCapture.open();
                PortalSimulator portal =
                        PortalSimulator.standard().rateLimit(60, 60).start();
                RedisClient client = RedisClient.create(redis.url());
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
                assertThat(lines(log, "is back")).isEqualTo(1);
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

    private static String text(List<Long> chats) {
        return chats.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    private static List<Long> transferred(PortalSimulator portal) {
        return portal.executions(TRANSFER).stream()
                .map(execution ->
                        Long.valueOf(execution.parameters().get("CHAT_ID").toString()))
                .toList();
    }
}
