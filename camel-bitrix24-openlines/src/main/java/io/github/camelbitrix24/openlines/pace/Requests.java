// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.pace;

import io.github.camelbitrix24.openlines.rest.CallGroup;
import io.github.camelbitrix24.openlines.rest.CallOutcome;
import io.github.camelbitrix24.openlines.wire.Delivery;
import io.github.camelbitrix24.openlines.wire.Failures;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Sends requests and takes what comes back: the books first, then what follows on groups, then the next request, then those who wait.
 * Whatever a request throws, or fails with, its calls are told and its place is free.
 */
final class Requests {
    private final Books books;
    private final Judge judge;
    private final Budget budget;
    private final Time time;
    private final Settler settler;
    private final CallReport report;
    private final Guard guard;
    private final Runnable loop;

    Requests(
            Books books,
            Judge judge,
            Budget budget,
            Time time,
            Settler settler,
            CallReport report,
            Guard guard,
            Runnable loop) {
        this.books = books;
        this.judge = judge;
        this.budget = budget;
        this.time = time;
        this.settler = settler;
        this.report = report;
        this.guard = guard;
        this.loop = loop;
    }

    /** A group that is back, on which more may follow. */
    private record Open(PendingCall pending, List<CallOutcome> outcomes) {}

    /** What became of calls that came back together. */
    private static final class Judged {
        private final List<Settler.Result> results = new ArrayList<>(1);
        private final List<Open> open = new ArrayList<>(0);
        private final List<Runnable> sayings = new ArrayList<>(0);
    }

    /** Sends a request that the books know already. */
    void send(Shipment shipment) {
        long sentAt = report.sent();
        PendingCall first = shipment.first();
        CompletableFuture<Delivery> sent;
        try {
            sent = first.lane.wire.send(shipment.request(), first.access, first.thread);
        } catch (Throwable e) {
            String what = "the request cannot begin (" + e.getClass().getSimpleName() + ")";
            arrived(shipment, sentAt, new Delivery.NotSent(what, true, Guard.bare(e)));
            return;
        }
        sent.whenComplete((delivery, failure) -> arrived(
                shipment,
                sentAt,
                failure == null
                        ? delivery
                        : new Delivery.Lost(failure.getClass().getSimpleName())));
        guard.run("a cancellation", () -> shipment.settled().whenComplete((done, failure) -> sent.cancel(false)));
    }

    private void arrived(Shipment shipment, long sentAt, Delivery whole) {
        Judged judged = new Judged();
        List<List<Delivery>> deliveries = List.of();
        Throwable failed = null;
        boolean full = false;
        try {
            deliveries = shipment.open(whole);
        } catch (Throwable e) {
            failed = e;
        }
        books.lock.lock();
        try {
            long now = time.nanos();
            books.inFlight--;
            books.thrift.back(shipment.weight());
            full = books.slot.back(whole, now);
            judge(shipment, deliveries, now, judged);
        } catch (Throwable e) {
            failed = e;
        } finally {
            books.lock.unlock();
        }
        if (failed != null) {
            abandon(shipment, judged, failed);
        }
        if (full) {
            guard.run("the budget", budget::drain);
        }
        goOn(judged, telling(shipment, report.back(shipment.weight(), sentAt, whole, deliveries), judged));
    }

    /** What is left of calls whose answer could not be taken: nobody knows whether they were executed. */
    private void abandon(Shipment shipment, Judged judged, Throwable failure) {
        guard.failed("the reading of an answer", failure);
        Delivery lost = new Delivery.Lost(failure.getClass().getSimpleName());
        books.lock.lock();
        try {
            for (int index = 0; index < shipment.pending().size(); index++) {
                PendingCall pending = shipment.pending().get(index);
                if (pending.stage == PendingCall.Stage.SENT
                        && judged.open.stream().noneMatch(open -> open.pending() == pending)) {
                    pending.stage = PendingCall.Stage.DONE;
                    books.queue.back(pending, shipment.calls().get(index));
                    books.queue.leaveTo(pending.chat);
                    judged.results.add(new Settler.Result(
                            pending, () -> pending.fail(call -> Failures.of(call, lost, pending.attempts, null))));
                }
            }
        } finally {
            books.lock.unlock();
        }
    }

    /** Who listens is told before the first result, or alone. */
    private static List<Settler.Result> telling(Shipment shipment, Runnable listeners, Judged judged) {
        if (listeners == null) {
            return List.of();
        }
        if (judged.results.isEmpty()) {
            return List.of(new Settler.Result(shipment.first(), listeners));
        }
        Settler.Result first = judged.results.get(0);
        judged.results.set(0, new Settler.Result(first.pending(), () -> {
            listeners.run();
            first.telling().run();
        }));
        return List.of();
    }

