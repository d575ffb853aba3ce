// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.pace;

import io.github.camelbitrix24.openlines.api.B24Exception;
import io.github.camelbitrix24.openlines.report.Observer;
import io.github.camelbitrix24.openlines.rest.RestCall;
import io.github.camelbitrix24.openlines.wire.Delivery;
import io.github.camelbitrix24.openlines.wire.Failures;
import io.github.camelbitrix24.openlines.wire.PortalWire;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Sends the calls to one portal. It is driven by four events, a call that comes, a slot that opens, a request that comes
 * back, a time that is over, and each runs the same short loop: expire, take, send. The lock guards the books only; requests
 * are sent, and callers told, outside of it.
 */
public final class Dispatcher {
    private final Limits limits;
    private final Budget budget;
    private final Time time;
    private final Settler settler;

    private final ReentrantLock lock = new ReentrantLock();
    private final Durations durations = new Durations();
    private final CallQueue queue = new CallQueue(durations);
    private final NextSlot slot;
    private final Thrift thrift;
    private final Tally tally = new Tally();
    private final Alarm alarm;
    private final Judge judge;
    private final CallReport report;
    private final AtomicInteger events = new AtomicInteger();
    private int inFlight;
    private State state = State.OPEN;

    /** Makes the dispatcher of one portal, of which nobody is told. */
    public Dispatcher(Limits limits, Budget budget, Time time, Executor settling) {
        this(limits, budget, time, settling, Observer.NONE);
    }

    /**
     * Makes the dispatcher of one portal.
     *
     * @param budget shared by all calls to the portal
     * @param settling runs the code of those who wait for results
     * @param observer told of its calls and requests
     */
    public Dispatcher(Limits limits, Budget budget, Time time, Executor settling, Observer observer) {
        this.limits = limits;
        this.budget = budget;
        this.time = time;
        this.settler = new Settler(settling);
        this.slot = new NextSlot(budget, limits.rate() == null);
        this.thrift = new Thrift(limits);
        this.alarm = new Alarm(time, this::tick);
        this.judge = new Judge(limits, time, durations, queue);
        this.report = new CallReport(observer, time);
    }

    /** Whether a group of several calls can hold this one: a {@code batch} can say it. */
    public static boolean takesInGroup(RestCall call) {
        return BatchEnvelope.takes(call);
    }

    /** A caller of the portal; calls of one caller may share a batch. */
    public PortalCaller caller(PortalWire wire) {
        return new PortalCaller(this, new Lane(wire, report), time, null);
    }

    /** What is taken. */
    private enum State {
        OPEN,
        /** Only what goes ahead. */
        ENDING,
        CLOSED;

        boolean takes(boolean ahead) {
            return this == OPEN || this == ENDING && ahead;
        }
    }

    /** A call, or a group, comes. */
    void enter(PendingCall pending, boolean ahead) {
        List<PendingCall> displaced = new ArrayList<>(0);
        Function<RestCall, B24Exception> refusal = offer(pending, ahead, displaced);
        displaced.forEach(out -> settler.settle(
                new Settler.Result(out, () -> out.fail(call -> Failures.full(call, limits.maxQueued()))), false));
        if (refusal == null) {
            pump();
        } else {
            pending.fail(refusal);
        }
    }

    private Function<RestCall, B24Exception> offer(PendingCall pending, boolean ahead, List<PendingCall> displaced) {
        lock.lock();
        try {
            if (!state.takes(ahead)) {
                return call -> Failures.stopped(call, 0);
            }
            boolean full = queue.size() >= limits.maxQueued() && !ahead && !freeNow();
            MethodGate shut = pending.lane.shutGate(pending.calls, pending.came);
            if (shut != null && shut.opensAt(pending.came) - pending.deadline >= 0) {
                Duration wait = Duration.ofNanos(shut.opensAt(pending.came) - pending.came);
                return call -> Failures.methodBlocked(call, 0, wait);
            }
            if (full) {
                PendingCall out = queue.makeRoom(pending);
                if (out == null) {
                    return call -> Failures.full(call, limits.maxQueued());
                }
                displaced.add(out);
            }
            queue.offer(pending, ahead);
            thrift.came(pending.came);
            return null;
        } finally {
            lock.unlock();
        }
    }

    private boolean freeNow() {
        return queue.size() == 0 && inFlight < limits.maxInFlight();
    }

    /** Whether nothing waits and nothing is on its way. */
    public boolean idle() {
        return read(() -> queue.size() == 0 && inFlight == 0 && !slot.asking());
    }

    /** What is known about the portal; asks nobody. */
    public PortalState state() {
        OptionalLong level = budget.level();
        return read(() -> PortalState.of(level, queue, inFlight, tally, slot, time));
    }

    /** What is known about a caller. */
    CallerState state(Lane lane) {
        return read(() -> lane.state(time));
    }

    private <T> T read(Supplier<T> books) {
        lock.lock();
        try {
            return books.get();
        } finally {
            lock.unlock();
        }
    }

    /** Fails the waiting calls of an owner that stops; those on their way finish. */
    public void withdraw(Object owner) {
        fail(call -> call.owner == owner);
    }

    /**
     * Refuses new calls and fails the waiting ones; those on their way finish. Calls that go ahead are taken until {@link #close}: a
     * consumer that stops has to tell the portal what is done.
     */
    public void stopWaiting() {
        end(State.ENDING);
    }

    /** Refuses all new calls and fails all that wait; those on their way finish. */
    public void close() {
        end(State.CLOSED);
    }

    private void end(State end) {
        lock.lock();
        try {
            state = end;
        } finally {
            lock.unlock();
        }
        fail(call -> !end.takes(call.ahead()));
    }

