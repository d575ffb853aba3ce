// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.pace;

import io.github.camelbitrix24.openlines.wire.Delivery;
import io.github.camelbitrix24.openlines.wire.Failures;
import java.util.ArrayList;
import java.util.List;

/** What one step of the loop has decided under the lock, to be carried out after it. */
final class Round {
    /** Calls whose time is over; they have left the queue. */
    final List<PendingCall> expired = new ArrayList<>(0);
    /** What the expired are told, in their order. */
    final List<Settler.Result> results = new ArrayList<>(0);
    /** Calls that go now; they have left the queue. */
    final List<PendingCall> taken = new ArrayList<>(0);
    /** The request that they go in, null if none goes. */
    Shipment shipment;
    /** Whether a slot goes back to the budget. */
    boolean unneeded;
    /** Whether the budget is asked for a slot. */
    boolean ask;
    /** Callers whose token is to be fetched. */
    List<Lane> closed = List.of();
    /** Whether another step may have something to do. */
    boolean more;
    /** The time for which a timer is to be set, and how far it is; meaningful if it rings. */
    long ringAt;

    long ringIn;
    boolean rings;
    /** Why it was not decided to its end; null if it was. */
    Throwable failure;

    void ring(long at, long now) {
        rings = true;
        ringAt = at;
        ringIn = Math.max(0, at - now);
    }

    /** Tells the calls that have left the queue and were neither sent nor told: they were certainly not executed. */
    void fail() {
        Delivery none = new Delivery.NotSent(
                "the dispatcher failed (" + failure.getClass().getSimpleName() + ")", true, Guard.bare(failure));
        for (PendingCall late : expired.subList(results.size(), expired.size())) {
            results.add(failed(late, none));
        }
        if (shipment == null) {
            taken.forEach(call -> results.add(failed(call, none)));
        }
    }

    private static Settler.Result failed(PendingCall pending, Delivery none) {
        pending.stage = PendingCall.Stage.DONE;
        return new Settler.Result(pending, () -> pending.fail(call -> Failures.of(call, none, pending.attempts, null)));
    }
}
