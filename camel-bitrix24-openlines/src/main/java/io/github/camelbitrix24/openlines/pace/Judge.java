// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.pace;

import io.github.camelbitrix24.openlines.api.RestTime;
import io.github.camelbitrix24.openlines.rest.CallOutcome;
import io.github.camelbitrix24.openlines.rest.RestCall;
import io.github.camelbitrix24.openlines.wire.Delivery;
import io.github.camelbitrix24.openlines.wire.Failures;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of a call whose request is back, or whose time is over; and what its answer tells of its method. Used under the
 * dispatcher's lock only.
 */
final class Judge {
    private static final Logger LOG = LoggerFactory.getLogger(Judge.class);
    private static final long FIRST_DELAY = TimeUnit.MILLISECONDS.toNanos(500);
    private static final Backoff DELAY =
            new Backoff(FIRST_DELAY, () -> ThreadLocalRandom.current().nextDouble());
    /** Without a word from the portal about when the window moves (§1.11). */
    private static final long USUAL_BLOCK = TimeUnit.SECONDS.toNanos(60);
    /** What a caller is told who waited in vain: the portal's counter falls once a second (§3.1). */
    private static final Duration USUAL_WAIT = Duration.ofSeconds(1);

    private static final Duration LONGEST_WINDOW = Duration.ofHours(1);

    private final Limits limits;
    private final Time time;
    private final Durations durations;
    private final CallQueue queue;
    private List<Runnable> sayings = new ArrayList<>(0);

    Judge(Limits limits, Time time, Durations durations, CallQueue queue) {
        this.limits = limits;
        this.time = time;
        this.durations = durations;
        this.queue = queue;
    }

    /**
     * Judges a call or a group by how its request ended. A group goes again as a whole, and only if nothing of it that changes
     * state can have run.
     *
     * @param deliveries one for each of its calls
     * @param pausedUntil when the portal's budget lets requests go again
     * @param closed whether nothing may go again
     * @return what came of each of its calls; null if it goes again
     */
    List<CallOutcome> judge(
            PendingCall pending, List<Delivery> deliveries, long now, long pausedUntil, boolean closed) {
        if (deliveries.stream().anyMatch(delivery -> delivery.sent())) {
            pending.attempts++;
        }
        boolean again = false;
        boolean later = false;
        boolean token = false;
        boolean uncounted = false;
        boolean mayHaveRun = false;
        long earliest = now;
        for (int index = 0; index < deliveries.size(); index++) {
            RestCall call = pending.calls.get(index);
            Delivery delivery = deliveries.get(index);
            Verdict verdict = verdict(pending, delivery);
            pending.lane.standing.note(delivery, verdict, now, time);
            say(pending.lane.admission.seen(delivery, pending.lane.standing.trouble(), now));
            if (delivery instanceof Delivery.Answered answered) {
                measure(pending.lane, call.method(), answered.response().time(), now);
            }
            if (!verdict.again()) {
                mayHaveRun |= call.changesState();
                continue;
            }
            again = true;
            later |= verdict == Verdict.AGAIN_LATER;
            token |= verdict == Verdict.AGAIN_WITH_TOKEN;
            uncounted |= token || delivery instanceof Delivery.NoTokenYet;
            pending.last = verdict == Verdict.AGAIN_WITH_TOKEN ? null : delivery;
            long opens = delivery instanceof Delivery.NoTokenYet none
                    ? now + tokenPause(none)
                    : earliest(pending, call, verdict, now, pausedUntil);
            earliest = opens - earliest > 0 ? opens : earliest;
        }
        boolean over = closed
                || pending.isDone()
                || !uncounted && pending.tries >= pending.rules.maxRetries()
                || earliest - pending.deadline >= 0;
        if (!again || mayHaveRun || over) {
            return outcomes(pending, deliveries, again ? Duration.ofNanos(Math.max(0, earliest - now)) : null);
        }
        pending.tries += uncounted ? 0 : 1;
        pending.renewed |= token;
        if (later) {
            queue.hold(pending.chat, earliest);
        }
        return null;
    }

