// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.events;

import io.github.camelbitrix24.openlines.api.ChatEvent;
import io.github.camelbitrix24.openlines.report.EventEnding;
import io.github.camelbitrix24.openlines.report.QuietLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.RuntimeCamelException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works the events of one read: one after the other, or chats side by side and each chat's events in order. A chat stops at the
 * event that its route fails with.
 */
final class EventBatch {
    private static final Logger LOG = LoggerFactory.getLogger(EventBatch.class);

    private final EventQueue queue;
    private final EventRouting routing;
    private final EventMapper mapper;
    private final EventFilter filter;
    private final DoneEvents doneEvents;
    private final int maxAttempts;
    private final EventReport report;
    private final QuietLog unremembered = new QuietLog(LOG);
    private final Executor threads;
    private final BooleanSupplier allowed;
    private final Map<String, Integer> attempts = new ConcurrentHashMap<>();

    /**
     * For all reads of a queue.
     *
     * @param maxAttempts 0 for no end
     * @param report told what becomes of each
     * @param threads those that chats run on side by side; null to run one event after the other on the caller's
     * @param allowed whether another event may be begun
     */
    EventBatch(
            EventQueue queue,
            EventRouting routing,
            EventMapper mapper,
            EventFilter filter,
            DoneEvents doneEvents,
            int maxAttempts,
            EventReport report,
            Executor threads,
            BooleanSupplier allowed) {
        this.queue = queue;
        this.routing = routing;
        this.mapper = mapper;
        this.filter = filter;
        this.doneEvents = doneEvents;
        this.maxAttempts = maxAttempts;
        this.report = report;
        this.threads = threads;
        this.allowed = allowed;
    }

    /**
     * Works events until all are done, or none may be begun any more.
     *
     * @param left told how many are not done yet
     * @return what the first of the failed events failed with, null if none did
     */
    RuntimeException run(List<QueuedEvent> events, IntConsumer left) throws InterruptedException {
        return threads == null ? oneByOne(events, left) : sideBySide(events, left);
    }

    private RuntimeException oneByOne(List<QueuedEvent> events, IntConsumer left) throws InterruptedException {
        for (int index = 0; index < events.size() && allowed.getAsBoolean(); index++) {
            left.accept(events.size() - index);
            RuntimeException failure =
                    work(events.get(index), mapper.map(events.get(index).raw()), index, events.size());
            if (failure != null) {
                return failure;
            }
        }
        left.accept(0);
        return null;
    }

    private RuntimeException sideBySide(List<QueuedEvent> events, IntConsumer left) throws InterruptedException {
        List<ChatEvent> mapped =
                events.stream().map(event -> mapper.map(event.raw())).toList();
        List<Object> chats = ChatKey.of(mapped);
        ChatLanes lanes = new ChatLanes(threads, Math.max(1, events.size()));
        Set<Object> stopped = ConcurrentHashMap.newKeySet();
        AtomicInteger open = new AtomicInteger(events.size());
        left.accept(open.get());
        List<CompletableFuture<RuntimeException>> ends = new ArrayList<>();
        for (int index = 0; index < events.size(); index++) {
            int at = index;
            CompletableFuture<RuntimeException> end = new CompletableFuture<>();
            ends.add(end);
            lanes.offer(chats.get(at), () -> {
                RuntimeException failure = null;
                try {
                    if (allowed.getAsBoolean() && (chats.get(at) == null || !stopped.contains(chats.get(at)))) {
                        failure = work(events.get(at), mapped.get(at), at, events.size());
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                } catch (RuntimeException e) {
                    failure = e;
                }
                if (failure != null && chats.get(at) != null) {
                    stopped.add(chats.get(at));
                }
                left.accept(open.decrementAndGet());
                end.complete(failure);
            });
        }
        RuntimeException first = null;
        for (CompletableFuture<RuntimeException> end : ends) {
            try {
                RuntimeException failure = end.get();
                first = first == null ? failure : first;
            } catch (ExecutionException e) {
                throw new IllegalStateException(e);
            }
        }
        return first;
    }

    /** Null if the event is done, one way or another. */
    private RuntimeException work(QueuedEvent event, ChatEvent mapped, int index, int size)
            throws InterruptedException {
        EventEnding without = without(event, mapped);
        if (without != null) {
            report.tell(event.raw().type(), without);
            queue.done(event);
            return null;
        }
        try {
            routing.route(mapped, exchange -> prepare(exchange, event.key(), index, size))
                    .get();
        } catch (ExecutionException | CancellationException e) {
            doneEvents.failed(event.key());
            return failed(event, e instanceof ExecutionException ? e.getCause() : e);
        }
        attempts.remove(event.key());
        remember(event);
        report.tell(event.raw().type(), EventEnding.DONE);
        queue.done(event);
        return null;
    }

    /** How an event ends that does not reach the route, null if it does. */
    private EventEnding without(QueuedEvent event, ChatEvent mapped) {
        if (queue.isDone(event)) {
            return EventEnding.DUPLICATE;
        }
        if (!filter.wants(event.raw(), mapped)) {
            return EventEnding.FILTERED;
        }
        return doneEvents.begin(event.key()) ? null : EventEnding.DUPLICATE;
    }

    private void remember(QueuedEvent event) {
        try {
            doneEvents.done(event.key());
            unremembered.over();
        } catch (RuntimeException e) {
            unremembered.log("The idempotentRepository cannot remember events, which may come again: {}", e.toString());
            LOG.debug("Event {} of {} is not remembered", event.id(), queue.name(), e);
        }
    }

    private RuntimeException failed(QueuedEvent event, Throwable cause) {
        int failures = attempts.merge(event.key(), 1, Integer::sum);
        String what = "Event " + event.id() + " of " + queue.name() + " ("
                + event.raw().type() + ") failed in the route";
        if (maxAttempts == 0 || failures < maxAttempts) {
            report.tell(event.raw().type(), EventEnding.FAILED);
            return new RuntimeCamelException(what + ": reading stops at it, and it is read again", cause);
        }
        attempts.remove(event.key());
        LOG.error("{} {} times, as often as maxAttempts allows: it is passed over", what, failures, cause);
        report.tell(event.raw().type(), EventEnding.GIVEN_UP);
        queue.givenUp(event);
        return null;
    }

    private static void prepare(Exchange exchange, String key, int index, int size) {
        EventHeaders.id(exchange.getMessage(), key);
        exchange.setProperty(ExchangePropertyKey.BATCH_INDEX, index);
        exchange.setProperty(ExchangePropertyKey.BATCH_SIZE, size);
        exchange.setProperty(ExchangePropertyKey.BATCH_COMPLETE, index == size - 1);
    }
}
