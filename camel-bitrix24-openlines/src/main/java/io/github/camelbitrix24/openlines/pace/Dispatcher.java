// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.pace;

import io.github.camelbitrix24.openlines.api.B24Exception;
import io.github.camelbitrix24.openlines.report.Observer;
import io.github.camelbitrix24.openlines.rest.RestCall;
import io.github.camelbitrix24.openlines.wire.Failures;
import io.github.camelbitrix24.openlines.wire.PortalWire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Sends the calls to one portal. It is driven by four events, a call that comes, a slot that opens, a request that comes
 * back, a time that is over, and each runs the same short loop: expire, take, send. The lock guards the books only: what is decided
 * under it, a {@link Round}, is carried out after it. No code of others runs under it, and none of theirs that waits runs in the loop.
 */
public final class Dispatcher {
    /** So many results may wait for callbacks, however few calls may wait. */
    private static final int LEAST_UNTOLD = 1_000;
    /** After a step has failed for which nobody can be blamed. */
    private static final long PAUSE = TimeUnit.SECONDS.toNanos(1);

    private final Limits limits;
    private final Budget budget;
    private final Time time;
    private final Executor settling;
    private final Settler settler;

    private final Books books;
    private final Judge judge;
    private final CallReport report;
    private final Requests requests;
    private final EventLoop loop;
    private final Guard guard = new Guard();

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
        this.settling = settling;
        this.settler = new Settler(settling, time, guard);
        this.books = new Books(limits);
        this.judge = new Judge(limits, time, books.durations, books.queue);
        this.report = new CallReport(observer, time, guard);
        this.loop = new EventLoop(this::step, this::stepFailed, time);
        this.requests = new Requests(books, judge, budget, time, settler, report, guard, loop::run);
    }

    /** Whether a group of several calls can hold this one: a {@code batch} can say it. */
    public static boolean takesInGroup(RestCall call) {
        return BatchEnvelope.takes(call);
    }

    /** A caller of the portal; calls of one caller may share a batch. */
    public PortalCaller caller(PortalWire wire) {
        return new PortalCaller(this, new Lane(wire, report), time, null, null);
    }

    /** A call, or a group, comes. */
    void enter(PendingCall pending, boolean ahead) {
        List<PendingCall> displaced = new ArrayList<>(0);
        Function<RestCall, B24Exception> refusal = offer(pending, ahead, displaced);
        settler.settle(
                displaced.stream()
                        .map(out -> new Settler.Result(
                                out, () -> out.fail(call -> Failures.full(call, limits.maxQueued()))))
                        .toList(),
                false);
        if (refusal == null) {
            loop.run();
        } else {
            pending.fail(refusal);
        }
    }

    private Function<RestCall, B24Exception> offer(PendingCall pending, boolean ahead, List<PendingCall> displaced) {
        books.lock.lock();
        try {
            if (!books.state.takes(ahead)) {
                return call -> Failures.stopped(call, 0);
            }
            if (settler.waiting() >= Math.max(limits.maxQueued(), LEAST_UNTOLD) && !ahead) {
                return call -> Failures.untold(call, settler.waiting());
            }
            boolean full = books.queue.size() >= limits.maxQueued() && !ahead && !books.freeNow();
            MethodGate shut = pending.lane.shutGate(pending.calls, pending.came);
            if (shut != null && shut.opensAt(pending.came) - pending.deadline >= 0) {
                Duration wait = Duration.ofNanos(shut.opensAt(pending.came) - pending.came);
                return call -> Failures.methodBlocked(call, 0, wait);
            }
            if (full) {
                PendingCall out = books.queue.makeRoom(pending);
                if (out == null) {
                    return call -> Failures.full(call, limits.maxQueued());
                }
                displaced.add(out);
            }
            books.queue.offer(pending, ahead);
            books.thrift.came(pending.came);
            return null;
        } finally {
            books.lock.unlock();
        }
    }

    /** Whether nothing waits and nothing is on its way. */
    public boolean idle() {
        return books.read(() -> books.queue.size() == 0 && books.inFlight == 0 && !books.slot.asking());
    }

    /** What is known about the portal; asks nobody. */
    public PortalState state() {
        OptionalLong level = budget.level();
        OptionalLong busySince = loop.busySince();
        Duration clockBehind = budget.clockBehind().orElse(null);
        return books.read(() -> PortalState.of(level, books, busySince, clockBehind, time));
    }

    /** What is known about a caller. */
    CallerState state(Lane lane) {
        return books.read(() -> lane.state(time));
    }

    /** Nobody waits for a call any more: if it has not gone it does not go, if it has it may have been executed. */
    void cancel(PendingCall pending) {
        if (fail(call -> call == pending)) {
            loop.run();
        } else if (!pending.isDone()) {
            pending.abandon();
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
        end(Books.State.ENDING);
    }

    /** Refuses all new calls and fails all that wait; those on their way finish. */
    public void close() {
        end(Books.State.CLOSED);
    }

    private void end(Books.State end) {
        books.lock.lock();
        try {
            books.state = end;
        } finally {
            books.lock.unlock();
        }
        fail(call -> !end.takes(call.ahead()));
    }

    private boolean fail(Predicate<PendingCall> which) {
        List<PendingCall> removed;
        books.lock.lock();
        try {
            removed = books.queue.removeIf(which);
        } finally {
            books.lock.unlock();
        }
        settler.settle(
                removed.stream()
                        .map(pending -> new Settler.Result(
                                pending, () -> pending.fail(call -> Failures.stopped(call, pending.attempts))))
                        .toList(),
                false);
        return !removed.isEmpty();
    }

    /** One round: expire, ask for a slot, take, send. Whether another may have something to do. */
    private boolean step() {
        Round round = new Round();
        books.lock.lock();
        try {
            decide(round, time.nanos());
        } catch (Throwable e) {
            giveUp(round, e);
        } finally {
            books.lock.unlock();
        }
        carryOut(round);
        return round.more;
    }

    private void decide(Round round, long now) {
        books.queue.expire(now, round.expired);
        for (PendingCall late : round.expired) {
            round.results.add(new Settler.Result(late, judge.late(late, now)));
        }
        books.queue.wake(now);
        books.slot.wake(now);
        boolean wanted = books.wanted(now);
        if (wanted && books.slot.ready()) {
            books.queue.take(now, round.taken);
            if (!round.taken.isEmpty()) {
                Shipment shipment = Shipment.of(round.taken);
                shipment.goes(now);
                books.thrift.sent(shipment.weight(), now);
                books.tally.sent(shipment);
                books.slot.leave();
                books.inFlight++;
                round.shipment = shipment;
            }
        } else if (books.slot.kept() && books.queue.size() == 0) {
            books.slot.leave();
            round.unneeded = true;
        } else if (wanted) {
            round.ask = books.slot.beginAsking();
        }
        if (books.queue.size() == 0) {
            books.slot.unneeded();
        }
        round.closed = books.queue.takeClosed();
        round.more = books.queue.hasHopeless() || round.shipment != null && books.queue.hasReady();
        long next = books.nextTime(now);
        if (books.alarm.set(next)) {
            round.ring(next, now);
        }
    }

    /** A round that fails midway: what has left the queue is told, and the next round comes after a pause. */
    private void giveUp(Round round, Throwable failure) {
        round.failure = failure;
        round.more = false;
        if (round.shipment == null) {
            round.taken.removeIf(call -> call.stage != PendingCall.Stage.SENT);
            for (PendingCall call : round.taken) {
                books.queue.back(call, call.calls);
                books.queue.leaveTo(call.chat);
            }
            PendingCall examined = books.queue.takeExamined();
            if (examined != null) {
                round.taken.add(examined);
            }
        }
    }

    /** What was decided, outside the lock; a part that fails takes no other with it. */
    private void carryOut(Round round) {
        if (round.failure != null) {
            stepFailed(round.failure);
            round.fail();
        }
        settler.settle(round.results, false);
        if (round.unneeded) {
            guard.run("the budget", budget::giveBack);
        }
        if (round.ask) {
            askBudget();
        }
        if (round.rings) {
            ringAt(round.ringAt, round.ringIn);
        }
        round.closed.forEach(requests::fetchToken);
        if (round.shipment != null) {
            requests.send(round.shipment);
        }
    }

    private void stepFailed(Throwable failure) {
        guard.failed("a round of the dispatcher", failure);
        guard.run("the timer", () -> time.schedule(loop::run, PAUSE));
    }

    private void askBudget() {
        try {
            CompletableFuture<Long> asked = budget.take();
            if (asked.isDone()) {
                asked.whenComplete(this::slotAnswered);
            } else {
                asked.whenComplete((wait, failure) -> onOwnThread(() -> slotAnswered(wait, failure)));
            }
        } catch (Throwable e) {
            slotAnswered(null, e);
        }
    }

    /** Leaves the thread of a store or of the JDK. */
    private void onOwnThread(Runnable event) {
        try {
            settling.execute(event);
        } catch (Throwable e) {
            guard.failed("a thread for the dispatcher", e);
            event.run();
        }
    }

    private void slotAnswered(Long wait, Throwable failure) {
        books.lock.lock();
        try {
            books.slot.answered(wait, failure, time.nanos());
        } finally {
            books.lock.unlock();
        }
        if (failure != null) {
            guard.failed("the budget", failure);
        }
        loop.run();
    }

    private void ringAt(long due, long delay) {
        if (!guard.run("the timer", () -> time.schedule(() -> rang(due, true), delay))) {
            rang(due, false);
        }
    }

    private void rang(long due, boolean indeed) {
        books.lock.lock();
        try {
            books.alarm.rang(due);
        } finally {
            books.lock.unlock();
        }
        if (indeed) {
            loop.run();
        }
    }
}
