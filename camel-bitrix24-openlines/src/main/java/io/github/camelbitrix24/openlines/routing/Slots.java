// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.routing;

import io.github.camelbitrix24.openlines.api.OperatorLoad;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The operators' loads as the portal told them, less what has been taken since. Not safe for threads: its owner sees to that. */
final class Slots {
    private static final String ONLINE = "online";

    private final List<OperatorLoad> loads;
    private final long caller;
    private final Map<Key, Integer> taken = new HashMap<>();

    private record Key(long userId, long lineId) {}

    /**
     * Makes the slots of one reading.
     *
     * @param caller who cannot be a target (§6.8), 0 if not known
     * @param underWay places whose transfers the reading may not show yet
     */
    Slots(List<OperatorLoad> loads, long caller, Collection<Place> underWay) {
        this.loads = loads;
        this.caller = caller;
        underWay.forEach(place -> change(place, 1));
    }

    /** The operator of the line who is online and has most slots free; of several, who has the fewest sessions. */
    Optional<Place> take(long lineId) {
        Optional<Place> place = loads.stream()
                .filter(load -> load.lineId() == lineId && load.userId() != caller)
                .filter(load -> ONLINE.equals(load.status()) && free(load) > 0)
                .max(Comparator.comparingLong(this::free)
                        .thenComparing(Comparator.comparingLong(this::sessions).reversed())
                        .thenComparing(
                                Comparator.comparingLong(OperatorLoad::userId).reversed()))
                .map(load -> new Place(load.userId(), lineId));
        place.ifPresent(taking -> change(taking, 1));
        return place;
    }

    void giveBack(Place place) {
        change(place, -1);
    }

    private void change(Place place, int by) {
        taken.merge(new Key(place.userId(), place.lineId()), by, (before, change) -> Math.max(0, before + change));
    }

    /** Without a limit there is always one. */
    private long free(OperatorLoad load) {
        return load.freeSlots() == null ? Integer.MAX_VALUE - sessions(load) : load.freeSlots() - taken(load);
    }

    private long sessions(OperatorLoad load) {
        return (long) load.activeSessions() + taken(load);
    }

    private int taken(OperatorLoad load) {
        return taken.getOrDefault(new Key(load.userId(), load.lineId()), 0);
    }
}
