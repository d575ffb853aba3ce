// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.pace;

import io.github.camelbitrix24.openlines.api.B24Exception;
import io.github.camelbitrix24.openlines.api.RestTime;
import io.github.camelbitrix24.openlines.rest.RestResponse;
import io.github.camelbitrix24.openlines.wire.Delivery;
import io.github.camelbitrix24.openlines.wire.Failures;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * What becomes of a call whose request is back, or whose time is over; and what its answer tells of its method. Used under the
 * dispatcher's lock only.
 */
final class Judge {
    private static final long FIRST_DELAY = TimeUnit.MILLISECONDS.toNanos(500);
    /** Without a word from the portal about when the window moves (§1.11). */
    private static final long USUAL_BLOCK = TimeUnit.SECONDS.toNanos(60);
    /** What a caller is told who waited in vain: the portal's counter falls once a second (§3.1). */
    private static final Duration USUAL_WAIT = Duration.ofSeconds(1);

    private static final Duration LONGEST_WINDOW = Duration.ofHours(1);

    private final Limits limits;
    private final Time time;
    private final Durations durations;
    private final CallQueue queue;
    private final Backoff delay =
            new Backoff(FIRST_DELAY, () -> ThreadLocalRandom.current().nextDouble());

    Judge(Limits limits, Time time, Durations durations, CallQueue queue) {
        this.limits = limits;
        this.time = time;
        this.durations = durations;
        this.queue = queue;
    }

    /**
     * Judges a call by how its request ended.
     *
     * @param pausedUntil when the portal's budget lets requests go again
     * @param closed whether nothing may go again
     * @return what settles it, to be run outside the lock; null if it goes again
     */
    Runnable judge(PendingCall pending, Delivery delivery, long now, long pausedUntil, boolean closed) {
        pending.last = delivery;
        if (!(delivery instanceof Delivery.NotSent || delivery instanceof Delivery.NoToken)) {
            pending.attempts++;
        }
        if (delivery instanceof Delivery.Answered answered) {
            measure(pending, answered.response().time(), now);
            RestResponse response = answered.response().sentTimes(pending.attempts);
            pending.stage = PendingCall.Stage.DONE;
            return () -> pending.promise.complete(response);
        }
        Verdict verdict = Verdict.of(delivery);
        if (verdict == Verdict.AGAIN_WITH_TOKEN && renewable(pending) && !closed && !pending.promise.isDone()) {
            pending.renewed = true;
            pending.last = null;
            return null;
        }
        long earliest = switch (verdict) {
            case AGAIN_WITH_METHOD -> shut(pending, now);
            case AGAIN_WITH_BUDGET -> pausedUntil;
            case AGAIN_LATER -> now + delay.after(pending.tries + 1);
            case AGAIN_WITH_TOKEN, DONE, FAILED -> now;
        };
        boolean over = closed
                || pending.promise.isDone()
                || pending.tries >= pending.rules.maxRetries()
                || earliest - pending.deadline >= 0;
        boolean failed = verdict == Verdict.FAILED || verdict == Verdict.AGAIN_WITH_TOKEN;
        if (failed || over) {
            Duration wait = failed ? null : Duration.ofNanos(Math.max(0, earliest - now));
            B24Exception failure = Failures.of(pending.call, delivery, pending.attempts, wait);
            pending.stage = PendingCall.Stage.DONE;
            return () -> pending.promise.completeExceptionally(failure);
        }
        pending.tries++;
        if (verdict == Verdict.AGAIN_LATER) {
            queue.hold(pending.chat, earliest);
        }
        return null;
    }

    /** Once for each call: a portal that calls a new token expired as well would have us ask for ever. */
    private static boolean renewable(PendingCall pending) {
        return !pending.renewed && pending.lane.wire.credentials().expired(pending.access);
    }

    /** Why a call fails that waited to the end of its time. */
    B24Exception late(PendingCall call, long now) {
        long opensAt = call.lane.gate(call.call.method()).opensAt(now);
        if (opensAt > now) {
            return Failures.methodBlocked(call.call, call.attempts, Duration.ofNanos(opensAt - now));
        }
        if (call.last != null) {
            return Failures.of(call.call, call.last, call.attempts, USUAL_WAIT);
        }
        return Failures.waited(call.call, call.rules.maxWait(), call.attempts, USUAL_WAIT);
    }

    /** Shuts the method of a call for its caller; nanoseconds until which. */
    private long shut(PendingCall pending, long now) {
        MethodGate gate = pending.lane.gate(pending.call.method());
        long left = nanosUntil(gate.resetAt());
        long until = now + (left > 0 ? left : USUAL_BLOCK);
        gate.shutUntil(until);
        return until;
    }

    private void measure(PendingCall pending, RestTime spent, long now) {
        if (spent == null) {
            return;
        }
        String method = pending.call.method();
        durations.measured(method, spent.duration());
        if (spent.operatingResetAt() != null) {
            long window = nanosUntil(spent.operatingResetAt());
            pending.lane.gate(method).measured(spent, limits.operatingLimit(), durations.of(method), window, now);
        }
    }

    /** 0 if that time is over or not known; at most an hour, since the portal's window has ten minutes (§3.2). */
    private long nanosUntil(Instant then) {
        if (then == null) {
            return 0;
        }
        Duration left = Duration.between(time.now(), then);
        return left.compareTo(LONGEST_WINDOW) > 0 ? LONGEST_WINDOW.toNanos() : Math.max(0, left.toNanos());
    }
}
