// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.events;

import io.github.camelbitrix24.openlines.api.B24OutcomeUnknownException;
import io.github.camelbitrix24.openlines.api.Bot;
import io.github.camelbitrix24.openlines.api.ChatEvent;
import io.github.camelbitrix24.openlines.api.RestFailure;
import io.github.camelbitrix24.openlines.portal.PortalClient;
import io.github.camelbitrix24.openlines.rest.Lenient;
import io.github.camelbitrix24.openlines.rest.RestCall;
import io.github.camelbitrix24.openlines.rest.RestResponse;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.Processor;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.support.ScheduledBatchPollingConsumer;
import org.apache.camel.support.SynchronizationAdapter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Polls a chatbot's events (§11.1), one exchange after the other. The offset moves only past events whose exchange has
 * completed, so that a failed one and all after it come again.
 */
public final class BotEventsConsumer extends ScheduledBatchPollingConsumer {
    private static final Logger LOG = LoggerFactory.getLogger(BotEventsConsumer.class);
    private static final String METHOD = "imbot.v2.Event.get";
    private static final int HTTP_OK = 200;

    private final Supplier<PortalClient> portals;
    private final Bot bot;
    private final EventsConfiguration options;
    private final EventFilter filter;
    private final EventMapper mapper;
    private final Position position;
    private volatile CompletableFuture<?> reading;
    private PortalClient portal;

    public BotEventsConsumer(
            Endpoint endpoint,
            Processor processor,
            Supplier<PortalClient> portals,
            Bot bot,
            EventsConfiguration options,
            String position) {
        super(endpoint, processor);
        this.portals = portals;
        this.bot = bot;
        this.options = options;
        this.filter = EventFilter.of(options, bot.id());
        this.mapper = new EventMapper(bot.id());
        this.position = new Position(options.getOffsetRepository(), position);
    }

    @Override
    protected void doStart() throws Exception {
        portal = portals.get();
        super.doStart();
    }

    @Override
    protected int poll() throws Exception {
        shutdownRunningTask = null;
        pendingExchanges = 0;
        List<?> events = read();
        forceConsumerAsReady();
        return events.isEmpty() ? 0 : processBatch(new ArrayDeque<>(events));
    }

    private List<?> read() throws InterruptedException {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("botId", bot.id());
        parameters.put("botToken", bot.token());
        parameters.put("limit", limit());
        position.offset().ifPresent(offset -> parameters.put("offset", offset));
        CompletableFuture<RestResponse> answer = portal.callAhead(RestCall.reading(METHOD, parameters));
        reading = answer;
        if (!isPollAllowed()) {
            answer.cancel(false);
        }
        try {
            if (answer.get().result() instanceof Map<?, ?> result && result.get("events") instanceof List<?> events) {
                return events;
            }
        } catch (CancellationException e) {
            LOG.debug("Stopped while waiting for events of bot {}", bot.id());
            return List.of();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new RuntimeCamelException(e.getCause());
        } finally {
            reading = null;
        }
        throw new B24OutcomeUnknownException(
                METHOD + ": the portal's answer holds no events",
                new RestFailure(METHOD, null, null, HTTP_OK, 1),
                null);
    }

    private int limit() {
        return maxMessagesPerPoll > 0 ? Math.min(maxMessagesPerPoll, options.getLimit()) : options.getLimit();
    }

    @Override
    public int processBatch(Queue<Object> events) throws Exception {
        int size = events.size();
        for (int index = 0; index < size && isBatchAllowed(); index++) {
            Map<String, Object> event = Lenient.map(events.poll());
            pendingExchanges = events.size();
            long id = Lenient.id(event.get("eventId"));
            RawEvent raw = RawEvent.fetched(event);
            ChatEvent mapped = mapper.map(raw);
            if (filter.wants(raw, mapped)) {
                route(mapped, id, index, size);
            }
            if (id > 0) {
                position.passed(id);
            }
        }
        return size;
    }

    private void route(ChatEvent event, long id, int index, int size) throws InterruptedException {
        CompletableFuture<Exchange> done = new CompletableFuture<>();
        Exchange exchange = createExchange(false);
        try {
            EventHeaders.set(exchange.getMessage(), event);
            exchange.setProperty(ExchangePropertyKey.BATCH_INDEX, index);
            exchange.setProperty(ExchangePropertyKey.BATCH_SIZE, size);
            exchange.setProperty(ExchangePropertyKey.BATCH_COMPLETE, index == size - 1);
            exchange.getExchangeExtension().addOnCompletion(new Completion(done));
            getAsyncProcessor().process(exchange, doneSync -> {});
            done.get();
        } catch (ExecutionException e) {
            throw new RuntimeCamelException(
                    "Event " + id + " of bot " + bot.id()
                            + " failed in the route: polling stops at it, and it is read again at the next poll",
                    e.getCause());
        } finally {
            releaseExchange(exchange, false);
        }
    }

    @Override
    protected void doSuspend() throws Exception {
        super.doSuspend();
        cancelReading();
    }

    @Override
    protected void doStop() throws Exception {
        super.doStop();
        cancelReading();
        portal.stop();
    }

    /** A poll in flight would hold up the stop for as long as the portal takes; what it brings comes again. */
    private void cancelReading() {
        CompletableFuture<?> waiting = reading;
        if (waiting != null) {
            waiting.cancel(false);
        }
    }

    /** Tells how the exchange ended, also when it was handed over to another thread. */
    private static final class Completion extends SynchronizationAdapter {
        private final CompletableFuture<Exchange> done;

        Completion(CompletableFuture<Exchange> done) {
            this.done = done;
        }

        @Override
        public void onComplete(Exchange exchange) {
            done.complete(exchange);
        }

        @Override
        public void onFailure(Exchange exchange) {
            done.completeExceptionally(
                    exchange.getException() == null
                            ? new CancellationException("rolled back")
                            : exchange.getException());
        }
    }
}
