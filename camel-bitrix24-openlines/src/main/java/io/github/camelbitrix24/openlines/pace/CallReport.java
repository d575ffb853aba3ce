// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.pace;

import io.github.camelbitrix24.openlines.report.Ending;
import io.github.camelbitrix24.openlines.report.Observer;
import io.github.camelbitrix24.openlines.report.Observer.Limit;
import io.github.camelbitrix24.openlines.rest.CallOutcome;
import io.github.camelbitrix24.openlines.rest.RestCall;
import io.github.camelbitrix24.openlines.wire.Delivery;
import java.util.ArrayList;
import java.util.List;

/** Tells the observer of a portal's calls and requests. Outside the dispatcher's lock; costs nothing while nobody listens. */
final class CallReport {
    private static final String WHO = "who is told of calls";

    private final Observer observer;
    private final Time time;
    private final Guard guard;

    CallReport(Observer observer, Time time, Guard guard) {
        this.observer = observer;
        this.time = time;
        this.guard = guard;
    }

    /** Whether anybody listens. */
    boolean wanted() {
        return observer != Observer.NONE;
    }

    /** When a request goes, for {@link #back}: the loop waits for nobody who listens. */
    long sent() {
        return wanted() ? time.nanos() : 0;
    }

    /**
     * Tells of a request that is back, with a delivery for each of its calls.
     *
     * @return to be run on a thread that others do not wait for; null if nobody listens
     */
    Runnable back(int calls, long sentAt, Delivery whole, List<List<Delivery>> deliveries) {
        if (!wanted()) {
            return null;
        }
        long took = time.nanos() - sentAt;
        return () -> guard.run(WHO, () -> request(calls, took, whole, deliveries));
    }

    private void request(int calls, long took, Delivery whole, List<List<Delivery>> deliveries) {
        observer.requestSent(calls);
        observer.requestBack(calls, took);
        if (Verdict.of(whole) == Verdict.AGAIN_WITH_BUDGET) {
            observer.limitHit(Limit.RATE);
        }
        for (List<Delivery> group : deliveries) {
            for (Delivery delivery : group) {
                if (Verdict.of(delivery) == Verdict.AGAIN_WITH_METHOD) {
                    observer.limitHit(Limit.OPERATING);
                }
            }
        }
    }

    /** Calls are over, and those before them that they followed on. */
    void ended(PendingCall pending, List<CallOutcome> outcomes) {
        if (wanted()) {
            long now = time.nanos();
            guard.run(WHO, () -> {
                pending.earlier.forEach(this::tell);
                tell(part(pending, outcomes, now));
            });
        }
    }

    /** Calls are over that others follow on. */
    void follows(PendingCall pending, List<CallOutcome> outcomes, long now) {
        if (wanted()) {
            List<Part> earlier = new ArrayList<>(pending.earlier);
            earlier.add(part(pending, outcomes, now));
            pending.earlier = earlier;
        }
    }

    private static Part part(PendingCall pending, List<CallOutcome> outcomes, long now) {
        long nanos = now - pending.began;
        return new Part(
                pending.calls,
                outcomes,
                pending.attempts,
                pending.together,
                pending.together == 0 ? nanos : pending.waited,
                nanos);
    }

    private void tell(Part part) {
        for (int index = 0; index < part.outcomes().size(); index++) {
            observer.callDone(
                    part.calls().get(index).method(),
                    part.outcomes().get(index) instanceof CallOutcome.Failed failed
                            ? Ending.of(failed.failure())
                            : Ending.DONE,
                    part.attempts(),
                    part.together(),
                    part.waited(),
                    part.nanos());
        }
    }

    /** What is told of calls that went together. */
    record Part(
            List<RestCall> calls, List<CallOutcome> outcomes, int attempts, int together, long waited, long nanos) {}
}
