// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import io.github.camelbitrix24.openlines.api.B24InvalidRequestException;
import io.github.camelbitrix24.openlines.auth.Webhook;
import io.github.camelbitrix24.openlines.pace.Dispatcher;
import io.github.camelbitrix24.openlines.pace.SystemTime;
import io.github.camelbitrix24.openlines.pace.Time;
import io.github.camelbitrix24.openlines.portal.ChatFinder;
import io.github.camelbitrix24.openlines.portal.PortalClient;
import io.github.camelbitrix24.openlines.rest.PortalAddress;
import io.github.camelbitrix24.openlines.routing.Hops;
import io.github.camelbitrix24.openlines.routing.OperatorLoads;
import io.github.camelbitrix24.openlines.routing.Router;
import io.github.camelbitrix24.openlines.routing.Routing;
import io.github.camelbitrix24.openlines.wire.ApacheTransport;
import io.github.camelbitrix24.openlines.wire.PortalLocation;
import io.github.camelbitrix24.openlines.wire.PortalWire;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.camel.CamelContext;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.support.service.ServiceSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The component's portals: for each a dispatcher with its budget, and for each caller of it a way in. */
final class Portals extends ServiceSupport {
    private static final Logger LOG = LoggerFactory.getLogger(Portals.class);
    private static final int CALLBACK_THREADS = 20;

    private final CamelContext context;
    private final Map<PortalAddress, Portal> portals = new ConcurrentHashMap<>();
    private final Map<HttpKey, PortalHttpClient> httpClients = new ConcurrentHashMap<>();
    private ExecutorService requests;
    private ExecutorService callbacks;
    private ScheduledExecutorService timer;
    private Time time;

    Portals(CamelContext context) {
        this.context = context;
    }

    /**
     * A client for one producer or consumer.
     *
     * @throws B24InvalidRequestException if another endpoint of the portal has other limits
     */
    PortalClient client(PortalSettings settings) {
        Portal portal = portals.computeIfAbsent(settings.place().address(), address -> open(settings.place()));
        if (!portal.place().equals(settings.place())) {
            throw new B24InvalidRequestException(
                    "the endpoints of portal " + settings.place().address()
                            + " share one budget, and must agree on rateLimit, requestsPerSecond, burst, maxInFlight, maxQueued,"
                            + " operatingLimit and allowedRedirectHosts: set these on the component. One has "
                            + portal.place() + ", another " + settings.place());
        }
        Caller caller = portal.callers()
                .computeIfAbsent(
                        new CallerKey(settings.credentials(), settings.http()),
                        key -> new Caller(caller(portal, settings), new ChatFinder(time::nanos)));
        return new PortalClient(portal.dispatcher(), caller.way(), settings.rules(), caller.chats());
    }

    /** A router over what is known of the portal of a client. */
    Router router(PortalSettings settings, Routing routing, PortalClient client) {
        Portal portal = portals.get(settings.place().address());
        return new Router(routing, portal.loads(), portal.hops(), client);
    }

    /** Fails what waits, on all portals. */
    void stopWaiting() {
        portals.values().forEach(portal -> portal.dispatcher().close());
    }

    private Portal open(PortalSettings.Place place) {
        if (place.address().exposed()) {
            LOG.warn(
                    "Portal {} is called over plain http: what is sent there, the webhook's code included, can be read on"
                            + " the way",
                    place.address());
        }
        return new Portal(
                place,
                new Dispatcher(place.limits(), Dispatcher.localBudget(place.limits(), time), time, this::callBack),
                new PortalLocation(place.address(), place.redirectHosts()),
                new ConcurrentHashMap<>(),
                new OperatorLoads(time::nanos),
                new Hops());
    }

    /** An answer that comes after the stop must reach its exchange too. */
    private void callBack(Runnable result) {
        if (callbacks.isShutdown()) {
            result.run();
        } else {
            callbacks.execute(result);
        }
    }

    private Dispatcher.Caller caller(Portal portal, PortalSettings settings) {
        int connections = settings.place().limits().maxInFlight();
        PortalHttpClient http = httpClients.computeIfAbsent(
                new HttpKey(settings.place().address(), settings.http()), key -> connect(key, connections));
        ApacheTransport transport = new ApacheTransport(http.client(), requests, this::isStoppingOrStopped);
        return portal.dispatcher().caller(new PortalWire(portal.location(), settings.credentials(), transport));
    }

    private PortalHttpClient connect(HttpKey key, int connections) {
        try {
            return PortalHttpClient.start(context, key.settings(), key.portal().toString(), connections);
        } catch (Exception e) {
            throw RuntimeCamelException.wrapRuntimeException(e);
        }
    }

    @Override
    protected void doStart() {
        requests = context.getExecutorServiceManager().newCachedThreadPool(this, "B24OpenLinesRequests");
        callbacks = context.getExecutorServiceManager()
                .newThreadPool(this, "B24OpenLinesCallbacks", CALLBACK_THREADS, CALLBACK_THREADS);
        timer = context.getExecutorServiceManager().newSingleThreadScheduledExecutor(this, "B24OpenLinesTimer");
        time = new SystemTime(timer);
    }

    @Override
    protected void doStop() {
        stopWaiting();
        context.getExecutorServiceManager().shutdownNow(timer);
        context.getExecutorServiceManager().shutdownGraceful(requests);
        context.getExecutorServiceManager().shutdownGraceful(callbacks);
        httpClients.values().forEach(PortalHttpClient::stop);
        httpClients.clear();
        portals.clear();
    }

    private record Portal(
            PortalSettings.Place place,
            Dispatcher dispatcher,
            PortalLocation location,
            Map<CallerKey, Caller> callers,
            OperatorLoads loads,
            Hops hops) {}

    private record Caller(Dispatcher.Caller way, ChatFinder chats) {}

    private record CallerKey(Webhook credentials, HttpSettings settings) {}

    private record HttpKey(PortalAddress portal, HttpSettings settings) {}
}
