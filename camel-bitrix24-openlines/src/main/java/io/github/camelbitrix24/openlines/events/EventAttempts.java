// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.events;

import io.github.camelbitrix24.openlines.api.ChatEvent;
import io.github.camelbitrix24.openlines.report.EventEnding;
import io.github.camelbitrix24.openlines.report.QuietLog;
import io.github.camelbitrix24.openlines.text.LogText;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives an event to the route, and says what becomes of it: done, to be tried again after a pause that grows, or given up. Whatever
 * a foreign part throws, Errors too, is a failed attempt.
 */
final class EventAttempts {
    private static final Logger LOG = LoggerFactory.getLogger(PollingEventsConsumer.class);
    private static final long NANOS_OF_MS = 1_000_000;
    private static final long LONGEST_PAUSE_MS = 60_000;
    private static final int LONGEST_NAME = 80;
    private static final int LONGEST_CAUSE = 400;
    /** Beyond it the pause would be longer than the longest, with the shortest delay there is. */
    private static final int MOST_GROWTH = 250;

    private final EventQueue queue;
    private final EventRouting routing;
    private final EventFilter filter;
    private final DoneEvents doneEvents;
    private final EventReport report;
    private final Rules rules;
    private final QuietLog unremembered = new QuietLog(LOG);

    EventAttempts(
            EventQueue queue,
            EventRouting routing,
            EventFilter filter,
            DoneEvents doneEvents,
            EventReport report,
            Rules rules) {
        this.queue = queue;
        this.routing = routing;
        this.filter = filter;
        this.doneEvents = doneEvents;
        this.report = report;
        this.rules = rules;
    }

    /**
     * How often, and how soon.
     *
     * @param maxAttempts 0 for no end
     * @param delay milliseconds between polls, by which pauses grow
     * @param counting whether a failure counts: what fails because the consumer stops is not the event's fault
     * @param handler told of an event that is given up
     */
    record Rules(int maxAttempts, LongSupplier delay, BooleanSupplier counting, GivenUp handler) {}

    /** Is told of an event that is given up, on an exchange that holds it; may throw. */
    @FunctionalInterface
    interface GivenUp {
        void handle(String what, Exchange exchange, Throwable cause) throws Exception;
    }

    /**
     * One attempt.
     *
     * @param preparation adds to the exchange what is not in the message
     * @return whether the event is done, one way or another; else its chat waits
     */
    boolean make(PendingEvent pending, Consumer<Exchange> preparation) throws InterruptedException {
        try {
            if (pending.ending() == null) {
                pending.ends(work(pending, preparation));
                report.tell(pending.queued().raw().type(), pending.ending());
            }
            queue.done(pending.queued());
            return true;
        } catch (InterruptedException e) {
            throw e;
        } catch (ExecutionException e) {
            return failed(pending, e.getCause());
        } catch (Exception | Error e) {
            return failed(pending, e);
        }
    }

    private EventEnding work(PendingEvent pending, Consumer<Exchange> preparation) throws Exception {
        String key = pending.queued().key();
        if (pending.defect() != null) {
            throw new ExecutionException(pending.defect());
        }
        if (!filter.wants(pending.queued().raw(), pending.event())) {
            return EventEnding.FILTERED;
        }
        if (!doneEvents.begin(key)) {
            return EventEnding.DUPLICATE;
        }
        boolean routed = false;
        try {
            routing.route(pending.event(), exchange -> {
                        EventHeaders.id(exchange.getMessage(), key);
                        preparation.accept(exchange);
                    })
                    .get();
            routed = true;
        } finally {
            if (!routed) {
                doneEvents.failed(key);
            }
        }
        remember(pending.queued());
        return EventEnding.DONE;
    }

    private void remember(QueuedEvent event) {
        try {
            doneEvents.done(event.key());
            unremembered.over();
        } catch (RuntimeException | Error e) {
            unremembered.log("The idempotentRepository cannot remember events, which may come again: {}", e.toString());
            LOG.debug("Event {} of {} is not remembered", event.id(), queue.name(), e);
        }
    }

    private boolean failed(PendingEvent pending, Throwable cause) {
        if (!rules.counting().getAsBoolean()) {
            LOG.debug("Stopped while {} was worked", what(pending), cause);
            return false;
        }
        int failures = pending.fails();
        if (rules.maxAttempts() > 0 && failures >= rules.maxAttempts()) {
            giveUp(pending, failures, cause);
            return true;
        }
        long pause = pause(failures, rules.delay().getAsLong());
        pending.tryAgainAt(System.nanoTime() + pause * NANOS_OF_MS);
        report.tell(pending.queued().raw().type(), EventEnding.FAILED);
        if (failures == 1) {
            LOG.warn(
                    "{} failed: {}. Its chat waits, other chats go on. It is tried again at growing intervals, {}. Let the"
                            + " route handle the error (onException with handled=true) if a repetition does not help:"
                            + " docs/errors.md#a-route-that-fails",
                    what(pending),
                    LogText.of(String.valueOf(cause), LONGEST_CAUSE),
                    rules.maxAttempts() > 0
                            ? "and given up after " + rules.maxAttempts() + " attempts (maxAttempts)"
                            : "without end (maxAttempts=0)");
        } else {
            LOG.debug("{} failed {} times; it is tried again in {} ms", what(pending), failures, pause, cause);
        }
        return false;
    }

    /** Of a delay of two seconds: 2, 8, 18 and 32 s, a minute in all. */
    static long pause(int failures, long delay) {
        long growth = Math.min(failures, MOST_GROWTH);
        return Math.min(Math.max(1, delay) * growth * growth, Math.max(delay, LONGEST_PAUSE_MS));
    }

    private void giveUp(PendingEvent pending, int failures, Throwable cause) {
        String what =
                what(pending) + " failed " + failures + " times, as often as maxAttempts allows: it is passed over";
        LOG.error("{}", what, cause);
        try {
            Exchange exchange = routing.exchange(pending.event());
            EventHeaders.id(exchange.getMessage(), pending.queued().key());
            rules.handler().handle(what, exchange, cause);
            routing.release(exchange);
        } catch (Exception | Error e) {
            LOG.error("The exceptionHandler failed with {}", what(pending), e);
        }
        report.tell(pending.queued().raw().type(), EventEnding.GIVEN_UP);
        queue.givenUp(pending.queued());
    }

    private String what(PendingEvent pending) {
        ChatEvent event = pending.event();
        String chat = "no chat";
        if (event.chatId() != null) {
            chat = "chat " + event.chatId();
        } else if (event.externalChatId() != null) {
            chat = "the messenger's chat " + LogText.of(event.externalChatId(), LONGEST_NAME);
        }
        return "Event " + LogText.of(pending.queued().id(), LONGEST_NAME) + " of " + queue.name() + " ("
                + LogText.of(pending.queued().raw().type(), LONGEST_NAME) + ", " + chat + ")";
    }
}
