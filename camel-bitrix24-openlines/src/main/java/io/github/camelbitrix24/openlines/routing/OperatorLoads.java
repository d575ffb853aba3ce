// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.routing;

import io.github.camelbitrix24.openlines.api.B24Exception;
import io.github.camelbitrix24.openlines.api.OperatorLoad;
import io.github.camelbitrix24.openlines.operation.Loads;
import io.github.camelbitrix24.openlines.portal.PortalClient;
import io.github.camelbitrix24.openlines.report.QuietLog;
import io.github.camelbitrix24.openlines.rest.CallGroup;
import io.github.camelbitrix24.openlines.rest.CallOutcome;
import io.github.camelbitrix24.openlines.rest.RestCall;
import io.github.camelbitrix24.openlines.rest.Sequel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many slots the operators of one portal have free. The portal is asked at most once in 30 seconds, as its figures are no fresher
 * (§7.7); what was transferred since is counted in.
 */
public final class OperatorLoads {
    /** How long a reading holds. */
    public static final Duration KEPT = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(OperatorLoads.class);
    private static final int PAGE = 200;
    /** §7.7: the portal goes no further. */
    private static final int LAST_OFFSET = 10_000;

    private static final Set<String> NOT_OFFERED = Set.of("TARIFF_RESTRICTION", "ERROR_METHOD_NOT_FOUND");

    private final LongSupplier nanos;
    private final ReentrantLock lock = new ReentrantLock();
    private final Set<Place> underWay = new HashSet<>();
    private CompletableFuture<Slots> slots;
    private long readAt;
    private final QuietLog log = new QuietLog(LOG);

    /**
     * Makes the loads of one portal.
     *
     * @param nanos elapsed nanoseconds since some fixed point
     */
    public OperatorLoads(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /**
     * Takes a slot of the least loaded operator of a line.
     *
     * @return empty if nobody is online with a free slot, or the portal does not tell; never fails
     */
    CompletableFuture<Optional<Place>> take(PortalClient portal, long lineId) {
        return current(portal).thenApply(read -> {
            lock.lock();
            try {
                Optional<Place> place = read.take(lineId);
                place.ifPresent(underWay::add);
                return place;
            } finally {
                lock.unlock();
            }
        });
    }

    /** The transfer for which a place was taken is over. */
    void over(Place place, boolean mayBeThere) {
        lock.lock();
        try {
            underWay.remove(place);
            Slots read = mayBeThere ? null : slots.getNow(null);
            if (read != null) {
                read.giveBack(place);
            }
        } finally {
            lock.unlock();
        }
    }

    private CompletableFuture<Slots> current(PortalClient portal) {
        CompletableFuture<Slots> reading;
        Set<Place> unsure;
        lock.lock();
        try {
            long now = nanos.getAsLong();
            if (slots != null && now - readAt < KEPT.toNanos()) {
                return slots;
            }
            readAt = now;
            reading = new CompletableFuture<>();
            slots = reading;
            unsure = new HashSet<>(underWay);
        } finally {
            lock.unlock();
        }
        portal.call(CallGroup.of(null, page(0), RestCall.reading("user.current", Map.of())), Sequel.NONE)
                .thenAccept(outcomes -> {
                    long caller = outcomes.get(1) instanceof CallOutcome.Done done
                            ? Loads.caller(done.response().result())
                            : 0;
                    read(
                            portal,
                            outcomes.get(0),
                            new ArrayList<>(),
                            0,
                            loads -> arrived(reading, loads, caller, unsure));
                });
        return reading;
    }

    private static RestCall page(int offset) {
        return RestCall.reading("imopenlines.v2.Operator.list", Map.of("offset", offset, "limit", PAGE));
    }

    private void read(
            PortalClient portal,
            CallOutcome outcome,
            List<OperatorLoad> loads,
            int offset,
            Consumer<List<OperatorLoad>> then) {
        if (outcome instanceof CallOutcome.Failed failed) {
            say(failed.failure());
            then.accept(loads);
            return;
        }
        Object result = ((CallOutcome.Done) outcome).response().result();
        loads.addAll(Loads.read(result));
        int next = offset + PAGE;
        if (Loads.goesOn(result) && next <= LAST_OFFSET) {
            portal.call(CallGroup.of(null, page(next)), Sequel.NONE)
                    .thenAccept(outcomes -> read(portal, outcomes.get(0), loads, next, then));
        } else {
            log.over();
            then.accept(loads);
        }
    }

    private void arrived(CompletableFuture<Slots> reading, List<OperatorLoad> loads, long caller, Set<Place> unsure) {
        Slots read;
        lock.lock();
        try {
            unsure.addAll(underWay);
            read = new Slots(loads, caller, unsure);
        } finally {
            lock.unlock();
        }
        reading.complete(read);
    }

    private void say(B24Exception failure) {
        String code = String.valueOf(failure.getErrorCode());
        log.log(
                "The portal does not tell its operators' loads"
                        + (NOT_OFFERED.contains(code.toUpperCase(Locale.ROOT))
                                ? ", since its plan or version has no statistics"
                                : "")
                        + ": transfers to the least loaded go to the line. {}",
                failure.getMessage(),
                failure.getClass().getName() + code);
    }
}
