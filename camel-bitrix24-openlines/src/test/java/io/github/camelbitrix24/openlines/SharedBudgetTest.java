// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelbitrix24.openlines.simulator.PortalSimulator;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Two JVMs at the edge of one portal's request rate, which it enforces by the wall clock. */
class SharedBudgetTest {
    private static final String TRANSFER = "imopenlines.operator.transfer";
    private static final String LOST = "budgetStore cannot be had";
    private static final String BACK = "budgetStore is back";

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
            try (Node one = node(portal, store, perSecond, burst, batch);
                    Node other = node(portal, store, perSecond, burst, batch)) {
                Instant start = begin(one, chats.subList(0, calls / 2), other, chats.subList(calls / 2, calls));
                one.say(BudgetNode.NO_MORE);
                other.say(BudgetNode.NO_MORE);

                assertThat(one.hear("DONE")).isEqualTo(Integer.toString(calls / 2));
                assertThat(other.hear("DONE")).isEqualTo(Integer.toString(calls / 2));
                System.out.printf(
                        "%d transfers of two JVMs through %s: %d requests, %d ms, %d refused%n",
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
    void redisIsStoppedInTheMiddle() throws Exception {
        redisIsStopped(1_200, 20, 50, 5);
    }

    /** The figures of docs/scaling.md. */
    @Test
    @EnabledIfSystemProperty(named = "b24.full", matches = "true")
    void redisIsStoppedInTheMiddleOfTwoThousandAtAStandardPlan() throws Exception {
        redisIsStopped(2_000, 2, 50, 10);
    }

    /**
     * No 503 at all is allowed: what both shares let through while the store is lost is the rate, and it begins without any of the
     * burst. While one JVM has found the store again and the other has not, for two seconds at most, half the rate comes on top, which
     * the two seconds' worth that the shared bucket keeps in hand makes up for.
     */
    private static void redisIsStopped(int calls, int perSecond, int burst, int batch) throws Exception {
        try (TestRedis redis = TestRedis.own();
                PortalSimulator portal =
                        PortalSimulator.standard().rateLimit(perSecond, burst).start()) {
            List<Long> chats = chats(portal, calls);
            List<Long> ofOne = chats.subList(0, calls / 2);
            List<Long> ofOther = chats.subList(calls / 2, calls);
            try (Node one = node(portal, redis.url(), perSecond, burst, batch);
                    Node other = node(portal, redis.url(), perSecond, burst, batch)) {
                // a store is looked for by calls, so a third of them comes when it is there again
                int third = calls / 6;
                Instant start =
                        begin(one, ofOne.subList(third, ofOne.size()), other, ofOther.subList(third, ofOther.size()));
                awaitRequests(portal, burst);
                redis.stop();
                one.hearOf(LOST);
                other.hearOf(LOST);
                Instant lost = Instant.now();
                int before = portal.requests().size();
                List<Long> done = transferred(portal);
                awaitRequests(portal, before + 3 * perSecond);
                int after = portal.requests().size();
                double shares = (after - before)
                        * 1_000d
                        / Duration.between(lost, Instant.now()).toMillis();
                List<Long> meanwhile = new ArrayList<>(transferred(portal));
                meanwhile.removeAll(done);
                assertThat(portal.rate().refused())
                        .as("refused while Redis is lost")
                        .isZero();
                redis.start();
                one.say(text(ofOne.subList(0, third)));
                other.say(text(ofOther.subList(0, third)));
                one.say(BudgetNode.NO_MORE);
                other.say(BudgetNode.NO_MORE);
                one.hearOf(BACK);
                other.hearOf(BACK);
                int shared = portal.requests().size();

                assertThat(one.hear("DONE")).isEqualTo(Integer.toString(calls / 2));
                assertThat(other.hear("DONE")).isEqualTo(Integer.toString(calls / 2));
                System.out.printf(
                        "%d transfers of two JVMs, Redis stopped before request %d, started after %d, shared again after %d:"
                                + " %d requests, %.1f a second while it was lost, %d ms, %d refused%n",
                        calls,
                        before,
                        after,
                        shared,
                        portal.requests().size(),
                        shares,
                        Duration.between(start, Instant.now()).toMillis(),
                        portal.rate().refused());
                assertThat(meanwhile)
                        .as("both go on while Redis is lost")
                        .containsAnyElementsOf(ofOne)
                        .containsAnyElementsOf(ofOther);
                assertThat(portal.requests())
                        .as("some went when Redis was back")
                        .hasSizeGreaterThan(shared);
                assertThat(List.of(one, other))
                        .allSatisfy(node -> assertThat(node.heardOf(LOST)).isEqualTo(1))
                        .allSatisfy(node -> assertThat(node.heardOf(BACK)).isEqualTo(1));
            }
            assertThat(portal.rate().refused()).isZero();
            assertThat(transferred(portal)).containsExactlyInAnyOrderElementsOf(chats);
        }
    }

    private static void awaitRequests(PortalSimulator portal, int number) {
        await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> portal.requests().size() >= number);
    }

    private static Node node(PortalSimulator portal, String store, int perSecond, int burst, int batch)
            throws Exception {
        return Node.start(
                BudgetNode.class,
                List.of(
                        portal.url(),
                        portal.webhook(27).authToken(),
                        store,
                        Integer.toString(perSecond),
                        Integer.toString(burst),
                        Integer.toString(batch)));
    }

    /** When both nodes are there, each is told its chats. */
    private static Instant begin(Node one, List<Long> ofOne, Node other, List<Long> ofOther) throws Exception {
        one.hear("READY");
        other.hear("READY");
        Instant start = Instant.now();
        one.say(text(ofOne));
        other.say(text(ofOther));
        return start;
    }

    private static List<Long> chats(PortalSimulator portal, int number) {
        return LongStream.rangeClosed(1, number)
                .mapToObj(client -> portal.client("Client " + client).on(26).writes("Hello"))
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
