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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** What is kept about one portal: its dispatcher with the budget, and for each caller a way in. */
final class Portal {
    private final PortalSettings.Place place;
    private final Dispatcher dispatcher;
    private final PortalLocation location;
    private final Map<CallerKey, Caller> callers = new ConcurrentHashMap<>(1);
    private final LongSupplier nanos;
    private final Use use = new Use();
    private volatile Handing handing;

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
                use.kept(),
                dispatcher.state(),
                callers.entrySet().stream().map(Portal::view).toList());
    }

    private static CallerView view(Map.Entry<CallerKey, Caller> caller) {
        Identity identity = caller.getKey().identity();
        return new CallerView(
                identity.kind(), identity.name(), caller.getValue().way().state());
    }

    PortalSettings.Place place() {
        return place;
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
     * A client of an endpoint: portal and caller are kept until it stops.
     *
     * @param making makes the way in of a caller who has none yet
     */
    PortalClient kept(PortalSettings settings, Function<CallerKey, Caller> making) {
        Caller caller = caller(settings, making, Use::keep);
        use.keep();
        AtomicBoolean released = new AtomicBoolean();
        return new PortalClient(dispatcher, caller.way(), settings.rules(), caller.chats(), null, () -> {
            if (!released.getAndSet(true)) {
                caller.use().release(nanos.getAsLong());
                use.release(nanos.getAsLong());
            }
        });
    }

    /**
     * A client for one call.
     *
     * @param making makes the way in of a caller who has none yet
     * @param owner whose calls these are when they are withdrawn
     */
    PortalClient passing(PortalSettings settings, Function<CallerKey, Caller> making, Object owner) {
        long now = nanos.getAsLong();
        use.at(now);
        Caller caller = caller(settings, making, used -> used.at(now));
        return new PortalClient(dispatcher, caller.way(), settings.rules(), caller.chats(), owner, () -> {});
    }

    /** Marked as used before anybody could let it go. */
    private Caller caller(PortalSettings settings, Function<CallerKey, Caller> making, Consumer<Use> marking) {
        return callers.compute(new CallerKey(settings.identity(), settings.http()), (key, known) -> {
            Caller caller = known == null ? making.apply(key) : known;
            marking.accept(caller.use());
            return caller;
        });
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

    /** Whether it may be let go: nobody has used it for so long, and the budget that goes with it has filled again. */
    boolean idleSince(long now, Duration idle) {
        Rate rate = place.limits().rate();
        long refill = rate == null ? 0 : (long) (rate.burst() / rate.perSecond() * TimeUnit.SECONDS.toNanos(1));
        return use.idleSince(now, Math.max(idle.toNanos(), refill)) && dispatcher.idle();
    }

    /** Lets callers go whom nobody has used for so long, and of whose methods nothing is remembered that still matters. */
    void forgetIdleCallers(long now, Duration idle) {
        callers.keySet()
                .forEach(key -> callers.computeIfPresent(
                        key,
                        (same, caller) -> caller.use().idleSince(now, idle.toNanos())
                                        && caller.way().state().shut().isEmpty()
                                ? null
                                : caller));
    }

    /** Lets a caller go whose tokens are others now. */
    void forget(TokenKey tokens) {
        callers.keySet()
                .removeIf(key -> key.identity() instanceof OAuthCaller caller
                        && caller.key().equals(tokens));
    }

    /** A caller's way in, and the chats that it has found. */
    record Caller(PortalCaller way, ChatFinder chats, Use use) {
        Caller(PortalCaller way, ChatFinder chats) {
            this(way, chats, new Use());
        }
    }

    /** How many endpoints keep something, and when it was used last. */
    private static final class Use {
        private int keepers;
        private long usedAt;

        synchronized void keep() {
            keepers++;
        }

        synchronized void release(long now) {
            keepers--;
            usedAt = now;
        }

        synchronized void at(long now) {
            usedAt = now;
        }

        synchronized boolean kept() {
            return keepers > 0;
        }

        synchronized boolean idleSince(long now, long nanos) {
            return keepers == 0 && now - usedAt > nanos;
        }
    }

    /** Who calls, and how. */
    record CallerKey(Identity identity, HttpSettings settings) {}
}