    /** Another token helps once for each call: a portal that calls the new one expired too would have us ask for ever. */
    private static Verdict verdict(PendingCall pending, Delivery delivery) {
        Verdict verdict = Verdict.of(delivery);
        return verdict == Verdict.AGAIN_WITH_TOKEN
                        && (pending.renewed || !pending.lane.wire.credentials().expired(pending.access))
                ? Verdict.FAILED
                : verdict;
    }

    /** Not all at once who wait for the same server. */
    private static long tokenPause(Delivery.NoTokenYet none) {
        return Math.max(FIRST_DELAY, none.pause().toNanos())
                + (long) (FIRST_DELAY * ThreadLocalRandom.current().nextDouble());
    }

    private long earliest(PendingCall pending, RestCall call, Verdict verdict, long now, long pausedUntil) {
        return switch (verdict) {
            case AGAIN_WITH_METHOD -> shut(pending.lane, call.method(), now);
            case AGAIN_WITH_BUDGET -> pausedUntil;
            case AGAIN_LATER -> now + DELAY.after(pending.tries + 1);
            case AGAIN_WITH_TOKEN, DONE, FAILED -> now;
        };
    }

    private static List<CallOutcome> outcomes(PendingCall pending, List<Delivery> deliveries, Duration wait) {
        List<CallOutcome> outcomes = new ArrayList<>(deliveries.size());
        for (int index = 0; index < deliveries.size(); index++) {
            Delivery delivery = deliveries.get(index);
            outcomes.add(
                    delivery instanceof Delivery.Answered answered
                            ? new CallOutcome.Done(answered.response().sentTimes(pending.attempts))
                            : new CallOutcome.Failed(Failures.of(
                                    pending.calls.get(index),
                                    delivery,
                                    pending.attempts,
                                    Verdict.of(delivery).again() ? wait : null)));
        }
        return outcomes;
    }

    /** What is to be said in the log, outside the lock. */
    List<Runnable> takeSayings() {
        if (sayings.isEmpty()) {
            return List.of();
        }
        List<Runnable> taken = sayings;
        sayings = new ArrayList<>(0);
        return taken;
    }

    private void say(Runnable saying) {
        if (saying != null) {
            sayings.add(saying);
        }
    }

    /** What settles a call that waited to the end of its time, to be run outside the lock. */
    Runnable late(PendingCall pending, long now) {
        MethodGate shut = pending.lane.shutGate(pending.calls, now);
        Duration blocked = shut == null ? Duration.ZERO : Duration.ofNanos(Math.max(0, shut.opensAt(now) - now));
        int attempts = pending.attempts;
        Delivery last = pending.last;
        boolean tokenless = last == null && !pending.lane.door.open(now);
        if (pending.abandoned()) {
            return () -> pending.fail(call -> Failures.stopped(call, attempts));
        }
        return () -> pending.fail(call -> {
            if (!blocked.isZero()) {
                return Failures.methodBlocked(call, attempts, blocked);
            }
            if (tokenless) {
                return Failures.tokenLate(call, pending.rules.maxWait(), attempts);
            }
            return last != null
                    ? Failures.of(call, last, attempts, USUAL_WAIT)
                    : Failures.waited(call, pending.rules.maxWait(), attempts, USUAL_WAIT);
        });
    }

    /** Shuts a method for its caller; nanoseconds until which. */
    private long shut(Lane lane, String method, long now) {
        MethodGate gate = lane.gate(method);
        long left = nanosUntil(gate.resetAt());
        long until = now + (left > 0 ? left : USUAL_BLOCK);
        if (gate.news(until, now)) {
            say(() -> LOG.info(
                    "{} has used up its operating time at portal {} for {}: its calls wait {} s, others go on",
                    method,
                    lane.wire.portal(),
                    lane.wire.credentials(),
                    TimeUnit.NANOSECONDS.toSeconds(until - now)));
        }
        gate.blockUntil(until);
        return until;
    }

    private void measure(Lane lane, String method, RestTime spent, long now) {
        if (spent == null) {
            return;
        }
        durations.measured(method, spent.duration());
        if (spent.operatingResetAt() != null) {
            long window = nanosUntil(spent.operatingResetAt());
            lane.gate(method).measured(spent, limits.operatingLimit(), durations.of(method), window, now);
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