    private void fail(Predicate<PendingCall> which) {
        List<PendingCall> removed;
        lock.lock();
        try {
            removed = queue.removeIf(which);
        } finally {
            lock.unlock();
        }
        removed.forEach(pending -> settler.settle(
                new Settler.Result(pending, () -> pending.fail(call -> Failures.stopped(call, pending.attempts))),
                false));
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
        List<Settler.Result> expired = new ArrayList<>();
        Shipment shipment = null;
        boolean ask = false;
        boolean unneeded = false;
        boolean more;
        List<Lane> closedLanes;
        lock.lock();
        try {
            long now = time.nanos();
            for (PendingCall late : queue.expire(now)) {
                expired.add(new Settler.Result(late, judge.late(late, now)));
            }
            queue.wake(now);
            slot.wake(now);
            boolean wanted = queue.hasReady() && inFlight < limits.maxInFlight() && worthARequest(now);
            if (wanted && slot.ready()) {
                List<PendingCall> taken = queue.take(now);
                if (!taken.isEmpty()) {
                    shipment = Shipment.of(taken);
                    slot.leave();
                    inFlight++;
                    shipment.goes(now);
                    thrift.sent(shipment.weight(), now);
                    tally.sent(shipment);
                }
            } else if (slot.kept() && queue.size() == 0) {
                slot.leave();
                unneeded = true;
            } else if (wanted) {
                ask = slot.beginAsking();
            }
            if (queue.size() == 0) {
                slot.unneeded();
            }
            closedLanes = queue.takeClosed();
            more = queue.hasHopeless() || shipment != null && queue.hasReady();
            schedule(now);
        } finally {
            lock.unlock();
        }
        expired.forEach(late -> settler.settle(late, false));
        if (unneeded) {
            budget.giveBack();
        }
        if (ask) {
            budget.take().whenComplete(this::slotAnswered);
        }
        closedLanes.forEach(this::fetchToken);
        if (shipment != null) {
            send(shipment);
        }
        return more;
    }

    private boolean worthARequest(long now) {
        return thrift.worthARequest(queue.weight(), queue.oldestReady(), now);
    }

    private void slotAnswered(Long wait, Throwable failure) {
        lock.lock();
        try {
            slot.answered(wait, failure, time.nanos());
        } finally {
            lock.unlock();
        }
        pump();
    }

    /** Sets the timer; called under the lock. */
    private void schedule(long now) {
        long next = queue.nextEvent(now).orElse(Long.MAX_VALUE);
        if (slot.paused() && queue.size() > 0) {
            next = Math.min(next, slot.pausedUntil());
        }
        if (queue.hasReady() && inFlight < limits.maxInFlight() && !worthARequest(now)) {
            next = Math.min(next, thrift.atLatest(queue.oldestReady()));
        }
        alarm.set(next, now);
    }

    private void tick(long due) {
        lock.lock();
        try {
            alarm.rang(due);
        } finally {
            lock.unlock();
        }
        pump();
    }

    private void fetchToken(Lane lane) {
        lane.wire.fetch().thenAccept(failure -> tokenFetched(lane, failure));
    }

    /** Calls that waited for a token go on, or end as some that were not sent. */
    private void tokenFetched(Lane lane, Optional<Delivery> failure) {
        List<Settler.Result> results = List.of();
        lock.lock();
        try {
            if (failure.isPresent()) {
                Shipment waiting = Shipment.of(queue.takeWaitingAt(lane));
                results = judged(waiting, waiting.all(failure.get()), time.nanos());
            }
            queue.open(lane);
        } finally {
            lock.unlock();
        }
        pump();
        results.forEach(result -> settler.settle(result, false));
    }

    private void send(Shipment shipment) {
        long sentAt = report.sent(shipment.weight());
        try {
            CompletableFuture<Delivery> sent = shipment.first()
                    .lane
                    .wire
                    .send(shipment.request(), shipment.first().access, shipment.first().thread);
            shipment.settled().whenComplete((done, failure) -> sent.cancel(false));
            sent.whenComplete((delivery, failure) -> arrived(
                    shipment,
                    sentAt,
                    failure == null
                            ? delivery
                            : new Delivery.Lost(failure.getClass().getSimpleName())));
        } catch (RuntimeException | Error e) {
            arrived(shipment, sentAt, new Delivery.NotSent("it cannot be written as JSON", true, e));
        }
    }

    /** The request is back: the books first, then the next request, then those who wait. */
    private void arrived(Shipment shipment, long sentAt, Delivery whole) {
        List<List<Delivery>> deliveries = shipment.open(whole);
        List<Settler.Result> results;
        lock.lock();
        try {
            long now = time.nanos();
            inFlight--;
            thrift.back(shipment.weight());
            slot.back(whole, now);
            results = judged(shipment, deliveries, now);
        } finally {
            lock.unlock();
        }
        pump();
        report.back(shipment.weight(), sentAt, whole, deliveries);
        boolean alone = results.size() == 1;
        results.forEach(result -> settler.settle(result, alone));
    }

    /** Judges calls that are back; the results of those that do not go again. */
    private List<Settler.Result> judged(Shipment shipment, List<List<Delivery>> deliveries, long now) {
        List<Settler.Result> results = new ArrayList<>(deliveries.size());
        Deque<PendingCall> again = new ArrayDeque<>();
        for (int index = 0; index < deliveries.size(); index++) {
            PendingCall pending = shipment.pending().get(index);
            Runnable result =
                    judge.judge(pending, deliveries.get(index), now, slot.pausedUntil(), !state.takes(pending.ahead()));
            if (result != null) {
                results.add(new Settler.Result(pending, result));
            } else {
                again.addFirst(pending);
            }
        }
        again.forEach(queue::giveBack);
        queue.back(shipment);
        return results;
    }
}
