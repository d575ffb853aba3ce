// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import io.github.camelbitrix24.openlines.api.B24InvalidRequestException;
import io.github.camelbitrix24.openlines.auth.Identity;
import io.github.camelbitrix24.openlines.auth.OAuthCaller;
import io.github.camelbitrix24.openlines.auth.TokenKey;
import io.github.camelbitrix24.openlines.health.CallerView;
import io.github.camelbitrix24.openlines.health.PortalView;
import io.github.camelbitrix24.openlines.pace.Dispatcher;
import io.github.camelbitrix24.openlines.pace.PortalCaller;
import io.github.camelbitrix24.openlines.pace.Rate;
import io.github.camelbitrix24.openlines.portal.ChatFinder;
import io.github.camelbitrix24.openlines.portal.PortalClient;
import io.github.camelbitrix24.openlines.report.Observer;
import io.github.camelbitrix24.openlines.routing.Hops;
import io.github.camelbitrix24.openlines.routing.OperatorLoads;
import io.github.camelbitrix24.openlines.wire.PortalLocation;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** What is kept about one portal: its dispatcher with the budget, and for each caller a way in. */
final class Portal {
    private final PortalSettings.Place place;
    private final Dispatcher dispatcher;
    private final PortalLocation location;
    private final Map<CallerKey, Caller> callers = new ConcurrentHashMap<>(1);
    private final LongSupplier nanos;
    private volatile Handing handing;
    private volatile boolean kept;
    private volatile long usedAt;

    /**
     * Makes what is kept about a portal.
     *
     * @param nanos elapsed nanoseconds since some fixed point
     * @param observer told when it moves
     */
    Portal(PortalSettings.Place place, Dispatcher dispatcher, LongSupplier nanos, Observer observer) {
        this.nanos = nanos;
        this.place = place;
        this.dispatcher = dispatcher;
        this.location = new PortalLocation(place.address(), place.redirectHosts(), observer);
    }

    /** What is known about it now; asks nobody. */
    PortalView view() {
        return new PortalView(
                place.address().toString(),
                kept,
                dispatcher.state(),
                callers.entrySet().stream().map(Portal::view).toList());
    }

    private static CallerView view(Map.Entry<CallerKey, Caller> caller) {
        Identity identity = caller.getKey().identity();
        return new CallerView(
                identity.kind(), identity.name(), caller.getValue().way().state());
    }

    Dispatcher dispatcher() {
        return dispatcher;
    }

    /** Its configured host. */
    String host() {
        return place.address().host();
    }

    PortalLocation location() {
        return location;
    }

    /** Refuses an endpoint that has other limits. */
    void checkAgreement(PortalSettings.Place other) {
        if (!place.equals(other)) {
            throw new B24InvalidRequestException("the endpoints of portal " + place.address()
                    + " share one budget, and must agree on rateLimit, requestsPerSecond, burst, maxInFlight, maxQueued,"
                    + " operatingLimit, budgetStore, budgetNodes and allowedRedirectHosts: set these on the component. One has "
                    + place + ", another " + other);
        }
    }

    /**
     * A client.
     *
     * @param making makes the way in of a caller who has none yet
     * @param owner whose calls these are when they are withdrawn; null for the client's own
     */
    PortalClient client(PortalSettings settings, Function<CallerKey, Caller> making, Object owner) {
        CallerKey key = new CallerKey(settings.identity(), settings.http());
        Caller known = callers.get(key);
        Caller caller = known == null ? callers.computeIfAbsent(key, making) : known;
        return new PortalClient(dispatcher, caller.way(), settings.rules(), caller.chats(), owner);
    }

    /** How loaded its operators are. */
    OperatorLoads loads() {
        return handing().loads();
    }

    /** How often its dialogs were handed over. */
    Hops hops() {
        return handing().hops();
    }

    /** Most portals need none of it. */
    private Handing handing() {
        Handing present = handing;
        if (present != null) {
            return present;
        }
        synchronized (this) {
            if (handing == null) {
                handing = new Handing(new OperatorLoads(nanos), new Hops());
            }
            return handing;
        }
    }

    private record Handing(OperatorLoads loads, Hops hops) {}

    /** An endpoint names the portal: it stays. */
    void keep() {
        kept = true;
    }

    void use(long now) {
        usedAt = now;
    }

    /** Whether it may be let go: nobody has used it for so long, and the budget that goes with it has filled again. */
    boolean idleSince(long now, Duration idle) {
        Rate rate = place.limits().rate();
        long refill = rate == null ? 0 : (long) (rate.burst() / rate.perSecond() * TimeUnit.SECONDS.toNanos(1));
        return !kept && now - usedAt > Math.max(idle.toNanos(), refill) && dispatcher.idle();
    }

    /** Lets a caller go whose tokens are others now. */
    void forget(TokenKey tokens) {
        callers.keySet()
                .removeIf(key -> key.identity() instanceof OAuthCaller caller
                        && caller.key().equals(tokens));
    }

    /** A caller's way in, and the chats that it has found. */
    record Caller(PortalCaller way, ChatFinder chats) {}

    /** Who calls, and how. */
    record CallerKey(Identity identity, HttpSettings settings) {}
}
