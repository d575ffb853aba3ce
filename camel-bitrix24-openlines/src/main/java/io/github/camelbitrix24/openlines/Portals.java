// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import io.github.camelbitrix24.openlines.api.B24InvalidRequestException;
import io.github.camelbitrix24.openlines.auth.Credentials;
import io.github.camelbitrix24.openlines.auth.Identity;
import io.github.camelbitrix24.openlines.auth.OAuthApplication;
import io.github.camelbitrix24.openlines.auth.OAuthCaller;
import io.github.camelbitrix24.openlines.auth.OAuthCredentials;
import io.github.camelbitrix24.openlines.auth.Webhook;
import io.github.camelbitrix24.openlines.pace.Dispatcher;
import io.github.camelbitrix24.openlines.pace.SystemTime;
import io.github.camelbitrix24.openlines.pace.Time;
import io.github.camelbitrix24.openlines.portal.PortalClient;
import io.github.camelbitrix24.openlines.rest.PortalAddress;
import io.github.camelbitrix24.openlines.wire.ApacheTransport;
import io.github.camelbitrix24.openlines.wire.AuthorizationHosts;
import io.github.camelbitrix24.openlines.wire.PortalLocation;
import io.github.camelbitrix24.openlines.wire.PortalWire;
import io.github.camelbitrix24.openlines.wire.RedirectHosts;
import io.github.camelbitrix24.openlines.wire.TokenEndpoint;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.ThreadPoolProfileBuilder;
import org.apache.camel.support.service.ServiceSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The component's portals: for each a dispatcher with its budget, and for each caller of it a way in. */
final class Portals extends ServiceSupport {
    private static final Logger LOG = LoggerFactory.getLogger(Portals.class);
    private static final int CALLBACK_THREADS = 20;
    private static final int TOKEN_THREADS = 20;

    private final CamelContext context;
    private final Map<PortalAddress, Portal> portals = new ConcurrentHashMap<>();
    private final HttpClients http;
    private final Map<OAuthKey, OAuthCredentials> applications = new ConcurrentHashMap<>();
    private ExecutorService requests;
    private ExecutorService tokens;
    private ExecutorService callbacks;
    private ScheduledExecutorService timer;
    private Time time;

    Portals(CamelContext context) {
        this.context = context;
        this.http = new HttpClients(context);
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
        Dispatcher.Caller caller = portal.callers()
                .computeIfAbsent(new CallerKey(settings.identity(), settings.http()), key -> caller(portal, settings));
        return new PortalClient(portal.dispatcher(), caller, settings.rules());
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
                new ConcurrentHashMap<>());
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
        ApacheTransport transport = new ApacheTransport(
                http.client(
                        settings.place().address(),
                        settings.http(),
                        settings.place().limits().maxInFlight()),
                new CallerRuns(requests),
                this::isStoppingOrStopped);
        return portal.dispatcher().caller(new PortalWire(portal.location(), credentials(settings), transport));
    }

    private Credentials credentials(PortalSettings settings) {
        if (settings.identity() instanceof OAuthCaller caller) {
            return applications.computeIfAbsent(
                    new OAuthKey(caller, settings.http()),
                    key -> oauth(key, settings.place().redirectHosts()));
        }
        return (Webhook) settings.identity();
    }

    private OAuthCredentials oauth(OAuthKey key, RedirectHosts allowed) {
        OAuthApplication application = key.caller().application();
        if (application.server().exposed()) {
            LOG.warn(
                    "Authorisation server {} is asked over plain http: tokens can be read on the way",
                    application.server());
        }
        ApacheTransport transport = new ApacheTransport(
                http.client(application.server(), key.http(), TOKEN_THREADS), Runnable::run, this::isStoppingOrStopped);
        return new OAuthCredentials(
                key.caller(),
                new TokenEndpoint(application, new AuthorizationHosts(allowed), transport, time::now),
                tokens,
                time::now);
    }

    @Override
    protected void doStart() {
        requests = context.getExecutorServiceManager().newCachedThreadPool(this, "B24OpenLinesRequests");
        callbacks = context.getExecutorServiceManager()
                .newThreadPool(this, "B24OpenLinesCallbacks", CALLBACK_THREADS, CALLBACK_THREADS);
        tokens = context.getExecutorServiceManager()
                .newThreadPool(
                        this,
                        "B24OpenLinesTokens",
                        new ThreadPoolProfileBuilder("B24OpenLinesTokens")
                                .poolSize(TOKEN_THREADS)
                                .maxPoolSize(TOKEN_THREADS)
                                .maxQueueSize(-1)
                                .allowCoreThreadTimeOut(true)
                                .build());
        timer = context.getExecutorServiceManager().newSingleThreadScheduledExecutor(this, "B24OpenLinesTimer");
        time = new SystemTime(timer);
    }

    @Override
    protected void doStop() {
        if (timer == null) {
            return;
        }
        stopWaiting();
        context.getExecutorServiceManager().shutdownNow(timer);
        context.getExecutorServiceManager().shutdownGraceful(tokens);
        context.getExecutorServiceManager().shutdownGraceful(requests);
        context.getExecutorServiceManager().shutdownGraceful(callbacks);
        http.stop();
        portals.clear();
        applications.clear();
    }

    private record Portal(
            PortalSettings.Place place,
            Dispatcher dispatcher,
            PortalLocation location,
            Map<CallerKey, Dispatcher.Caller> callers) {}

    private record CallerKey(Identity identity, HttpSettings settings) {}

    private record OAuthKey(OAuthCaller caller, HttpSettings http) {}
}
