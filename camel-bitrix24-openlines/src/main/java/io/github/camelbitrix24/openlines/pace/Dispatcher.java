// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.pace;

import io.github.camelbitrix24.openlines.api.B24Exception;
import io.github.camelbitrix24.openlines.rest.RestCall;
import io.github.camelbitrix24.openlines.rest.RestResponse;
import io.github.camelbitrix24.openlines.wire.Delivery;
import io.github.camelbitrix24.openlines.wire.Failures;
import io.github.camelbitrix24.openlines.wire.PortalWire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.apache.commons.lang3.math.NumberUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the calls to one portal. It is driven by four events, a call that comes, a slot that opens, a request that comes
 * back, a time that is over, and each runs the same short loop: expire, take, send. The lock guards the books only; requests
 * are sent, and callers told, outside of it.
 */
public final class Dispatcher {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
    private static final long FIRST_PAUSE = TimeUnit.SECONDS.toNanos(1);

    private static final long LONGEST_TOLD = 3_600;
    private static final int HTTP_OK = 200;

    private final Limits limits;
    private final Budget budget;
    private final Time time;
    private final Settler settler;
    private final Backoff portalPause =
            new Backoff(FIRST_PAUSE, () -> ThreadLocalRandom.current().nextDouble());

    private final ReentrantLock lock = new ReentrantLock();
    private final Durations durations = new Durations();
    private final CallQueue queue = new CallQueue(durations);
    private final Thrift thrift;
    private final Judge judge;
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
        this.judge = new Judge(limits, time, durations, queue);
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
        List<Lane> closed;
        lock.lock();
        try {
            long now = time.nanos();
            for (PendingCall call : queue.expire(now)) {
                B24Exception failure = judge.late(call, now);
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
            closed = queue.takeClosed();
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
        closed.forEach(this::fetchToken);
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

    private void fetchToken(Lane lane) {
        lane.wire.fetch().thenAccept(failure -> tokenFetched(lane, failure));
    }

    /** Calls that waited for a token go on, or end as one that was not sent. */
    private void tokenFetched(Lane lane, Optional<Delivery> failure) {
        List<Runnable> results = List.of();
        lock.lock();
        try {
            if (failure.isPresent()) {
                List<PendingCall> waiting = queue.takeWaitingAt(lane);
                results = judged(waiting, Collections.nCopies(waiting.size(), failure.get()), time.nanos());
            }
            queue.open(lane);
        } finally {
            lock.unlock();
        }
        pump();
        results.forEach(result -> settler.settle(result, false));
    }

    private void send(List<PendingCall> batch) {
        try {
            List<RestCall> calls = batch.stream().map(pending -> pending.call).toList();
            RestCall request = calls.size() == 1 ? calls.get(0) : BatchEnvelope.pack(calls);
            CompletableFuture<Delivery> sent = batch.get(0).lane.wire.send(request, batch.get(0).access);
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
        List<Delivery> deliveries = calls.size() == 1 ? List.of(whole) : opened(calls, whole);
        List<Runnable> results;
        lock.lock();
        try {
            long now = time.nanos();
            inFlight--;
            thrift.back(batch.size());
            noteRefusal(whole, now);
            results = judged(batch, deliveries, now);
        } finally {
            lock.unlock();
        }
        pump();
        boolean alone = results.size() == 1;
        results.forEach(result -> settler.settle(result, alone));
    }

    /** Judges calls that were sent; the results of those that do not go again. */
    private List<Runnable> judged(List<PendingCall> sent, List<Delivery> deliveries, long now) {
        List<Runnable> results = new ArrayList<>(sent.size());
        List<PendingCall> again = new ArrayList<>();
        for (int index = 0; index < sent.size(); index++) {
            PendingCall pending = sent.get(index);
            Runnable result = judge.judge(pending, deliveries.get(index), now, pausedUntil, closed);
            if (result != null) {
                results.add(result);
            } else {
                again.add(pending);
            }
        }
        Collections.reverse(again);
        again.forEach(queue::giveBack);
        sent.forEach(queue::back);
        return results;
    }

    private static List<Delivery> opened(List<RestCall> calls, Delivery whole) {
        try {
            return BatchEnvelope.open(calls, whole);
        } catch (RuntimeException e) {
            LOG.debug(
                    "A batch got an answer that cannot be read: {}",
                    e.getClass().getName());
            return Collections.nCopies(calls.size(), new Delivery.Unreadable(HTTP_OK));
        }
    }

    private void noteRefusal(Delivery whole, long now) {
        if (Verdict.of(whole) == Verdict.AGAIN_WITH_BUDGET) {
            refusals++;
            budget.drain();
            pause(now + Math.max(portalPause.after(refusals), toldPause(whole)));
        } else if (whole instanceof Delivery.Answered) {
            refusals = 0;
        }
    }

    /** No portal is known to send {@code Retry-After}; one that does is heard. */
    private static long toldPause(Delivery whole) {
        String seconds = whole instanceof Delivery.Rejected rejected ? rejected.retryAfter() : null;
        return TimeUnit.SECONDS.toNanos(Math.min(LONGEST_TOLD, Math.max(0, NumberUtils.toLong(seconds, 0))));
    }
}
