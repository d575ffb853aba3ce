// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.pace;

import io.github.camelbitrix24.openlines.api.B24Exception;
import io.github.camelbitrix24.openlines.api.RestTime;
import io.github.camelbitrix24.openlines.rest.RestCall;
import io.github.camelbitrix24.openlines.rest.RestResponse;
import io.github.camelbitrix24.openlines.wire.Delivery;
import io.github.camelbitrix24.openlines.wire.Failures;
import io.github.camelbitrix24.openlines.wire.PortalWire;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/**
 * Sends the calls to one portal. It is driven by four events, a call that comes, a slot that opens, a request that comes
 * back, a time that is over, and each runs the same short loop: expire, take, send. The lock guards the books only; requests
 * are sent, and callers told, outside of it.
 */
public final class Dispatcher {
    private static final long FIRST_DELAY = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long FIRST_PAUSE = TimeUnit.SECONDS.toNanos(1);
    /** Without a word from the portal about when the window moves (§1.11). */
    private static final long USUAL_BLOCK = TimeUnit.SECONDS.toNanos(60);
    /** What a caller is told who waited in vain: the portal's counter falls once a second (§3.1). */
    private static final Duration USUAL_WAIT = Duration.ofSeconds(1);

    private final Limits limits;
    private final Budget budget;
    private final Time time;
    private final Settler settler;
    private final Backoff callDelay =
            new Backoff(FIRST_DELAY, () -> ThreadLocalRandom.current().nextDouble());
    private final Backoff portalPause =
            new Backoff(FIRST_PAUSE, () -> ThreadLocalRandom.current().nextDouble());

    private final ReentrantLock lock = new ReentrantLock();
    private final Durations durations = new Durations();
    private final CallQueue queue = new CallQueue(durations);
    private final Thrift thrift;
    private final AtomicInteger events = new AtomicInteger();
    private int inFlight;
    private boolean asking;
    private boolean slot;
    private long pausedUntil;
    private boolean paused;
    private int refusals;
    private long tickAt = Long.MAX_VALUE;
    private boolean closed;

    /**
     * Makes the dispatcher of one portal.
     *
     * @param budget shared by all calls to the portal
     * @param settling runs the code of those who wait for results
     */
    public Dispatcher(Limits limits, Budget budget, Time time, Executor settling) {
        this.limits = limits;
        this.budget = budget;
        this.time = time;
        this.settler = new Settler(settling);
        this.thrift = new Thrift(limits);
    }

    /** The budget of one JVM for a portal with these limits. */
    public static Budget localBudget(Limits limits, Time time) {
        return limits.rate() == null ? new NoBudget() : new LocalBudget(limits.rate(), time);
    }

    /** A caller of the portal; calls of one caller may share a batch. */
    public Caller caller(PortalWire wire) {
        return new Caller(new Lane(wire));
    }

    /** What the portal's endpoints of one caller send through. */
    public final class Caller {
        private final Lane lane;

        private Caller(Lane lane) {
            this.lane = lane;
        }

        /**
         * Takes a call; returns at once.
         *
         * @param owner may later withdraw its waiting calls with {@link Dispatcher#withdraw}
         * @param ahead whether it goes before all calls that wait
         * @return fails with a {@code B24Exception} only; cancelling it ends the waiting or the request
         */
        public CompletableFuture<RestResponse> submit(RestCall call, CallRules rules, Object owner, boolean ahead) {
            PendingCall pending = new PendingCall(lane, call, rules, owner, time.nanos());
            B24Exception refusal = offer(pending, ahead);
            if (refusal != null) {
                return CompletableFuture.failedFuture(refusal);
            }
            pump();
            return pending.promise;
        }
    }

    private B24Exception offer(PendingCall pending, boolean ahead) {
        lock.lock();
        try {
            if (closed) {
                return Failures.stopped(pending.call, 0);
            }
            if (queue.size() >= limits.maxQueued() && !ahead && !freeNow()) {
                return Failures.full(pending.call, limits.maxQueued());
            }
            long opensAt = pending.lane.gate(pending.call.method()).opensAt(pending.came);
            if (opensAt - pending.deadline > 0) {
                return Failures.methodBlocked(pending.call, 0, Duration.ofNanos(opensAt - pending.came));
            }
            queue.offer(pending, ahead);
            return null;
        } finally {
            lock.unlock();
        }
    }

    private boolean freeNow() {
        return queue.size() == 0 && inFlight < limits.maxInFlight();
    }

    /** Fails the waiting calls of an owner that stops; those on their way finish. */
    public void withdraw(Object owner) {
        fail(call -> call.owner == owner);
    }

