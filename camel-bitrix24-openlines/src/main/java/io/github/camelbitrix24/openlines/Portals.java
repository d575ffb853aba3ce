// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import io.github.camelbitrix24.openlines.api.B24InvalidRequestException;
import io.github.camelbitrix24.openlines.api.B24UnavailableException;
import io.github.camelbitrix24.openlines.auth.CredentialSource;
import io.github.camelbitrix24.openlines.auth.Credentials;
import io.github.camelbitrix24.openlines.auth.OAuthApplication;
import io.github.camelbitrix24.openlines.auth.OAuthCaller;
import io.github.camelbitrix24.openlines.auth.OAuthCredentials;
import io.github.camelbitrix24.openlines.auth.ObservedServer;
import io.github.camelbitrix24.openlines.auth.TokenKey;
import io.github.camelbitrix24.openlines.auth.Webhook;
import io.github.camelbitrix24.openlines.events.InstallationHook;
import io.github.camelbitrix24.openlines.health.PortalView;
import io.github.camelbitrix24.openlines.pace.Budget;
import io.github.camelbitrix24.openlines.pace.CallThreads;
import io.github.camelbitrix24.openlines.pace.Dispatcher;
import io.github.camelbitrix24.openlines.pace.SystemTime;
import io.github.camelbitrix24.openlines.pace.Time;
import io.github.camelbitrix24.openlines.portal.ChatFinder;
import io.github.camelbitrix24.openlines.portal.PortalClient;
import io.github.camelbitrix24.openlines.report.Observer;
import io.github.camelbitrix24.openlines.rest.PortalAddress;
import io.github.camelbitrix24.openlines.wire.AuthorizationHosts;
import io.github.camelbitrix24.openlines.wire.Failures;
import io.github.camelbitrix24.openlines.wire.InstallationProof;
import io.github.camelbitrix24.openlines.wire.PortalWire;
import io.github.camelbitrix24.openlines.wire.RedirectHosts;
import io.github.camelbitrix24.openlines.wire.TokenEndpoint;
import io.github.camelbitrix24.openlines.wire.Transport;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.ThreadPoolProfileBuilder;
import org.apache.camel.spi.ExecutorServiceManager;
import org.apache.camel.support.service.ServiceSupport;
import org.apache.camel.util.concurrent.ThreadPoolRejectedPolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The component's portals: for each a dispatcher with its budget, and for each caller of it a way in. */
final class Portals extends ServiceSupport {
    private static final Logger LOG = LoggerFactory.getLogger(Portals.class);
    private static final String REQUESTS = "B24OpenLinesRequests";
    private static final String CALLBACKS = "B24OpenLinesCallbacks";
    private static final int TOKEN_THREADS = 20;
    private static final int BUDGET_THREADS = 8;
    private static final long LONGEST_SWEEP = 60_000;
    /** How long a thread may need to tell that its connection was closed. */
    private static final long AFTER_ABORT_MILLIS = 1_000;

    private final CamelContext context;
    private final Map<PortalAddress, Portal> portals = new ConcurrentHashMap<>();
    /** Of portals that were let go, for as long as somebody still holds on to them: a portal has one budget. */
    private final Map<PortalSettings.Place, WeakReference<Dispatcher>> letGo = new ConcurrentHashMap<>();

    private final HttpClients http;
    private final Set<PortalAddress> warned = ConcurrentHashMap.newKeySet();
    private final Duration idle;
    private final Supplier<Observer> observers;
    private Observer observer;
    private InstalledPortals installed;
    private ExecutorService requests;
    private ExecutorService tokens;
    private ExecutorService budgets;
    private Blocking blocking;
    private ExecutorService callbacks;
    private ScheduledExecutorService timer;
    private Time time;
    private volatile boolean timeOver;

    /**
     * Makes a keeper of portals.
     *
     * @param idle how long a portal is kept that only events name, and to which no call goes
     * @param observers who is told of what happens; asked at the start
     */
    Portals(CamelContext context, Duration idle, Supplier<Observer> observers) {
        this.context = context;
        this.http = new HttpClients(context);
        this.idle = idle;
        this.observers = observers;
    }

    /**
     * A client for one producer or consumer, whose portal is kept.
     *
     * @param method for texts
     * @throws B24InvalidRequestException if another endpoint of the portal has other limits
     * @throws B24UnavailableException after a stop
     */
    Acting acting(PortalSettings settings, String method) {
        return at(settings, method, portal -> portal.kept(settings, key -> caller(portal, settings)));
    }

