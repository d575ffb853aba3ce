// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.pace;

import static org.awaitility.Awaitility.await;

import io.github.camelbitrix24.openlines.auth.Webhook;
import io.github.camelbitrix24.openlines.rest.PortalAddress;
import io.github.camelbitrix24.openlines.simulator.PortalBuilder;
import io.github.camelbitrix24.openlines.simulator.PortalSimulator;
import io.github.camelbitrix24.openlines.simulator.TurnedClock;
import io.github.camelbitrix24.openlines.wire.ApacheTransport;
import io.github.camelbitrix24.openlines.wire.PortalLocation;
import io.github.camelbitrix24.openlines.wire.PortalWire;
import io.github.camelbitrix24.openlines.wire.RedirectHosts;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;

/** A dispatcher on a simulated portal, through real HTTP, with both their clocks turned together. */
final class TurnedPortal implements AutoCloseable {
    private static final Instant START = Instant.parse("2026-03-17T12:00:00.300Z");
    private static final Duration STEP = Duration.ofMillis(100);

    final PortalSimulator portal;
    final Dispatcher dispatcher;
    final PortalCaller caller;
    private final TurnedClock clock = new TurnedClock(START);
    private final TurnedTime time = new TurnedTime(START);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger unreachable = new AtomicInteger();
    private final CloseableHttpClient http;
    private Duration turned = Duration.ZERO;

    TurnedPortal(PortalBuilder builder, Limits limits, Duration responseTimeout, String redirectHosts) {
        portal = builder.clock(clock).start();
        http = HttpClients.custom()
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .setConnectionManager(connections())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setResponseTimeout(responseTimeout.toMillis(), TimeUnit.MILLISECONDS)
                        .build())
                .build();
        dispatcher = new Dispatcher(limits, Budget.local(limits, time), time, Runnable::run);
        PortalLocation location =
                new PortalLocation(PortalAddress.parse(portal.url()), RedirectHosts.parse(redirectHosts));
        caller = dispatcher.caller(new PortalWire(
                location,
                Webhook.parse(portal.webhook(1).authToken()),
                new ApacheTransport(http, this::execute, () -> false)));
    }

    private PoolingHttpClientConnectionManager connections() {
        return PoolingHttpClientConnectionManagerBuilder.create()
                .setMaxConnTotal(64)
                .setMaxConnPerRoute(64)
                .setDnsResolver(new SystemDefaultDnsResolver() {
                    @Override
                    public InetAddress[] resolve(String host) throws UnknownHostException {
                        if (unreachable.getAndUpdate(times -> Math.max(0, times - 1)) > 0) {
                            throw new UnknownHostException(host);
                        }
                        return super.resolve(host);
                    }
                })
                .build();
    }

    /** The next attempts to connect find no portal. */
    void unreachable(int times) {
        unreachable.set(times);
    }

    private void execute(Runnable task) {
        running.incrementAndGet();
        threads.execute(() -> {
            try {
                task.run();
            } finally {
                running.decrementAndGet();
            }
        });
    }

    /** How far the clocks were turned. */
    Duration turned() {
        return turned;
    }

    /** Waits until no request is on its way. */
    void settle() {
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(1))
                .until(() -> running.get() == 0);
    }

    /** Turns the clocks until it is done, step by step, and no further than so much. */
    void turnUntil(BooleanSupplier done, Duration most) {
        settle();
        Duration end = turned.plus(most);
        while (!done.getAsBoolean()) {
            if (turned.compareTo(end) >= 0) {
                throw new AssertionError("not done after " + most);
            }
            turn(STEP);
        }
    }

    /** Turns the clocks step by step. */
    void turnBy(Duration duration) {
        settle();
        for (Duration left = duration; !left.isNegative() && !left.isZero(); left = left.minus(STEP)) {
            turn(STEP);
        }
    }

    private void turn(Duration step) {
        clock.advance(step);
        time.advance(step);
        turned = turned.plus(step);
        settle();
    }

    @Override
    public void close() throws Exception {
        dispatcher.close();
        portal.close();
        threads.shutdownNow();
        http.close();
    }
}