    /** Refuses new calls and fails the waiting ones; those on their way finish. */
    public void close() {
        lock.lock();
        try {
            closed = true;
        } finally {
            lock.unlock();
        }
        fail(call -> true);
    }

    private void fail(Predicate<PendingCall> which) {
        List<PendingCall> removed;
        lock.lock();
        try {
            removed = queue.removeIf(which);
        } finally {
            lock.unlock();
        }
        removed.forEach(call -> settler.settle(
                () -> call.promise.completeExceptionally(Failures.stopped(call.call, call.attempts)), false));
    }

    /** Runs the loop; an event that comes while it runs makes it run once more. */
    private void pump() {
        if (events.getAndIncrement() > 0) {
            return;
        }
        int seen = 1;
        do {
            while (step()) {
                // as long as something goes out
            }
            seen = events.addAndGet(-seen);
        } while (seen > 0);
    }

    /** One round: expire, ask for a slot, take, send. Whether another may have something to do. */
    private boolean step() {
        List<Runnable> expired = new ArrayList<>();
        List<PendingCall> batch = List.of();
        boolean ask = false;
        boolean unneeded = false;
        boolean hopeless;
        lock.lock();
        try {
            long now = time.nanos();
            for (PendingCall call : queue.expire(now)) {
                B24Exception failure = late(call, now);
                expired.add(() -> call.promise.completeExceptionally(failure));
            }
            queue.wake(now);
            if (paused && now - pausedUntil >= 0) {
                paused = false;
            }
            boolean wanted = queue.hasReady() && inFlight < limits.maxInFlight() && worthARequest(now);
            if (slot && wanted) {
                batch = queue.take(now);
                if (!batch.isEmpty()) {
                    slot = false;
                    inFlight++;
                    thrift.sent(batch.size(), now);
                }
            } else if (slot && queue.size() == 0) {
                slot = false;
                unneeded = true;
            } else if (wanted && !slot && !asking && !paused) {
                asking = true;
                ask = true;
            }
            hopeless = queue.hasHopeless();
            schedule(now);
        } finally {
            lock.unlock();
        }
        expired.forEach(failure -> settler.settle(failure, false));
        if (unneeded) {
            budget.giveBack();
        }
        if (ask) {
            budget.take().whenComplete(this::slotAnswered);
        }
        if (!batch.isEmpty()) {
            send(batch);
        }
        return ask || !batch.isEmpty() || hopeless;
    }

    private boolean worthARequest(long now) {
        return thrift.worthARequest(queue.size(), queue.oldestReady(), now);
    }

    private void slotAnswered(Long wait, Throwable failure) {
        lock.lock();
        try {
            asking = false;
            if (failure == null && wait == 0) {
                slot = true;
            } else {
                pause(time.nanos() + (failure == null ? wait : FIRST_PAUSE));
            }
        } finally {
            lock.unlock();
        }
        pump();
    }

    private void pause(long until) {
        if (!paused || until - pausedUntil > 0) {
            paused = true;
            pausedUntil = until;
        }
    }

    /** One timer for the earliest of all times; called under the lock. */
    private void schedule(long now) {
        OptionalLong event = queue.nextEvent(now);
        long next = event.orElse(Long.MAX_VALUE);
        if (paused && queue.size() > 0) {
            next = Math.min(next, pausedUntil);
        }
        if (queue.hasReady() && inFlight < limits.maxInFlight() && !worthARequest(now)) {
            next = Math.min(next, thrift.atLatest(queue.oldestReady()));
        }
        if (next < tickAt) {
            long due = next;
            tickAt = due;
            time.schedule(() -> tick(due), Math.max(0, due - now));
        }
    }

    private void tick(long due) {
        lock.lock();
        try {
            if (tickAt == due) {
                tickAt = Long.MAX_VALUE;
            }
        } finally {
            lock.unlock();
        }
        pump();
    }

    private void send(List<PendingCall> batch) {
        try {
            List<RestCall> calls = batch.stream().map(pending -> pending.call).toList();
            RestCall request = calls.size() == 1 ? calls.get(0) : BatchEnvelope.pack(calls);
            CompletableFuture<Delivery> sent = batch.get(0).lane.wire.send(request);
            if (batch.size() == 1) {
                batch.get(0).promise.whenComplete((done, failure) -> sent.cancel(false));
            }
            sent.whenComplete((delivery, failure) -> arrived(
                    batch,
                    calls,
                    failure == null
                            ? delivery
                            : new Delivery.Lost(failure.getClass().getSimpleName())));
        } catch (RuntimeException | Error e) {
            arrived(
                    batch,
                    batch.stream().map(pending -> pending.call).toList(),
                    new Delivery.NotSent("it cannot be written as JSON", true, e));
        }
    }

