// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.events;

import io.github.camelbitrix24.openlines.api.B24InvalidRequestException;
import io.github.camelbitrix24.openlines.api.ChatEvent;
import io.github.camelbitrix24.openlines.portal.PortalClient;
import io.github.camelbitrix24.openlines.report.Observer;
import io.github.camelbitrix24.openlines.text.LogText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.ShutdownRunningTask;
import org.apache.camel.Suspendable;
import org.apache.camel.builder.ThreadPoolProfileBuilder;
import org.apache.camel.spi.RestConsumerFactory;
import org.apache.camel.spi.ShutdownAware;
import org.apache.camel.support.AsyncProcessorSupport;
import org.apache.camel.support.BridgeExceptionHandlerToErrorHandler;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.camel.util.concurrent.ThreadPoolRejectedPolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hosts the path to which a portal posts its events (§8.1), on whatever HTTP server platform-http runs on. */
public final class PushConsumer extends DefaultConsumer implements ShutdownAware, Suspendable {
    private static final String VERTX_ROUTER = "org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter";
    private static final Logger LOG = LoggerFactory.getLogger(PushConsumer.class);
    /** How long a store may take to answer. */
    private static final Duration STORE_PATIENCE = Duration.ofSeconds(5);

    private static final int STORE_THREADS = 20;
    private static final int MOST_QUESTIONS = 1_000;
    private static final int INSTALLATION_THREADS = 4;

    private final EventsConfiguration options;
    private final PushSecurity security;
    private final EventFilter filter;
    private final boolean hosting;
    private final List<ExecutorService> pools = new ArrayList<>();
    private final PortalCalls portal;
    private final EventBinding binding;
    private final EventReport report;
    private PayloadBudget budget;
    private PushServer server = PushServer.ANY;
    private PushDelivery delivery;
    private PushReceiver receiver;
    private Consumer http;
    private String covered;

    /**
     * Reads the options.
     *
     * @param ownBot the bot whose own messages are left out, 0 for none
     * @param portals for autoBind
     * @param observer told what becomes of its events
     * @param hosting whether to host a path; if not, somebody else gives requests to {@link #receiver()}
     */
    public PushConsumer(
            Endpoint endpoint,
            Processor processor,
            EventsConfiguration options,
            PushSecurity security,
            long ownBot,
            Supplier<PortalClient> portals,
            Observer observer,
            boolean hosting) {
        super(endpoint, processor);
        this.options = options;
        this.security = security;
        this.filter = EventFilter.of(options, ownBot);
        this.hosting = hosting;
        this.portal = new PortalCalls(portals, () -> true);
        this.report = new EventReport(observer, options.getSource());
        this.binding = options.isAutoBind() ? new EventBinding(portal, options) : null;
    }

    /** Takes requests as any HTTP component of Camel makes exchanges of them. */
    public Processor receiver() {
        return new AsyncProcessorSupport() {
            @Override
            public boolean process(Exchange exchange, AsyncCallback callback) {
                server.prepare(exchange.getMessage());
                if (isStoppingOrStopped()) {
                    PushReceiver.stopped(exchange);
                    callback.done(true);
                    return true;
                }
                return receiver.process(exchange, callback);
            }
        };
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        Repositories.start(getEndpoint().getCamelContext(), options.getIdempotentRepository());
        EventRouting routing = new EventRouting(this);
        if (options.getAck() == PushAck.received) {
            ExecutorService threads = pool("B24OpenLinesEvents", options.getConcurrentChats(), options.getMaxPending());
            delivery = PushDelivery.received(routing, new ChatLanes(threads, options.getMaxPending()));
        } else {
            delivery = PushDelivery.processed(routing);
        }
        budget = new PayloadBudget(
                options.getMaxPayloadSize(), options.getMaxTotalPayloadSize(), options.getMaxUnfinishedPosts());
        StoreCalls stores =
                new StoreCalls(pool("B24OpenLinesEventStores", STORE_THREADS, MOST_QUESTIONS), STORE_PATIENCE);
        receiver = new PushReceiver(
                budget,
                patience(),
                new PushVerifier(security.tokens(), security.hook() != null, stores),
                security.hook() == null
                        ? null
                        : new PushInstallations(
                                security.hook(),
                                pool("B24OpenLinesInstallations", INSTALLATION_THREADS, MOST_QUESTIONS)),
                filter,
                new PushOnce(options.getIdempotentRepository(), stores),
                delivery,
                report,
                this::failed);
        if (hosting) {
            host();
        }
        if (binding != null) {
            portal.open();
            binding.bind();
        }
    }

