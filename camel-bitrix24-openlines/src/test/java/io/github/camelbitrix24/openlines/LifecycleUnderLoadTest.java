// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelbitrix24.openlines.api.B24OutcomeUnknownException;
import io.github.camelbitrix24.openlines.api.Bot;
import io.github.camelbitrix24.openlines.simulator.Fault;
import io.github.camelbitrix24.openlines.simulator.PortalSimulator;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.LongStream;
import org.apache.camel.AsyncProducer;
import org.apache.camel.Exchange;
import org.apache.camel.ServiceStatus;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Contexts and routes start, stop, suspend and resume, seeded, under load and with faults. Each exchange is called back once, and told
 * what is so.
 */
class LifecycleUnderLoadTest {
    private static final int NODES = 2;
    private static final int ROUTES = 2;
    private static final int CHATS = 40;
    private static final int OUTSTANDING = 60;
    private static final int LEAST_ACTIONS = 8;
    private static final Duration LONG = Duration.ofSeconds(90);

    private static final List<Fault> FAULTS = List.of(
            Fault.status(503, "QUERY_LIMIT_EXCEEDED"),
            Fault.status(500, "INTERNAL_SERVER_ERROR"),
            Fault.html(503),
            Fault.slow(Duration.ofMillis(200)),
            Fault.slow(Duration.ofMillis(1_500)),
            Fault.cutBeforeExecution(),
            Fault.cutAfterExecution(),
            Fault.halfBody(),
            Fault.emptyBody());

    /** An exchange, and how often it was called back. */
    private record Said(String text, Exchange exchange, AtomicInteger told) {}

    private final Queue<Said> said = new ConcurrentLinkedQueue<>();
    private final Queue<Throwable> thrown = new ConcurrentLinkedQueue<>();
    private final AtomicReferenceArray<Node> nodes = new AtomicReferenceArray<>(NODES);
    private final Semaphore outstanding = new Semaphore(OUTSTANDING);
    private final AtomicInteger number = new AtomicInteger();
    private PortalSimulator portal;
    private List<Long> chats;
    private volatile boolean over;

    @Test
    void someSeconds() throws Exception {
        run(7, Duration.ofSeconds(6));
    }

    @Test
    @EnabledIfSystemProperty(named = "b24.full", matches = "true")
    void twoMinutes() throws Exception {
        run(2026, Duration.ofMinutes(2));
    }