    /** The request is back: the books first, then the next request, then those who wait. */
    private void arrived(List<PendingCall> batch, List<RestCall> calls, Delivery whole) {
        List<Delivery> deliveries = calls.size() == 1 ? List.of(whole) : BatchEnvelope.open(calls, whole);
        List<Runnable> results = new ArrayList<>(batch.size());
        lock.lock();
        try {
            long now = time.nanos();
            inFlight--;
            thrift.back(batch.size());
            measure(batch, deliveries, now);
            noteRefusal(whole, now);
            List<PendingCall> again = new ArrayList<>();
            for (int index = 0; index < batch.size(); index++) {
                judge(batch.get(index), deliveries.get(index), now, again, results);
            }
            Collections.reverse(again);
            again.forEach(queue::giveBack);
            batch.forEach(queue::back);
        } finally {
            lock.unlock();
        }
        pump();
        boolean alone = results.size() == 1;
        results.forEach(result -> settler.settle(result, alone));
    }

    private void noteRefusal(Delivery whole, long now) {
        if (Verdict.of(whole) == Verdict.AGAIN_WITH_BUDGET) {
            refusals++;
            budget.drain();
            pause(now + portalPause.after(refusals));
        } else if (whole instanceof Delivery.Answered) {
            refusals = 0;
        }
    }

    private void judge(
            PendingCall pending, Delivery delivery, long now, List<PendingCall> again, List<Runnable> results) {
        pending.last = delivery;
        if (!(delivery instanceof Delivery.NotSent)) {
            pending.attempts++;
        }
        Verdict verdict = Verdict.of(delivery);
        if (verdict == Verdict.DONE) {
            RestResponse response = ((Delivery.Answered) delivery).response().sentTimes(pending.attempts);
            pending.stage = PendingCall.Stage.DONE;
            results.add(() -> pending.promise.complete(response));
            return;
        }
        long earliest = now;
        if (verdict == Verdict.AGAIN_WITH_METHOD) {
            earliest = shut(pending, now);
        } else if (verdict == Verdict.AGAIN_WITH_BUDGET) {
            earliest = pausedUntil;
        } else if (verdict == Verdict.AGAIN_LATER) {
            earliest = now + callDelay.after(pending.tries + 1);
        }
        if (verdict == Verdict.FAILED
                || closed
                || pending.promise.isDone()
                || ++pending.tries > pending.rules.maxRetries()
                || earliest - pending.deadline >= 0) {
            Duration wait = verdict == Verdict.FAILED ? null : Duration.ofNanos(Math.max(0, earliest - now));
            B24Exception failed = Failures.of(pending.call, delivery, pending.attempts, wait);
            pending.stage = PendingCall.Stage.DONE;
            results.add(() -> pending.promise.completeExceptionally(failed));
            return;
        }
        if (verdict == Verdict.AGAIN_LATER) {
            queue.hold(pending.chat, earliest);
        }
        again.add(pending);
    }

    /** Shuts the method of a call for its caller; nanoseconds until which. */
    private long shut(PendingCall pending, long now) {
        MethodGate gate = pending.lane.gate(pending.call.method());
        Instant reset = gate.resetAt();
        long left = reset == null ? 0 : Duration.between(time.now(), reset).toNanos();
        long until = now + (left > 0 ? left : USUAL_BLOCK);
        gate.shutUntil(until);
        return until;
    }

    private void measure(List<PendingCall> batch, List<Delivery> deliveries, long now) {
        for (int index = 0; index < batch.size(); index++) {
            if (deliveries.get(index) instanceof Delivery.Answered answered
                    && answered.response().time() != null) {
                measure(batch.get(index), answered.response().time(), now);
            }
        }
    }

    private void measure(PendingCall pending, RestTime spent, long now) {
        String method = pending.call.method();
        durations.measured(method, spent.duration());
        if (spent.operatingResetAt() != null) {
            long window = Duration.between(time.now(), spent.operatingResetAt()).toNanos();
            pending.lane
                    .gate(method)
                    .measured(spent, limits.operatingLimit(), durations.of(method), Math.max(0, window), now);
        }
    }

    private B24Exception late(PendingCall call, long now) {
        long opensAt = call.lane.gate(call.call.method()).opensAt(now);
        if (opensAt > now) {
            return Failures.methodBlocked(call.call, call.attempts, Duration.ofNanos(opensAt - now));
        }
        if (call.last != null) {
            return Failures.of(call.call, call.last, call.attempts, USUAL_WAIT);
        }
        return Failures.waited(call.call, call.rules.maxWait(), call.attempts, USUAL_WAIT);
    }
}