    private Duration patience() {
        return Duration.ofMillis(options.getPayloadTimeout());
    }

    /** Threads for what waits for others; who asks for one too many is refused, and never lends its own. */
    private ExecutorService pool(String name, int threads, int queue) {
        ExecutorService pool = getEndpoint()
                .getCamelContext()
                .getExecutorServiceManager()
                .newThreadPool(
                        this,
                        name,
                        new ThreadPoolProfileBuilder(name)
                                .poolSize(threads)
                                .maxPoolSize(threads)
                                .maxQueueSize(queue)
                                .allowCoreThreadTimeOut(true)
                                .rejectedPolicy(ThreadPoolRejectedPolicy.Abort)
                                .build());
        pools.add(pool);
        return pool;
    }

    /** An exchange that failed has been with the route's error handler; to bridge it would handle it twice. */
    private void failed(String what, ChatEvent event, Throwable failure, boolean routed) {
        if (routed && getExceptionHandler() instanceof BridgeExceptionHandlerToErrorHandler) {
            return;
        }
        try {
            Exchange exchange = createExchange(false);
            if (event != null) {
                EventHeaders.set(exchange.getMessage(), event);
            }
            getExceptionHandler().handleException(what, exchange, failure);
        } catch (RuntimeException | Error e) {
            LOG.warn("The exceptionHandler failed with {}", LogText.of(e.toString()));
            LOG.debug("The whole of it", e);
        }
    }

    /**
     * Reads the bodies of a path that somebody else hosts on platform-http.
     *
     * @param path that is hosted
     */
    public void readBodies(String path) {
        server = server();
        server.open(path, null);
        cover(path);
    }

    private void cover(String path) {
        covered = path;
        security.bodies().open(path, receiver.body());
    }

    private PushServer server() {
        CamelContext context = getEndpoint().getCamelContext();
        return context.getClassResolver().resolveClass(VERTX_ROUTER) == null
                ? PushServer.ANY
                : VertxBodies.of(context, budget, patience(), receiver);
    }

    private void host() throws Exception {
        security.paths().take(options.getPath());
        try {
            Component component = getEndpoint().getCamelContext().getComponent("platform-http");
            if (!(component instanceof RestConsumerFactory factory)) {
                throw new B24InvalidRequestException(
                        "source=push needs an HTTP server: add camel-platform-http-main to Camel"
                                + " Main, camel-platform-http-starter to Spring Boot, camel-quarkus-platform-http to Quarkus");
            }
            server = server();
            cover(options.getPath());
            Map<String, Object> parameters = new HashMap<>(server.parameters());
            http = factory.createConsumer(
                    getEndpoint().getCamelContext(),
                    receiver(),
                    null,
                    options.getPath(),
                    null,
                    null,
                    null,
                    null,
                    parameters);
            server.open(options.getPath(), new PushServer.Handler() {
                @Override
                public boolean isSuspended() {
                    return PushConsumer.this.isSuspendingOrSuspended();
                }

                @Override
                public void handle(Exchange request) throws Exception {
                    receiver.process(request);
                }
            });
            ServiceHelper.startService(http);
        } catch (Exception e) {
            unhost();
            throw e;
        }
    }

    private void unhost() {
        ServiceHelper.stopAndShutdownService(http);
        http = null;
        server.close();
        security.paths().release(options.getPath());
    }

    @Override
    protected void doStop() throws Exception {
        if (binding != null && options.isAutoUnbind()) {
            binding.unbind();
        }
        portal.close();
        if (hosting && http != null) {
            unhost();
        }
        server.close();
        if (covered != null) {
            security.bodies().close(covered);
            covered = null;
        }
        pools.forEach(getEndpoint().getCamelContext().getExecutorServiceManager()::shutdownNow);
        pools.clear();
        super.doStop();
    }

    @Override
    protected void doSuspend() throws Exception {
        ServiceHelper.suspendService(http);
        super.doSuspend();
    }

    @Override
    protected void doResume() throws Exception {
        ServiceHelper.resumeService(http);
        super.doResume();
    }

    /** What was answered has to be worked before the stop. */
    @Override
    public boolean deferShutdown(ShutdownRunningTask shutdownRunningTask) {
        return false;
    }

    @Override
    public int getPendingExchangesSize() {
        return delivery == null ? 0 : delivery.pending();
    }

    @Override
    public void prepareShutdown(boolean suspendOnly, boolean forced) {
        // suspended already: nothing new comes in
    }
}