    /**
     * A client for one call, whose portal is let go when no more come.
     *
     * @param method for texts
     * @param owner whose call it is when it is withdrawn
     * @throws B24InvalidRequestException if an endpoint of the portal has other limits
     * @throws B24UnavailableException after a stop
     */
    Acting passing(PortalSettings settings, String method, Object owner) {
        return at(settings, method, portal -> portal.passing(settings, key -> caller(portal, settings), owner));
    }

    /** Looks a portal up, and marks it as used in the same step, so that it is not let go in between. */
    private Acting at(PortalSettings settings, String method, Function<Portal, PortalClient> use) {
        PortalClient[] client = new PortalClient[1];
        Portal present = portals.compute(settings.place().address(), (address, known) -> {
            if (isStoppingOrStopped()) {
                throw Failures.stopped(method);
            }
            Portal portal = known == null ? open(settings.place()) : known;
            portal.checkAgreement(settings.place());
            client[0] = use.apply(portal);
            return portal;
        });
        if (timeOver) {
            present.dispatcher().stopWaiting();
        }
        return new Acting(present, client[0]);
    }

    /** Where the portals are that have installed an application. */
    InstalledPortals installed() {
        return installed;
    }

    /** The employees whom a source knows. */
    Employees employees(CredentialSource source, OAuthApplication application) {
        return new Employees(source, application, blocking, time::nanos);
    }

    /** Keeps the installations of an application. */
    Installations installations(
            OAuthApplication application, RedirectHosts allowed, HttpSettings settings, InstallationHook users) {
        return new Installations(
                application,
                new InstallationProof(application, allowed, waiting(application, settings), time::now),
                tokens,
                memberId -> forget(TokenKey.installation(application.clientId(), memberId)),
                users);
    }

    private void forget(TokenKey key) {
        installed.forget(key);
        portals.values().forEach(portal -> portal.forget(key));
    }

    /** Fails the waiting calls of an owner, on all portals. */
    void withdraw(Object owner) {
        dispatchers().forEach(dispatcher -> dispatcher.withdraw(owner));
    }

    /** Lets calls come and wait for so long, and no longer: the component is about to stop. */
    void stopWaitingAfter(long time, TimeUnit unit) {
        if (isStarted()) {
            timer.schedule(this::stopWaiting, time, unit);
        }
    }

    /** Fails what waits, on all portals, and what comes; consumers can still tell what is done. */
    private void stopWaiting() {
        timeOver = true;
        dispatchers().forEach(Dispatcher::stopWaiting);
    }

    private Stream<Dispatcher> dispatchers() {
        return Stream.concat(
                portals.values().stream().map(Portal::dispatcher),
                letGo.values().stream().map(Reference::get).filter(Objects::nonNull));
    }

    /** What is known about each portal now, in the order of their addresses; asks nobody. */
    Stream<PortalView> views() {
        return portals.entrySet().stream()
                .sorted(Comparator.comparing(portal -> portal.getKey().toString()))
                .map(portal -> portal.getValue().view());
    }

    /** Portals about which anything is kept. */
    int size() {
        return Math.max(portals.size(), installed == null ? 0 : installed.size());
    }

    private void letGo() {
        long now = time.nanos();
        letGo.values().removeIf(kept -> kept.get() == null);
        portals.keySet()
                .forEach(named -> portals.computeIfPresent(named, (address, portal) -> {
                    portal.forgetIdleCallers(now, idle);
                    if (!portal.idleSince(now, idle)) {
                        return portal;
                    }
                    letGo.put(portal.place(), new WeakReference<>(portal.dispatcher()));
                    return null;
                }));
        installed.forgetIf(address -> !portals.containsKey(address));
    }

    private Portal open(PortalSettings.Place place) {
        if (place.address().exposed()) {
            LOG.warn(
                    "Portal {} is called over plain http: what is sent there, the webhook's code included, can be read on"
                            + " the way",
                    place.address());
        }
        WeakReference<Dispatcher> before = letGo.remove(place);
        Dispatcher held = before == null ? null : before.get();
        return new Portal(
                place,
                held != null ? held : new Dispatcher(place.limits(), budget(place), time, callbacks, observer),
                time::nanos,
                observer);
    }

    private Budget budget(PortalSettings.Place place) {
        return place.sharing().store() == null
                ? Budget.local(place.limits(), time)
                : Budget.shared(
                        place.limits(),
                        time,
                        place.sharing().store(),
                        "b24openlines/" + place.address(),
                        place.sharing().nodes(),
                        budgets,
                        callbacks,
                        observer);
    }

