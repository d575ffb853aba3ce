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
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.Processor;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.spi.UnitOfWork;
import org.apache.camel.support.BridgeExceptionHandlerToErrorHandler;
import org.apache.camel.support.ScheduledBatchPollingConsumer;
import org.apache.camel.support.ScheduledPollEndpoint;
import org.apache.camel.support.UnitOfWorkHelper;
import org.apache.camel.util.concurrent.ThreadPoolRejectedPolicy;
import org.apache.commons.lang3.StringUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Polls a queue of events. A chat whose event fails waits, and is tried again at growing intervals; other chats go on. Polls that fail
 * are spaced out, and said once.
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
                portal -> new BotQueue(
                        bot,
                        portal,
                        new Progress(options.getOffsetRepository(), place),
                        new HeldEvents(options.getOffsetRepository(), place),
                        place),
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
                portal -> new OfflineQueue(
                        portal,
                        new Reservations(options.getOffsetRepository(), place),
                        place,
                        StringUtils.trimToNull(options.getAuthConnector())),
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
            threads = threads(options.getConcurrentChats());
        }
        EventAttempts attempts = new EventAttempts(
                queue,
                new EventRouting(this),
                filter,
                new DoneEvents(options.getIdempotentRepository()),
                report,
                new EventAttempts.Rules(
                        options.getMaxAttempts(),
                        this::getDelayMillis,
                        () -> mayPoll() && isBatchAllowed(),
                        this::givenUp));
        batch = new EventBatch(attempts, mapper, threads, options.getConcurrentChats(), this::isBatchAllowed);
        super.doStart();
    }

    /** As many threads as there are workers at once, so none of them ever waits. */
    private ExecutorService threads(int count) {
        ThreadPoolProfile profile = new ThreadPoolProfile("B24OpenLinesEvents");
        profile.setPoolSize(count);
        profile.setMaxPoolSize(count);
        profile.setMaxQueueSize(count);
        profile.setRejectedPolicy(ThreadPoolRejectedPolicy.Abort);
        return getEndpoint()
                .getCamelContext()
                .getExecutorServiceManager()
                .newThreadPool(this, "B24OpenLinesEvents", profile);
    }

    /** Camel's own bridge to the route's error handler would put a text in place of the event. */
    private void givenUp(String what, Exchange exchange, Throwable cause) throws Exception {
        if (!(getExceptionHandler() instanceof BridgeExceptionHandlerToErrorHandler)) {
            getExceptionHandler().handleException(what, exchange, cause);
            return;
        }
        exchange.setException(cause);
        exchange.setProperty(ExchangePropertyKey.EXCEPTION_CAUGHT, cause);
        exchange.setProperty(ExchangePropertyKey.ERRORHANDLER_BRIDGE, true);
        exchange.getExchangeExtension().setRedeliveryExhausted(true);
        UnitOfWork work = createUoW(exchange);
        try {
            getProcessor().process(exchange);
        } finally {
            UnitOfWorkHelper.doneUow(work, exchange);
        }
    }

    /** Called by the scheduler; after a failed poll some of its turns are left out, growing with every failure. It throws nothing, which would be the last turn. */
    @Override
    public void run() {
        if (mayPoll() && (troubles.isOver() || ownBackoff())) {
            try {
                super.run();
            } catch (RuntimeException | Error e) {
                LOG.error("Reading {} was broken off, and goes on with the next poll", queue.name(), e);
            }
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
            do {
                List<QueuedEvent> events = queue.read(limit());
                forceConsumerAsReady();
                total += processBatch(new ArrayDeque<>(events));
            } while (queue.hasMore() && maxMessagesPerPoll <= 0 && isBatchAllowed());
        } catch (CancellationException e) {
            LOG.debug("Stopped while waiting for {}", queue.name());
            return total;
        } catch (Throwable e) {
            if (getEndpoint().getCamelContext().isStopping()) {
                LOG.debug("Stopped before {} was read: {}", queue.name(), e.toString());
                return total;
            }
            troubles.begin(getDelayMillis());
            throw e instanceof Exception failure ? failure : new RuntimeCamelException(e);
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
        int done = batch.run(events.stream().map(QueuedEvent.class::cast).toList(), left -> pendingExchanges = left);
        queue.settle();
        return done;
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
