// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** The portal's leaky bucket of requests (§3.1): each request adds 1, every second some flow out, and one too many is refused. */
public final class RateBucket {

    private final Clock clock;
    private final int requestsPerSecond;
    private final int burst;
    private final Instant start;
    private long secondsSeen;
    private int level;
    private long refused;

    /** A burst of 0 refuses nothing; the phase is how far into its first second the bucket is. */
    RateBucket(Clock clock, int requestsPerSecond, int burst, Duration phase) {
        this.clock = clock;
        this.requestsPerSecond = requestsPerSecond;
        this.burst = burst;
        start = clock.instant().minus(phase);
    }

    /** False unless {@link PortalBuilder#rateLimit} was set. */
    public boolean isEnforced() {
        return burst > 0;
    }

    /** How many requests leave the bucket every second, 0 without a limit. */
    public int requestsPerSecond() {
        return requestsPerSecond;
    }

    /** How many requests the bucket holds, 0 without a limit. */
    public int burst() {
        return burst;
    }

    /** How many requests are in the bucket now: 0 to {@link #burst}. */
    public synchronized int level() {
        drain();
        return level;
    }

    /** How many requests were answered 503 since the portal started. */
    public synchronized long refused() {
        return refused;
    }

    /**
     * Other applications of the same address send so many requests, which fill the bucket at most to its burst.
     *
     * @throws IllegalStateException if the portal has no rate limit
     */
    public synchronized void use(int requests) {
        if (!isEnforced()) {
            throw new IllegalStateException("The portal has no rate limit: set PortalBuilder.rateLimit");
        }
        if (requests < 0) {
            throw new IllegalArgumentException("Other applications send 0 or more requests, not " + requests);
        }
        drain();
        level = (int) Math.min(burst, (long) level + requests);
    }

    /** Takes a request in, or counts it as refused and returns false. */
    public synchronized boolean admit() {
        if (!isEnforced()) {
            return true;
        }
        drain();
        if (level >= burst) {
            refused++;
            return false;
        }
        level++;
        return true;
    }

    private void drain() {
        long seconds =
                Math.max(secondsSeen, Duration.between(start, clock.instant()).getSeconds());
        level = (int) Math.max(0, level - (seconds - secondsSeen) * requestsPerSecond);
        secondsSeen = seconds;
    }
}
