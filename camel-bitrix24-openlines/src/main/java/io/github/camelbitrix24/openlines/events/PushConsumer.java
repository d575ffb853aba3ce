// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.events;

import io.github.camelbitrix24.openlines.api.B24InvalidRequestException;
import io.github.camelbitrix24.openlines.portal.PortalClient;
import io.github.camelbitrix24.openlines.report.Observer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Component;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.ShutdownRunningTask;
import org.apache.camel.Suspendable;
import org.apache.camel.spi.RestConsumerFactory;
import org.apache.camel.spi.ShutdownAware;
import org.apache.camel.support.AsyncProcessorSupport;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.service.ServiceHelper;

/** Hosts the path to which a portal posts its events (§8.1), on whatever HTTP server platform-http runs on. */
public final class PushConsumer extends DefaultConsumer implements ShutdownAware, Suspendable {
    private static final String VERTX_ROUTER = "org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter";
    /** How long a sender may take for a body of at most {@code maxPayloadSize}. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final EventsConfiguration options;
    private final PushSecurity security;
    private final EventFilter filter;
    private final boolean hosting;
    private final PortalCalls portal;
    private final EventBinding binding;
    private final EventReport report;
    private PushServer server = PushServer.ANY;
    private ExecutorService threads;
    private PushDelivery delivery;
    private PushReceiver receiver;
    private Consumer http;

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
            threads = getEndpoint()
                    .getCamelContext()
                    .getExecutorServiceManager()
                    .newFixedThreadPool(this, "B24OpenLinesEvents", options.getConcurrentChats());
            delivery = PushDelivery.received(routing, new ChatLanes(threads, options.getMaxPending()));
        } else {
            delivery = PushDelivery.processed(routing);
        }
        receiver = new PushReceiver(
                new PushBody(options.getMaxPayloadSize()),
                security.tokens(),
                security.hook(),
                filter,
                new DoneEvents(options.getIdempotentRepository()),
                delivery,
                report);
        if (hosting) {
            host();
        }
        if (binding != null) {
            portal.open();
            binding.bind();
        }
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
            if (getEndpoint().getCamelContext().getClassResolver().resolveClass(VERTX_ROUTER) != null) {
                server = VertxBodies.of(getEndpoint().getCamelContext(), options.getMaxPayloadSize(), PATIENCE);
            }
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
            server.open(http);
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
        if (threads != null) {
            getEndpoint().getCamelContext().getExecutorServiceManager().shutdownNow(threads);
            threads = null;
        }
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
