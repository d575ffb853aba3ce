// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands still until a test turns it; the portal's timers fire inside {@link #advance}. */
public final class TurnedClock extends Clock {

    private final AtomicReference<Instant> now;
    private final ZoneId zone;
    private final List<Runnable> watchers;

    /** Makes a clock that stands at this time, in UTC. */
    public TurnedClock(Instant start) {
        this(new AtomicReference<>(start), ZoneOffset.UTC, new CopyOnWriteArrayList<>());
    }

    private TurnedClock(AtomicReference<Instant> now, ZoneId zone, List<Runnable> watchers) {
        this.now = now;
        this.zone = zone;
        this.watchers = watchers;
    }

    /** Turns the clock forward and returns when everything due until then has happened. */
    public void advance(Duration step) {
        if (step.isNegative()) {
            throw new IllegalArgumentException("The clock cannot be turned back by " + step);
        }
        now.updateAndGet(instant -> instant.plus(step));
        watchers.forEach(Runnable::run);
    }

    void watch(Runnable watcher) {
        watchers.add(watcher);
    }

    void unwatch(Runnable watcher) {
        watchers.remove(watcher);
    }

    @Override
    public Instant instant() {
        return now.get();
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    /** The same clock shown in another zone: turning one turns both. */
    @Override
    public Clock withZone(ZoneId other) {
        return new TurnedClock(now, other, watchers);
    }
}