    private void run(long seed, Duration length) throws Exception {
        long threads = threads();
        try (PortalSimulator started = PortalSimulator.standard().start()) {
            portal = started;
            chats = LongStream.rangeClosed(1, CHATS)
                    .mapToObj(client -> portal.client("Client " + client).on(26).writes("Hello"))
                    .toList();
            for (int node = 0; node < NODES; node++) {
                nodes.set(node, new Node());
            }
            List<Thread> senders = LongStream.range(0, 2)
                    .mapToObj(sender -> new Thread(() -> send(new Random(seed + sender)), "sender " + sender))
                    .toList();
            senders.forEach(Thread::start);
            int actions = control(new Random(seed), System.nanoTime() + length.toNanos());
            over = true;
            portal.faults().clear();
            for (Thread sender : senders) {
                sender.join(LONG.toMillis());
            }
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(
                                    said.stream().filter(one -> one.told().get() == 0))
                            .as("all are called back")
                            .isEmpty());
            for (int node = 0; node < NODES; node++) {
                nodes.get(node).context.stop();
            }
            check(actions);
        }
        await().atMost(LONG).until(() -> threads() <= threads);
    }

    /** A context with routes. */
    private final class Node {
        private final DefaultCamelContext context = new DefaultCamelContext();
        private final AsyncProducer[] ways = new AsyncProducer[ROUTES];

        Node() throws Exception {
            B24OpenLinesConfiguration options = context.getComponent("b24openlines", B24OpenLinesComponent.class)
                    .getConfiguration();
            options.setPortalUrl(portal.url());
            options.setAuthToken(portal.webhook(1).authToken());
            options.setRateLimit(RateLimit.none);
            options.setMaxInFlight(4);
            options.setResponseTimeout(1_000);
            options.setMaxWait(5_000);
            options.setMaxRetries(3);
            context.getRegistry()
                    .bind(
                            "helper",
                            new Bot(
                                    portal.bot("support").id(),
                                    portal.bot("support").token()));
            // short: a direct: consumer takes exchanges while it is drained, so most stops under load use it up
            context.getShutdownStrategy().setTimeout(1);
            context.start();
            for (int route = 0; route < ROUTES; route++) {
                add(route);
                ways[route] =
                        context.getEndpoint("direct:r" + route + "?block=false").createAsyncProducer();
                ways[route].start();
            }
        }

        void add(int route) throws Exception {
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    errorHandler(noErrorHandler());
                    if (route == 0) {
                        from("direct:r0?block=false").routeId("r0").to("b24openlines:botMessageSend?bot=#helper");
                    } else {
                        from("direct:r1?block=false")
                                .routeId("r1")
                                .toD("b24openlines:botMessageSend?bot=#helper&chatId=${header."
                                        + B24OpenLinesConstants.CHAT_ID + "}");
                    }
                }
            });
        }
    }

    private void send(Random random) {
        while (!over) {
            try {
                outstanding.acquire();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            Node node = nodes.get(random.nextInt(NODES));
            Exchange exchange = new DefaultExchange(node.context);
            Said one = new Said("t" + number.incrementAndGet(), exchange, new AtomicInteger());
            exchange.getMessage().setHeader(B24OpenLinesConstants.CHAT_ID, chats.get(random.nextInt(CHATS)));
            exchange.getMessage().setBody(one.text());
            said.add(one);
            try {
                node.ways[random.nextInt(ROUTES)].process(exchange, sync -> {
                    if (one.told().incrementAndGet() == 1) {
                        outstanding.release();
                    }
                });
            } catch (Throwable e) {
                thrown.add(e);
                outstanding.release();
            }
        }
    }

    private int control(Random random, long end) throws Exception {
        int actions = 0;
        for (; actions < LEAST_ACTIONS || System.nanoTime() - end < 0; actions++) {
            for (int faults = random.nextInt(4); faults > 0; faults--) {
                portal.faults().next("*", FAULTS.get(random.nextInt(FAULTS.size())));
            }
            int at = random.nextInt(NODES);
            act(at, nodes.get(at), random.nextInt(ROUTES), random.nextInt(10));
            int before = said.size();
            await().atMost(LONG).pollInterval(Duration.ofMillis(5)).until(() -> said.size() > before + 20);
        }
        return actions;
    }

    private void act(int at, Node node, int route, int action) throws Exception {
        String id = "r" + route;
        switch (action) {
            case 0, 1, 2 -> {
                node.context.getRouteController().stopRoute(id);
                node.context.getRouteController().startRoute(id);
            }
            case 3, 4 -> {
                node.context.getRouteController().suspendRoute(id);
                node.context.getRouteController().resumeRoute(id);
            }
            case 5, 6 -> {
                node.context.getRouteController().stopRoute(id);
                assertThat(node.context.removeRoute(id)).isTrue();
                node.add(route);
            }
            case 7 -> {
                node.context.suspend();
                node.context.resume();
            }
            default -> {
                node.context.stop();
                nodes.set(at, new Node());
            }
        }
        assertThat(nodes.get(at).context.getRouteController().getRouteStatus(id))
                .isEqualTo(ServiceStatus.Started);
    }

    private void check(int actions) {
        assertThat(thrown).isEmpty();
        assertThat(actions).isGreaterThanOrEqualTo(LEAST_ACTIONS);
        assertThat(said).allSatisfy(one -> assertThat(one.told()).as(one.text()).hasValue(1));
        Map<String, Integer> executed = new HashMap<>();
        chats.forEach(chat -> portal.dialog(chat).messages().stream()
                .map(message -> message.text())
                .filter(text -> text.matches("t\\d+"))
                .forEach(text -> executed.merge(text, 1, Integer::sum)));
        int successes = 0;
        int unknown = 0;
        int unknownThatRan = 0;
        int refusedByCamel = 0;
        for (Said one : said) {
            int times = executed.getOrDefault(one.text(), 0);
            Throwable failure = one.exchange().getException();
            if (failure == null) {
                successes++;
                assertThat(times).as(one.text()).isEqualTo(1);
            } else if (failure instanceof B24OutcomeUnknownException) {
                unknown++;
                unknownThatRan += times;
                assertThat(times).as(one.text()).isLessThanOrEqualTo(1);
            } else {
                refusedByCamel += failure instanceof RejectedExecutionException ? 1 : 0;
                assertThat(times).as(one.text() + " " + failure).isZero();
            }
        }
        System.out.printf(
                "%d actions on contexts and routes, %d exchanges: %d successes, %d unknown of which %d ran, %d refused by Camel%n",
                actions, said.size(), successes, unknown, unknownThatRan, refusedByCamel);
        assertThat(executed.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(successes + unknownThatRan);
        assertThat(successes).isPositive();
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.isAlive()
                        && (thread.getName().contains("B24OpenLines")
                                || thread.getName().startsWith("Camel (")))
                .count();
    }
}
