// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.pace;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

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
 * @param stalledSince when the dispatcher should have done what it has not done since, null if it does what is due
 * @param clockBehind how far this machine's clock is behind those of others that share the budget, null if nothing is known of it
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
        Instant refusedLast,
        Instant stalledSince,
        Duration clockBehind) {
    /** So late the loop may be with something that is due: a machine that is short of time is none that stands still. */
    private static final long LATE = TimeUnit.SECONDS.toNanos(10);

    /** Of a portal whose loop runs, and with whose clock nothing is wrong. */
    public PortalState(
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
        this(
                budget,
                waiting,
                inFlight,
                requests,
                batches,
                batched,
                refusals,
                pausedUntil,
                shortSince,
                refusedSince,
                refusedLast,
                null,
                null);
    }

    /** Read under the dispatcher's lock. */
    static PortalState of(OptionalLong budget, Books books, OptionalLong busySince, Duration clockBehind, Time time) {
        CallQueue queue = books.queue;
        Tally tally = books.tally;
        NextSlot slot = books.slot;
        long now = time.nanos();
        Instant clock = time.now();
        boolean paused = slot.paused() && slot.pausedUntil() - now > 0;
        return new PortalState(
                budget,
                queue.size(),
                books.inFlight,
                tally.requests(),
                tally.batches(),
                tally.batched(),
                slot.allRefusals(),
                paused ? clock.plusNanos(slot.pausedUntil() - now) : null,
                ago(slot.shortSince(), now, clock),
                ago(slot.refusedSince(), now, clock),
                ago(slot.refusedLast(), now, clock),
                ago(stalledSince(queue.nextEvent(now), busySince, now), now, clock),
                clockBehind);
    }

    /** When the loop should have run that has not, or began a step that does not end. */
    private static OptionalLong stalledSince(OptionalLong due, OptionalLong busySince, long now) {
        if (due.isPresent() && now - due.getAsLong() > LATE) {
            return due;
        }
        return busySince.isPresent() && now - busySince.getAsLong() > LATE ? busySince : OptionalLong.empty();
    }

    private static Instant ago(OptionalLong then, long now, Instant clock) {
        return then.isPresent() ? clock.minusNanos(now - then.getAsLong()) : null;
    }
}
