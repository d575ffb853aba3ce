// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.pace;

import io.github.camelbitrix24.openlines.api.B24Exception;
import io.github.camelbitrix24.openlines.auth.Access;
import io.github.camelbitrix24.openlines.report.Trail;
import io.github.camelbitrix24.openlines.rest.CallOutcome;
import io.github.camelbitrix24.openlines.rest.RestCall;
import io.github.camelbitrix24.openlines.wire.Delivery;
import io.github.camelbitrix24.openlines.wire.Failures;
import io.github.camelbitrix24.openlines.wire.WaitingThread;
import java.util.List;
import java.util.function.Function;

/**
 * A call, or a group of calls that go together, from its coming to its settling. Its fields belong to the dispatcher's lock; its
 * waiter is told once.
 */
final class PendingCall {
    /** Where it is. */
    enum Stage {
        WAITING,
        SENT,
        DONE
    }

    final Lane lane;
    final Long chatId;
    final CallRules rules;
    final Object owner;
    final Waiter waiter;
    /** What a span wants to know, null if nobody does. */
    final Trail trail;
    /** Says when nobody waits any more, null if nobody says that. */
    final CancellationSignal signal;
    /** The thread that waits with it, null if none does. */
    final WaitingThread thread = WaitingThread.current();

    final long came;
    /** What it followed on, for the report. */
    List<CallReport.Part> earlier = List.of();
    /** Since when what goes next could have gone. */
    long began;
    /** Nanoseconds that it waited before it went first. */
    long waited;
    /** Calls in its last request, 0 if none went. */
    int together;

    /** What goes next: one call, or a group's in order. */
    List<RestCall> calls;

    private boolean batchable;
    long deadline;
    ChatQueue chat;
    /** When it came among all calls; below 0 if it goes before all that came without being told so. */
    long sequence;
    /** Its place among those that may go; equal ones go by sequence. */
    long turn;
    /** The calls of its endpoint and caller; null if it goes ahead. */
    Turns.Flow flow;
    /** How often the portal got these calls. */
    int attempts;
    /** How often they went without having been executed. */
    int tries;

    Stage stage = Stage.WAITING;
    /** Why they go again; null at first. */
    Delivery last;
    /** With what they went. */
    Access access;
    /** Whether they have gone again with another token. */
    boolean renewed;

    PendingCall(
            Lane lane,
            List<RestCall> calls,
            Long chatId,
            CallRules rules,
            Object owner,
            Waiter waiter,
            Trail trail,
            CancellationSignal signal,
            long now) {
        this.lane = lane;
        this.calls = calls;
        this.chatId = chatId;
        this.rules = rules;
        this.owner = owner;
        this.waiter = waiter;
        this.trail = trail;
        this.signal = signal;
        this.came = now;
        this.began = now;
        this.deadline = now + rules.maxWait().toNanos();
        this.batchable = sayable();
    }

    /** Whether it goes before all others; once it is in the queue. */
    boolean ahead() {
        return sequence < 0;
    }

    /** Whether nothing of it has gone yet. */
    boolean fresh() {
        return together == 0 && earlier.isEmpty();
    }

    /** How much of a batch it takes. */
    int weight() {
        return calls.size();
    }

    /** Whether it can go as a request of its own method. */
    boolean single() {
        return calls.size() == 1;
    }

    /** Whether it may go together with others. */
    boolean batchable() {
        return batchable;
    }

    private boolean sayable() {
        return rules.maxBatchSize() > 1 && calls.stream().allMatch(BatchEnvelope::takes);
    }

    /** Whether another call of its chat may stand behind this one in the same batch. */
    boolean mayBeFollowedBy(PendingCall next) {
        // a later call must not run when an earlier one is refused for its method's operating time, nor before what
        // follows on a group
        return waiter instanceof Waiter.ForCall
                && next.waiter instanceof Waiter.ForCall
                && calls.get(0).method().equals(next.calls.get(0).method());
    }

    boolean isDone() {
        return waiter.promise().isDone();
    }

    /** Whether nobody waits for what comes of it. */
    boolean abandoned() {
        return signal != null && signal.isCancelled();
    }

    /** Goes in a request of so many calls. */
    void goes(int size, long now) {
        if (together == 0) {
            waited = now - began;
        }
        together = size;
        if (trail != null) {
            trail.went(size);
        }
    }

    /** Begins what follows on the calls that are done, at that time. */
    void goOn(List<RestCall> next, long begins) {
        calls = next;
        batchable = sayable();
        attempts = 0;
        tries = 0;
        together = 0;
        began = begins;
        last = null;
        deadline = begins + rules.maxWait().toNanos();
    }

    void fail(Function<RestCall, B24Exception> failure) {
        settle(calls.stream()
                .<CallOutcome>map(call -> new CallOutcome.Failed(failure.apply(call)))
                .toList());
    }

    /** It has gone out, and nobody waits for its answer: what is told of it when that comes is for the report only. */
    void abandon() {
        waiter.settle(calls.stream()
                .<CallOutcome>map(call -> new CallOutcome.Failed(Failures.abandoned(call, attempts + 1)))
                .toList());
    }

    /** Tells who waits, once. */
    void settle(List<CallOutcome> outcomes) {
        lane.report.ended(this, outcomes);
        waiter.settle(outcomes);
    }
}
