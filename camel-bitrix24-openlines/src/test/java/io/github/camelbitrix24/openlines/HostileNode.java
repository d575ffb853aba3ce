// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.camel.AsyncProducer;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;

/**
 * A component that calls a healthy portal and a hostile one, in a JVM with a small heap; says how the calls ended. Arguments: healthy
 * portal, its webhook, a chat there, hostile portal, seconds, and how many calls to the hostile portal in that
 * time.
 */
final class HostileNode {
    private static final int AT_ONCE = 24;
    private static final long WARM_UP = TimeUnit.SECONDS.toNanos(3);
    private static final long PATIENCE_SECONDS = 90;
    private static final String HOSTILE =
            "b24openlines:spam?batching=off&maxRetries=0&maxWait=60000&responseTimeout=1000"
                    + "&connectTimeout=1000&maxInFlight=12&allowedRedirectHosts=localhost,127.0.0.1,no-such-host.invalid&authToken=1/c&portalUrl=";

    private HostileNode() {}

    public static void main(String[] args) throws Exception {
        Configurator.setRootLevel(Level.OFF);
        DefaultCamelContext context = new DefaultCamelContext();
        B24OpenLinesConfiguration options = context.getComponent("b24openlines", B24OpenLinesComponent.class)
                .getConfiguration();
        options.setPortalUrl(args[0]);
        options.setAuthToken(args[1]);
        options.setRateLimit(RateLimit.none);
        context.start();
        Healthy healthy = new Healthy(producer(context, "b24openlines:dialogGet"), context, Long.parseLong(args[2]));
        long seconds = Long.parseLong(args[4]);
        healthy.run(WARM_UP);
        healthy.taken();
        healthy.run(TimeUnit.SECONDS.toNanos(Math.max(2, seconds / 4)));
        List<Long> calm = healthy.taken();
        long usedBefore = used();

        Attack attack = new Attack(producer(context, HOSTILE + args[3]), context);
        Thread attacking = new Thread(() -> attack.run(TimeUnit.SECONDS.toNanos(seconds), Long.parseLong(args[5])));
        attacking.start();
        while (attacking.isAlive()) {
            healthy.run(TimeUnit.MILLISECONDS.toNanos(100));
        }
        List<Long> attacked = healthy.taken();
        boolean all = attack.free.tryAcquire(AT_ONCE, PATIENCE_SECONDS, TimeUnit.SECONDS);
        healthy.run(TimeUnit.MILLISECONDS.toNanos(200));
        long usedAfter = used();

        String name = context.getName();
        context.stop();
        System.out.println("COMPLETE " + all);
        System.out.println("SENT " + attack.sent);
        System.out.println(
                "TOLD " + attack.told.values().stream().collect(Collectors.summarizingInt(AtomicInteger::get)));
        System.out.println(
                "SUCCEEDED " + attack.succeeded.stream().map(String::valueOf).collect(Collectors.joining(",")));
        System.out.println("FAILED " + attack.failed);
        System.out.println("HEALTHY " + (calm.size() + attacked.size()) + " calls, failed " + healthy.failed);
        System.out.println("MEDIANS " + median(calm) + " " + median(attacked));
        System.out.println("MEMORY " + usedBefore + " " + usedAfter);
        System.out.println("THREADS " + threads(name));
        System.exit(0);
    }

    private static AsyncProducer producer(DefaultCamelContext context, String uri) throws Exception {
        AsyncProducer producer = context.getEndpoint(uri).createAsyncProducer();
        producer.start();
        return producer;
    }

    private static long used() {
        System.gc();
        return (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) >> 20;
    }

    private static long median(List<Long> nanos) {
        return TimeUnit.NANOSECONDS.toMicros(nanos.stream().sorted().toList().get(nanos.size() / 2));
    }

    private static List<String> threads(String context) {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.contains(context) || name.contains("B24OpenLines"))
                .toList();
    }

    /** One call after the other. */
    private static final class Healthy {
        private final AsyncProducer producer;
        private final DefaultCamelContext context;
        private final long chat;
        private List<Long> nanos = new ArrayList<>();
        private int failed;

        Healthy(AsyncProducer producer, DefaultCamelContext context, long chat) {
            this.producer = producer;
            this.context = context;
            this.chat = chat;
        }

        void run(long howLong) throws Exception {
            long end = System.nanoTime() + howLong;
            while (System.nanoTime() < end) {
                Exchange exchange = new DefaultExchange(context);
                exchange.getMessage().setBody(chat);
                long start = System.nanoTime();
                producer.process(exchange);
                nanos.add(System.nanoTime() - start);
                failed += exchange.getException() == null ? 0 : 1;
            }
        }

        List<Long> taken() {
            List<Long> taken = nanos;
            nanos = new ArrayList<>();
            return taken;
        }
    }

    /** Many calls at once, each for a chat of its own. */
    private static final class Attack {
        private final AsyncProducer producer;
        private final DefaultCamelContext context;
        private final Semaphore free = new Semaphore(AT_ONCE);
        private final Map<Long, AtomicInteger> told = new ConcurrentHashMap<>();
        private final Queue<Long> succeeded = new ConcurrentLinkedQueue<>();
        private final Map<String, AtomicInteger> failed = new ConcurrentSkipListMap<>();
        private volatile long sent;

        Attack(AsyncProducer producer, DefaultCamelContext context) {
            this.producer = producer;
            this.context = context;
        }

        void run(long howLong, long most) {
            long start = System.nanoTime();
            for (long chat = 1; chat <= most; chat++) {
                free.acquireUninterruptibly();
                send(chat);
                sent = chat;
                long next = start + howLong / most * chat - System.nanoTime();
                if (next > 0) {
                    LockSupport.parkNanos(next);
                }
            }
        }

        private void send(long chat) {
            AtomicInteger times = new AtomicInteger();
            told.put(chat, times);
            Exchange exchange = new DefaultExchange(context);
            exchange.getMessage().setBody(chat);
            producer.process(exchange, sync -> {
                if (times.incrementAndGet() == 1) {
                    end(chat, exchange.getException());
                    free.release();
                }
            });
        }

        private void end(long chat, Exception failure) {
            if (failure == null) {
                succeeded.add(chat);
            } else {
                failed.computeIfAbsent(failure.getClass().getSimpleName(), name -> new AtomicInteger())
                        .incrementAndGet();
            }
        }
    }
}