    /** Fetches a token for the calls that wait for one. */
    void fetchToken(Lane lane) {
        try {
            lane.wire
                    .fetch()
                    .whenComplete((none, failure) -> tokenFetched(lane, failure == null ? none : noToken(failure)));
        } catch (Throwable e) {
            tokenFetched(lane, noToken(e));
        }
    }

    private static Optional<Delivery> noToken(Throwable failure) {
        String what = failure.getClass().getSimpleName();
        return Optional.of(new Delivery.NotSent("no token could be fetched (" + what + ")", false, null));
    }

    /** Calls that waited for a token go on, or end as some that were not sent. */
    private void tokenFetched(Lane lane, Optional<Delivery> failure) {
        Judged judged = new Judged();
        books.lock.lock();
        try {
            if (failure.isPresent()) {
                Shipment waiting = Shipment.of(books.queue.takeWaitingAt(lane));
                judge(waiting, waiting.all(failure.get()), time.nanos(), judged);
            }
        } finally {
            try {
                books.queue.open(lane);
            } finally {
                books.lock.unlock();
            }
        }
        goOn(judged, List.of());
    }

    /** Judges calls that are back, under the lock. What goes again is in the queue then, in front of its chat's others. */
    private void judge(Shipment shipment, List<List<Delivery>> deliveries, long now, Judged judged) {
        Deque<PendingCall> again = new ArrayDeque<>(0);
        List<ChatQueue> left = new ArrayList<>(deliveries.size());
        for (int index = 0; index < deliveries.size(); index++) {
            PendingCall pending = shipment.pending().get(index);
            boolean closed = !books.state.takes(pending.ahead());
            List<CallOutcome> outcomes = outcomes(pending, deliveries.get(index), now, closed);
            if (outcomes != null && !closed && !pending.isDone() && pending.waiter.goesOn()) {
                judged.open.add(new Open(pending, outcomes));
                continue;
            }
            left.add(pending.chat);
            if (outcomes == null) {
                again.addFirst(pending);
            } else {
                judged.results.add(settled(pending, outcomes));
            }
        }
        again.forEach(books.queue::giveBack);
        for (int index = 0; index < deliveries.size(); index++) {
            books.queue.back(shipment.pending().get(index), shipment.calls().get(index));
        }
        left.forEach(books.queue::leaveTo);
        judged.sayings.addAll(judge.takeSayings());
    }

    private List<CallOutcome> outcomes(PendingCall pending, List<Delivery> deliveries, long now, boolean closed) {
        try {
            return judge.judge(pending, deliveries, now, books.slot.pausedUntil(), closed);
        } catch (Throwable e) {
            Delivery lost = new Delivery.Lost(e.getClass().getSimpleName());
            return pending.calls.stream()
                    .<CallOutcome>map(call -> new CallOutcome.Failed(Failures.of(call, lost, pending.attempts, null)))
                    .toList();
        }
    }

    private static Settler.Result settled(PendingCall pending, List<CallOutcome> outcomes) {
        pending.stage = PendingCall.Stage.DONE;
        return new Settler.Result(pending, () -> pending.settle(outcomes));
    }

    private void goOn(Judged judged, List<Settler.Result> tellings) {
        judged.open.forEach(open -> follow(open, judged.results));
        loop.run();
        judged.sayings.forEach(saying -> guard.run("the log", saying));
        settler.settle(tellings, false);
        settler.settle(judged.results, true);
    }

    /** Asks what follows on a group, outside the lock; its chat waits meanwhile. */
    private void follow(Open open, List<Settler.Result> results) {
        PendingCall pending = open.pending();
        Optional<CallGroup> next = Optional.empty();
        try {
            next = pending.waiter
                    .next(open.outcomes())
                    .map(group -> new CallGroup(pending.rules.copy(group.calls()), group.chatId(), group.delay()));
        } catch (Throwable e) {
            guard.failed("what follows on a group of calls", e);
        }
        books.lock.lock();
        try {
            long now = time.nanos();
            if (next.isEmpty()) {
                results.add(settled(pending, open.outcomes()));
            } else if (!books.state.takes(pending.ahead())) {
                report.follows(pending, open.outcomes(), now);
                pending.goOn(next.get().calls(), now);
                pending.stage = PendingCall.Stage.DONE;
                results.add(new Settler.Result(pending, () -> pending.fail(call -> Failures.stopped(call, 0))));
            } else {
                report.follows(pending, open.outcomes(), now);
                long begins = now + next.get().delay().toNanos();
                pending.goOn(next.get().calls(), begins);
                if (begins - now > 0) {
                    books.queue.hold(pending.chat, begins);
                }
                books.queue.giveBack(pending);
            }
        } catch (Throwable e) {
            guard.failed("what follows on a group of calls", e);
            results.add(settled(pending, open.outcomes()));
        } finally {
            try {
                books.queue.leaveTo(pending.chat);
            } finally {
                books.lock.unlock();
            }
        }
    }
}
