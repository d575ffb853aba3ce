// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.events;

import io.github.camelbitrix24.openlines.api.B24Exception;
import io.github.camelbitrix24.openlines.report.QuietLog;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.spi.ExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Polls that fail: since when, how long to wait with the next one, and how much to say about it. */
final class PollTroubles implements ExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(PollingEventsConsumer.class);
    private static final long LONGEST_MS = 60_000;
    private static final int MOST_DOUBLINGS = 16;

    private final String queue;
    private final QuietLog log = new QuietLog(LOG);
    private volatile Instant since;
    private volatile long nextNanos;
    private final AtomicInteger failures = new AtomicInteger();

    PollTroubles(String queue) {
        this.queue = queue;
    }

    /**
     * A poll failed.
     *
     * @param delay milliseconds between polls; each further failure doubles it, up to a minute
     */
    void begin(long delay) {
        if (since == null) {
            since = Instant.now();
        }
        int doublings = Math.min(failures.getAndIncrement(), MOST_DOUBLINGS);
        long wait = Math.min(Math.max(1, delay) << doublings, Math.max(delay, LONGEST_MS));
        nextNanos = System.nanoTime() + wait * 1_000_000;
    }

    /** A poll went well. */
    void end() {
        if (since != null) {
            LOG.info("Reading {} goes on, after failures since {}", queue, since);
        }
        since = null;
        failures.set(0);
        log.over();
    }

    /** Whether it is time for a poll. */
    boolean isOver() {
        return since == null || nextNanos - System.nanoTime() <= 0;
    }

    /** When the first of the failures was that have not ended. */
    Optional<Instant> since() {
        return Optional.ofNullable(since);
    }

    @Override
    public void handleException(Throwable exception) {
        handleException(null, exception);
    }

    @Override
    public void handleException(String message, Throwable exception) {
        String what = exception instanceof B24Exception refused && refused.getErrorCode() != null
                ? refused.getErrorCode() + ": " + exception.getMessage()
                : exception.toString();
        log.log("Reading " + queue.replace("{}", "") + " fails, and is tried again at growing intervals: {}", what);
        LOG.trace("The whole of it", exception);
    }

    /** An event that was given up, which has been said as an ERROR. */
    @Override
    public void handleException(String message, Exchange exchange, Throwable exception) {
        LOG.trace("There is no exceptionHandler of the endpoint's own to be told");
    }
}
