// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.pace;

import java.time.Instant;
import java.util.OptionalLong;

/**
 * What is known about a portal at one moment, without asking it. Numbers that count begin when the portal is first named.
 *
 * @param budget requests that could go at once; of a shared budget, what the store said last; empty if no rate is kept
 * @param waiting calls that wait, a group of calls being one
 * @param inFlight requests on their way
 * @param requests requests that went out
 * @param batches how many of them were batches, the user's own left out
 * @param batched calls that went in these batches
 * @param refusals requests that the portal refused since they were over its rate (503, §3.1)
 * @param pausedUntil when requests go again, null if they may go
 * @param shortSince since when calls have waited for the budget without a break, null if they do not
 * @param refusedSince when the first was of the refusals that nothing has come between, null if the last request went through
 * @param refusedLast when the last of these was, null likewise
 */
public record PortalState(
        OptionalLong budget,
        int waiting,
        int inFlight,
        long requests,
        long batches,
        long batched,
        long refusals,
        Instant pausedUntil,
        Instant shortSince,
        Instant refusedSince,
        Instant refusedLast) {

    /** Read under the dispatcher's lock. */
    static PortalState of(OptionalLong budget, CallQueue queue, int inFlight, Tally tally, NextSlot slot, Time time) {
        long now = time.nanos();
        Instant clock = time.now();
        boolean paused = slot.paused() && slot.pausedUntil() - now > 0;
        return new PortalState(
                budget,
                queue.size(),
                inFlight,
                tally.requests(),
                tally.batches(),
                tally.batched(),
                slot.allRefusals(),
                paused ? clock.plusNanos(slot.pausedUntil() - now) : null,
                ago(slot.shortSince(), now, clock),
                ago(slot.refusedSince(), now, clock),
                ago(slot.refusedLast(), now, clock));
    }

    private static Instant ago(OptionalLong then, long now, Instant clock) {
        return then.isPresent() ? clock.minusNanos(now - then.getAsLong()) : null;
    }
}
