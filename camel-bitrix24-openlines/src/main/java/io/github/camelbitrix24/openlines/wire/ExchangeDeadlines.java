// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.wire;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Ends exchanges whose time is over, and has those told of that wait for a connection. It looks at all of them some times a second while there are any: a timer for each would wake
 * a thread with every call.
 */
public final class ExchangeDeadlines {
    /** How late an exchange may be ended, at most. */
    private static final long TICK_MILLIS = 50;

    private final Set<HttpExchange> exchanges = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean armed = new AtomicBoolean();
    private final ScheduledExecutorService timer;

    /**
     * Makes deadlines.
     *
     * @param timer runs what ends an exchange, which does not block
     */
    public ExchangeDeadlines(ScheduledExecutorService timer) {
        this.timer = timer;
    }

    void watch(HttpExchange exchange) {
        exchanges.add(exchange);
        arm();
    }

    void leave(HttpExchange exchange) {
        exchanges.remove(exchange);
    }

    private void arm() {
        if (!armed.get() && armed.compareAndSet(false, true)) {
            try {
                timer.schedule(this::tick, TICK_MILLIS, TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException e) {
                // the component has stopped, which closes all connections
                armed.set(false);
            }
        }
    }

    private void tick() {
        try {
            long now = System.nanoTime();
            for (HttpExchange exchange : exchanges) {
                exchange.sayIfSlow(now);
                exchange.endIfOver(now);
            }
        } finally {
            armed.set(false);
            if (!exchanges.isEmpty()) {
                arm();
            }
        }
    }
}