    private Portal.Caller caller(Portal portal, PortalSettings settings) {
        Transport transport = http.transport(
                settings.place().address(),
                settings.http(),
                settings.place().limits().maxInFlight(),
                new CallThreads(requests, REQUESTS, CALLBACKS),
                this::isStoppingOrStopped);
        return new Portal.Caller(
                portal.dispatcher().caller(new PortalWire(portal.location(), credentials(settings), transport)),
                new ChatFinder(time::nanos));
    }

    private Credentials credentials(PortalSettings settings) {
        if (settings.identity() instanceof OAuthCaller caller) {
            OAuthApplication application = caller.application();
            return new OAuthCredentials(
                    caller,
                    new ObservedServer(
                            new TokenEndpoint(
                                    application,
                                    new AuthorizationHosts(settings.place().redirectHosts()),
                                    waiting(application, settings.http()),
                                    time::now),
                            observer),
                    tokens,
                    time::now);
        }
        return (Webhook) settings.identity();
    }

    /** Requests on the thread that waits for them. */
    private Transport waiting(OAuthApplication application, HttpSettings settings) {
        if (application.server().exposed() && warned.add(application.server())) {
            LOG.warn(
                    "Authorisation server {} is asked over plain http: tokens can be read on the way",
                    application.server());
        }
        return http.transport(application.server(), settings, TOKEN_THREADS, Runnable::run, this::isStoppingOrStopped);
    }

    @Override
    protected void doStart() {
        timeOver = false;
        observer = observers.get();
        requests = context.getExecutorServiceManager().newCachedThreadPool(this, REQUESTS);
        callbacks = context.getExecutorServiceManager().newCachedThreadPool(this, CALLBACKS);
        tokens = pool("B24OpenLinesTokens", TOKEN_THREADS);
        budgets = pool("B24OpenLinesBudgets", BUDGET_THREADS);
        timer = context.getExecutorServiceManager().newSingleThreadScheduledExecutor(this, "B24OpenLinesTimer");
        time = new SystemTime(timer);
        http.start();
        blocking = new Blocking(tokens, callbacks);
        installed = new InstalledPortals(blocking);
        long often = Math.max(1, Math.min(LONGEST_SWEEP, idle.toMillis() / 2));
        timer.scheduleWithFixedDelay(this::letGo, often, often, TimeUnit.MILLISECONDS);
    }

    /**
     * Threads for what waits for others; made when they are needed. No caller ever lends its own, as by Camel's default, and what comes
     * after the stop is rejected, and not dropped in silence.
     */
    private ExecutorService pool(String name, int threads) {
        return context.getExecutorServiceManager()
                .newThreadPool(
                        this,
                        name,
                        new ThreadPoolProfileBuilder(name)
                                .poolSize(threads)
                                .maxPoolSize(threads)
                                .maxQueueSize(Integer.MAX_VALUE)
                                .allowCoreThreadTimeOut(true)
                                .rejectedPolicy(ThreadPoolRejectedPolicy.Abort)
                                .build());
    }

    @Override
    protected void doStop() {
        if (timer == null) {
            return;
        }
        dispatchers().forEach(Dispatcher::close);
        context.getExecutorServiceManager().shutdownNow(timer);
        context.getExecutorServiceManager().shutdownNow(budgets);
        finishRequests(context.getExecutorServiceManager());
        context.getExecutorServiceManager().shutdownGraceful(callbacks);
        http.stop();
        portals.clear();
        letGo.clear();
    }

    /** Runs what follows a call, which may block; at once if the component has stopped. */
    void callBack(Runnable task) {
        try {
            callbacks.execute(task);
        } catch (RejectedExecutionException e) {
            task.run();
        }
    }

    /** Lets what is on its way finish within the time that Camel grants threads; what does not loses its connection. */
    private void finishRequests(ExecutorServiceManager threads) {
        threads.shutdown(tokens);
        threads.shutdown(requests);
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(threads.getShutdownAwaitTermination());
        try {
            boolean ended = tokens.awaitTermination(end - System.nanoTime(), TimeUnit.NANOSECONDS)
                    && requests.awaitTermination(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (!ended) {
                http.abort();
                tokens.awaitTermination(AFTER_ABORT_MILLIS, TimeUnit.MILLISECONDS);
                requests.awaitTermination(AFTER_ABORT_MILLIS, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            threads.shutdownNow(tokens);
            threads.shutdownNow(requests);
        }
    }
}
