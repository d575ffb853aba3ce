// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.wire;

import io.github.camelbitrix24.openlines.rest.PortalAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says of a host that it is not reached, at once, and then no more until it is; and not again within a minute. */
public final class ReachedHosts {
    private static final Logger LOG = LoggerFactory.getLogger(ReachedHosts.class);
    private static final long QUIET = TimeUnit.MINUTES.toNanos(1);
    private static final int MOST = 1_000;

    private final Map<PortalAddress, Lost> hosts = new ConcurrentHashMap<>();
    /** Hosts that are lost now: looked at with each request. */
    private final AtomicInteger lost = new AtomicInteger();

    /**
     * A host that was not reached once.
     *
     * @param now whether it is not reached now
     * @param said whether that was said
     * @param saidAt when it was said the last time
     */
    private record Lost(boolean now, boolean said, long saidAt) {}

    /** A request could not be sent, or does not find its way within some seconds. */
    void notReached(PortalAddress host, String reason) {
        Lost before = hosts.get(host);
        if (before != null && before.now() || before == null && hosts.size() >= MOST) {
            LOG.debug("{} is not reached: {}", host, reason);
            return;
        }
        long now = System.nanoTime();
        boolean say = before == null || now - before.saidAt() >= QUIET;
        Lost after = new Lost(true, say, say ? now : before.saidAt());
        if (before == null ? hosts.putIfAbsent(host, after) != null : !hosts.replace(host, before, after)) {
            return;
        }
        lost.incrementAndGet();
        if (say) {
            LOG.warn(
                    "{} is not reached: {}. Calls wait for it as long as maxWait and maxRetries let them. This is told once, until it"
                            + " is reached",
                    host,
                    reason);
        } else {
            LOG.debug("{} is not reached: {}", host, reason);
        }
    }

    /** A request goes out to it. */
    void reached(PortalAddress host) {
        if (lost.get() == 0) {
            return;
        }
        Lost before = hosts.get(host);
        if (before != null && before.now() && hosts.replace(host, before, new Lost(false, false, before.saidAt()))) {
            lost.decrementAndGet();
            if (before.said()) {
                LOG.info("{} is reached again", host);
            }
        }
    }
}
