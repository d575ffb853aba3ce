// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.pace;

import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.camelbitrix24.openlines.api.B24Exception;
import io.github.camelbitrix24.openlines.rest.CallGroup;
import io.github.camelbitrix24.openlines.rest.CallOutcome;
import io.github.camelbitrix24.openlines.rest.RestCall;
import io.github.camelbitrix24.openlines.rest.RestResponse;
import io.github.camelbitrix24.openlines.rest.Sequel;
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
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.commons.lang3.math.NumberUtils;

/**
 * Sends the calls to one portal. It is driven by four events, a call that comes, a slot that opens, a request that comes
 * back, a time that is over, and each runs the same short loop: expire, take, send. The lock guards the books only; requests
 * are sent, and callers told, outside of it.
 */
public final class Dispatcher {
    private static final long FIRST_PAUSE = TimeUnit.SECONDS.toNanos(1);

    private static final long LONGEST_TOLD = 3_600;

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
    private State state = State.OPEN;

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

    /**
     * A budget that several JVMs share.
     *
     * @param store keeps it, under the key
     * @param nodes how many JVMs share it: while the store is lost each takes that part
     * @param blocking runs what waits for a store that has no asynchronous interface
     */
    public static Budget sharedBudget(
            Limits limits, Time time, ProxyManager<String> store, String key, int nodes, Executor blocking) {
        return limits.rate() == null
                ? new NoBudget()
                : SharedBudget.of(store, key, limits.rate(), nodes, time, blocking);
    }

    /** Whether a group of several calls can hold this one: a {@code batch} can say it. */
    public static boolean takesInGroup(RestCall call) {
        return BatchEnvelope.takes(call);
    }

    /** A caller of the portal; calls of one caller may share a batch. */
    public Caller caller(PortalWire wire) {
        return new Caller(new Lane(wire));
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
            CompletableFuture<RestResponse> promise = new CompletableFuture<>();
            enter(List.of(call), call.chatId(), rules, owner, ahead, new Waiter.ForCall(promise));
            return promise;
        }

        /**
         * Takes a group; returns at once. It goes in one {@code batch}, alone or with others, whatever {@code maxBatchSize} is. It
         * is repeated as a whole, like a call, and only if none of its calls that change state may have run.
         *
         * @param sequel asked after each answer, also an unreadable one; what it wants goes in the group's place of the chat's order,
         *     with a {@code maxWait} of its own, unless the component stops
         * @param owner may later withdraw its waiting calls with {@link Dispatcher#withdraw}
         * @throws io.github.camelbitrix24.openlines.api.B24InvalidRequestException if the group has several calls, and one cannot be
         *     said in a batch: a text of it holds what the portal would take for a reference, or an empty map or list
         * @return never fails: one outcome for each call of the last group; cancelling it ends the waiting or the request
         */
        public CompletableFuture<List<CallOutcome>> submit(
                CallGroup group, Sequel sequel, CallRules rules, Object owner) {
            CompletableFuture<List<CallOutcome>> promise = new CompletableFuture<>();
            group.calls().stream()
                    .filter(call -> group.calls().size() > 1 && !BatchEnvelope.takes(call))
                    .findFirst()
                    .ifPresent(call -> {
                        throw Failures.notInBatch(call);
                    });
            enter(group.calls(), group.chatId(), rules, owner, false, new Waiter.ForGroup(promise, sequel));
            return promise;
        }

        private void enter(
                List<RestCall> calls, Long chatId, CallRules rules, Object owner, boolean ahead, Waiter waiter) {
            PendingCall pending = new PendingCall(lane, calls, chatId, rules, owner, waiter, time.nanos());
            Function<RestCall, B24Exception> refusal = offer(pending, ahead);
            if (refusal == null) {
                pump();
            } else {
                pending.fail(refusal);
            }
        }
    }

    private Function<RestCall, B24Exception> offer(PendingCall pending, boolean ahead) {
        lock.lock();
        try {
            if (!state.takes(ahead)) {
                return call -> Failures.stopped(call, 0);
            }
            if (queue.size() >= limits.maxQueued() && !ahead && !freeNow()) {
                return call -> Failures.full(call, limits.maxQueued());
            }
            MethodGate shut = pending.lane.shutGate(pending.calls, pending.came);
            if (shut != null && shut.opensAt(pending.came) - pending.deadline >= 0) {
                Duration wait = Duration.ofNanos(shut.opensAt(pending.came) - pending.came);
                return call -> Failures.methodBlocked(call, 0, wait);
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

    /** Whether nothing waits and nothing is on its way. */
    public boolean idle() {
        lock.lock();
        try {
            return queue.size() == 0 && inFlight == 0 && !asking;
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
            if (paused && now - pausedUntil >= 0) {
                paused = false;
            }
            boolean wanted = queue.hasReady() && inFlight < limits.maxInFlight() && worthARequest(now);
            slot |= wanted && limits.rate() == null && !paused;
            if (slot && wanted) {
                List<PendingCall> taken = queue.take(now);
                if (!taken.isEmpty()) {
                    shipment = Shipment.of(taken);
                    slot = false;
                    inFlight++;
                    thrift.sent(shipment.weight(), now);
                }
            } else if (slot && queue.size() == 0) {
                slot = false;
                unneeded = true;
            } else if (wanted && !slot && !asking && !paused) {
                asking = true;
                ask = true;
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
        try {
            CompletableFuture<Delivery> sent = shipment.first()
                    .lane
                    .wire
                    .send(shipment.request(), shipment.first().access, shipment.first().thread);
            shipment.settled().whenComplete((done, failure) -> sent.cancel(false));
            sent.whenComplete((delivery, failure) -> arrived(
                    shipment,
                    failure == null
                            ? delivery
                            : new Delivery.Lost(failure.getClass().getSimpleName())));
        } catch (RuntimeException | Error e) {
            arrived(shipment, new Delivery.NotSent("it cannot be written as JSON", true, e));
        }
    }

    /** The request is back: the books first, then the next request, then those who wait. */
    private void arrived(Shipment shipment, Delivery whole) {
        List<List<Delivery>> deliveries = shipment.open(whole);
        List<Settler.Result> results;
        lock.lock();
        try {
            long now = time.nanos();
            inFlight--;
            thrift.back(shipment.weight());
            noteRefusal(whole, now);
            results = judged(shipment, deliveries, now);
        } finally {
            lock.unlock();
        }
        pump();
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
                    judge.judge(pending, deliveries.get(index), now, pausedUntil, !state.takes(pending.ahead()));
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
