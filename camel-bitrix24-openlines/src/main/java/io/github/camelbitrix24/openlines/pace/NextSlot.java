// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.pace;

import io.github.camelbitrix24.openlines.wire.Delivery;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * The slot that the next request needs: there, asked for, or not to be asked for before a pause is over. Used under the
 * dispatcher's lock only; the budget itself is asked outside of it.
 */
final class NextSlot {
    private static final long FIRST_PAUSE = TimeUnit.SECONDS.toNanos(1);
    /** Whatever a budget says, it is asked again. */
    private static final long LONGEST_WAIT = TimeUnit.SECONDS.toNanos(60);

    private static final Backoff PORTAL_PAUSE =
            new Backoff(FIRST_PAUSE, () -> ThreadLocalRandom.current().nextDouble());

    private final boolean unlimited;
    private boolean asking;
    private boolean there;
    private long pausedUntil;
    private boolean paused;
    private int refusals;
    private long refusedSince;
    private long refusedLast;
    private long allRefusals;
    private boolean shortage;
    private long shortSince;
    /** Whether no pause came since the last slot. */
    private boolean easy;

    /**
     * Makes a slot that nobody has asked for.
     *
     * @param unlimited whether the portal has no request rate, and a pause is all that can hold a request
     */
    NextSlot(boolean unlimited) {
        this.unlimited = unlimited;
    }

    /** Ends a pause that is over. */
    void wake(long now) {
        if (paused && now - pausedUntil >= 0) {
            paused = false;
        }
    }

    /** Whether a request that wants to go has its slot. */
    boolean ready() {
        there |= unlimited && !paused;
        return there;
    }

    /** Whether a slot is kept for a request. */
    boolean kept() {
        return there;
    }

    /** The slot goes, with a request or back to the budget. */
    void leave() {
        there = false;
    }

    /** No call waits any more. */
    void unneeded() {
        shortage = false;
    }

    /** Whether the budget is to be asked now; if so it counts as asked until {@link #answered}. */
    boolean beginAsking() {
        if (there || asking || paused) {
            return false;
        }
        asking = true;
        return true;
    }

    boolean asking() {
        return asking;
    }

    /** The budget's answer to {@link Budget#take}. */
    void answered(Long wait, Throwable failure, long now) {
        asking = false;
        if (failure == null && wait != null && wait <= 0) {
            there = true;
            shortage = shortage && !easy;
            easy = true;
        } else {
            if (!shortage) {
                shortage = true;
                shortSince = now;
            }
            easy = false;
            pause(now + (failure == null && wait != null ? Math.min(wait, LONGEST_WAIT) : FIRST_PAUSE));
        }
    }

    /**
     * A request is back: after one that was over the portal's rate comes a pause, longer with each in a row.
     *
     * @return whether the budget is to be told that the portal's counter is full
     */
    boolean back(Delivery whole, long now) {
        if (Verdict.of(whole) == Verdict.AGAIN_WITH_BUDGET) {
            if (refusals++ == 0) {
                refusedSince = now;
            }
            refusedLast = now;
            allRefusals++;
            pause(now + Math.max(PORTAL_PAUSE.after(refusals), toldPause(whole)));
            return true;
        }
        if (whole instanceof Delivery.Answered) {
            refusals = 0;
        }
        return false;
    }

    private void pause(long until) {
        if (!paused || until - pausedUntil > 0) {
            paused = true;
            pausedUntil = until;
        }
    }

    /** Requests refused for the rate since the beginning. */
    long allRefusals() {
        return allRefusals;
    }

    /** Since when calls wait for the budget; empty if they do not. */
    OptionalLong shortSince() {
        return shortage ? OptionalLong.of(shortSince) : OptionalLong.empty();
    }

    /** When the first was of the refusals in a row; empty if there are none. */
    OptionalLong refusedSince() {
        return refusals > 0 ? OptionalLong.of(refusedSince) : OptionalLong.empty();
    }

    /** When the last of the refusals in a row was; empty if there are none. */
    OptionalLong refusedLast() {
        return refusals > 0 ? OptionalLong.of(refusedLast) : OptionalLong.empty();
    }

    boolean paused() {
        return paused;
    }

    /** When requests go again; meaningful during a pause. */
    long pausedUntil() {
        return pausedUntil;
    }

    /** No portal is known to send {@code Retry-After}; one that does is heard, and so is a proxy. */
    private static long toldPause(Delivery whole) {
        Duration told = null;
        if (whole instanceof Delivery.Rejected rejected) {
            told = rejected.retryAfter();
        } else if (whole instanceof Delivery.ClientError error) {
            told = error.retryAfter();
        }
        return told == null ? 0 : told.toNanos();
    }
}
