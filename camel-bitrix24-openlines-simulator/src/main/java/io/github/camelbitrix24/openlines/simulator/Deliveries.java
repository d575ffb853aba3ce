// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import io.github.camelbitrix24.openlines.simulator.portal.Portal;
import java.time.Duration;

/** What goes wrong between the portal and the handlers of its events: nothing, until a test asks for it (§8.1). */
public final class Deliveries {

    private final Portal portal;

    Deliveries(Portal portal) {
        this.portal = portal;
    }

    /** The next events get lost. */
    public Deliveries drop(int events) {
        portal.outbox().drop(atLeastOne(events));
        return this;
    }

    /** The next events leave this much later by the portal's clock, while others overtake them. */
    public Deliveries delay(int events, Duration by) {
        if (by.isNegative() || by.isZero()) {
            throw new IllegalArgumentException("An event is delayed by more than nothing, not by " + by);
        }
        portal.outbox().delay(atLeastOne(events), by);
        return this;
    }

    /** The next two events change places. */
    public Deliveries reorder() {
        return reorder(2);
    }

    /** The next events wait for the last of them and then leave in reverse order. */
    public Deliveries reorder(int events) {
        if (events < 2) {
            throw new IllegalArgumentException("At least 2 events can change places, not " + events);
        }
        portal.outbox().reorder(events);
        return this;
    }

    /** A handler gets up to so many events at once from now on, and may see them in any order; 1 at first. */
    public Deliveries parallel(int atOnce) {
        portal.outbox().atOnce(atLeastOne(atOnce));
        return this;
    }

    /** What is still to happen. */
    public DeliveryPlan plan() {
        return portal.outbox().plan();
    }

    /** Ends all of it; what was held back leaves now, in the order in which it happened. */
    public Deliveries behave() {
        portal.outbox().behave();
        portal.settle();
        return this;
    }

    private static int atLeastOne(int events) {
        if (events < 1) {
            throw new IllegalArgumentException("At least 1 event, not " + events);
        }
        return events;
    }
}
