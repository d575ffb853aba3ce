// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.events;

import io.github.camelbitrix24.openlines.api.B24Exception;
import io.github.camelbitrix24.openlines.api.Bot;
import io.github.camelbitrix24.openlines.portal.PortalClient;
import io.github.camelbitrix24.openlines.report.Observer;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.camel.Endpoint;
import org.apache.camel.Processor;
import org.apache.camel.support.ScheduledBatchPollingConsumer;
import org.apache.camel.support.ScheduledPollEndpoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Polls a queue of events. What the route fails with is read again, and all that comes after it; polls that fail are
 * spaced out, and said once.
 */
public final class PollingEventsConsumer extends ScheduledBatchPollingConsumer {
    /** REST methods by which queues are read and told. */
    public static final List<String> METHODS = Stream.concat(BotQueue.METHODS.stream(), OfflineQueue.METHODS.stream())
            .toList();

    private static final Logger LOG = LoggerFactory.getLogger(PollingEventsConsumer.class);

    private final EventsConfiguration options;
    private final EventReport report;
    private final EventQueue queue;
    private final EventFilter filter;
    private final EventMapper mapper;
    private final PollTroubles troubles;
    private final EventBinding binding;
    private ExecutorService threads;
    private EventBatch batch;

    private PollingEventsConsumer(
            Endpoint endpoint,
            Processor processor,
            Supplier<PortalClient> portals,
            EventsConfiguration options,
            Observer observer,
            QueueFactory queues,
            long ownBot) {
        super(endpoint, processor);
        this.options = options;
        this.report = new EventReport(observer, options.getSource());
        PortalCalls portal = new PortalCalls(portals, this::mayPoll);
        this.queue = queues.create(portal);
        this.binding = options.isAutoBind() ? new EventBinding(portal, options) : null;
        this.filter = EventFilter.of(options, ownBot);
        this.mapper = new EventMapper(ownBot);
        this.troubles = new PollTroubles(queue.name());
        setExceptionHandler(troubles);
    }

    /**
     * Of a bot's queue.
     *
     * @param observer told what becomes of its events
     * @param place names the queue among all others, in repositories
     */
    public static PollingEventsConsumer ofBot(
            Endpoint endpoint,
            Processor processor,
            Supplier<PortalClient> portals,
            Bot bot,
            EventsConfiguration options,
            Observer observer,
            String place) {
        return new PollingEventsConsumer(
                endpoint,
                processor,
                portals,
                options,
                observer,
                portal -> new BotQueue(bot, portal, new Progress(options.getOffsetRepository(), place), place),
                bot.id());
    }

    /**
     * Of an application's offline queue.
     *
     * @param observer told what becomes of its events
     * @param place names the queue among all others, in repositories
     * @param ownBot the bot whose own messages are left out, 0 for none
     */
    public static PollingEventsConsumer ofApplication(
            Endpoint endpoint,
            Processor processor,
            Supplier<PortalClient> portals,
            EventsConfiguration options,
            Observer observer,
            String place,
            long ownBot) {
        return new PollingEventsConsumer(
                endpoint,
                processor,
                portals,
                options,
                observer,
                portal -> new OfflineQueue(portal, new Progress(options.getOffsetRepository(), place), place),
                ownBot);
    }

    @Override
    protected void doStart() throws Exception {
        Repositories.start(getEndpoint().getCamelContext(), options.getIdempotentRepository());
        Repositories.start(getEndpoint().getCamelContext(), options.getOffsetRepository());
        queue.open();
        if (binding != null) {
            binding.bind();
        }
        if (options.getConcurrentChats() > 1) {
            threads = getEndpoint()
                    .getCamelContext()
                    .getExecutorServiceManager()
                    .newFixedThreadPool(this, "B24OpenLinesEvents", options.getConcurrentChats());
        }
        batch = new EventBatch(
                queue,
                new EventRouting(this),
                mapper,
                filter,
                new DoneEvents(options.getIdempotentRepository()),
                options.getMaxAttempts(),
                report,
                threads,
                this::isBatchAllowed);
        super.doStart();
    }

    /** Called by the scheduler; after a failed poll some of its turns are left out, growing with every failure. */
    @Override
    public void run() {
        if (mayPoll() && (troubles.isOver() || ownBackoff())) {
            super.run();
        }
    }

    /** While the context stops nothing new is read: what the route would do with it is refused. */
    private boolean mayPoll() {
        return isPollAllowed() && !getEndpoint().getCamelContext().isStopping();
    }

    private boolean ownBackoff() {
        return getBackoffMultiplier() > 0;
    }

    @Override
    protected int poll() throws Exception {
        shutdownRunningTask = null;
        pendingExchanges = 0;
        int total = 0;
        try {
            List<QueuedEvent> events;
            do {
                events = queue.read(limit());
                forceConsumerAsReady();
                total += processBatch(new ArrayDeque<>(events));
            } while (!events.isEmpty() && queue.hasMore() && maxMessagesPerPoll <= 0 && isBatchAllowed());
        } catch (CancellationException e) {
            LOG.debug("Stopped while waiting for {}", queue.name());
            return total;
        } catch (Exception e) {
            if (getEndpoint().getCamelContext().isStopping()) {
                LOG.debug("Stopped before {} was read: {}", queue.name(), e.toString());
                return total;
            }
            troubles.begin(getDelayMillis());
            throw e;
        }
        troubles.end();
        return total;
    }

    private long getDelayMillis() {
        return getEndpoint() instanceof ScheduledPollEndpoint endpoint
                ? endpoint.getTimeUnit().toMillis(endpoint.getDelay())
                : getTimeUnit().toMillis(getDelay());
    }

    private int limit() {
        return maxMessagesPerPoll > 0 ? Math.min(maxMessagesPerPoll, options.getLimit()) : options.getLimit();
    }

    @Override
    public int processBatch(Queue<Object> events) throws Exception {
        List<QueuedEvent> batched = events.stream().map(QueuedEvent.class::cast).toList();
        RuntimeException failure = batch.run(batched, left -> pendingExchanges = left);
        queue.settle();
        if (failure != null) {
            throw failure;
        }
        return batched.size();
    }

    /** When the first was of the polls that failed without one between that did not. */
    public Optional<Instant> failingSince() {
        return troubles.since();
    }

    @Override
    protected Map<String, Object> getLastErrorDetails() {
        Map<String, Object> details = new LinkedHashMap<>();
        if (super.getLastErrorDetails() != null) {
            details.putAll(super.getLastErrorDetails());
        }
        troubles.since().ifPresent(since -> details.put("failure.since", since.toString()));
        Throwable error = getLastError();
        if (error instanceof B24Exception refused && refused.getErrorCode() != null) {
            details.put("failure.error.code", refused.getErrorCode());
        }
        return details;
    }

    @Override
    protected void doSuspend() throws Exception {
        super.doSuspend();
        queue.endReading();
    }

    @Override
    protected void doStop() throws Exception {
        super.doStop();
        if (binding != null && options.isAutoUnbind()) {
            binding.unbind();
        }
        queue.close();
        if (threads != null) {
            getEndpoint().getCamelContext().getExecutorServiceManager().shutdownNow(threads);
            threads = null;
        }
    }

    private interface QueueFactory {
        EventQueue create(PortalCalls portal);
    }
}
