// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.pace;

import io.github.camelbitrix24.openlines.auth.Access;
import io.github.camelbitrix24.openlines.rest.RestCall;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * The calls that wait for one portal, by their {@link Turns}. Passive: it knows no thread, no time but what it is told, and settles
 * nothing. A chat is in it once; while a call of it is on its way, is held for a repetition, or waits for its method, the chat's
 * other calls wait behind.
 */
final class CallQueue {
    /** How far a batch looks past calls that cannot go with it. */
    private static final int LOOK_AHEAD = 500;
    /** Added to the sequence of calls that go ahead of all others. */
    private static final long AHEAD = Long.MIN_VALUE / 2;

    /** Most of ten thousand portals have hardly a call at a time: what is kept for each begins small. */
    private static final int FEW = 2;

    private static final Comparator<PendingCall> BY_TURN =
            Comparator.<PendingCall>comparingLong(call -> call.turn).thenComparingLong(call -> call.sequence);
    private static final Comparator<ChatQueue> FIRST_TO_GO_ON = Comparator.comparingLong(chat -> chat.heldUntil);

    private final Durations durations;
    private final Map<Long, ChatQueue> chats = new HashMap<>(FEW);
    /** The heads of the chats that may go. */
    private final NavigableSet<PendingCall> ready = new TreeSet<>(BY_TURN);

    private final Turns turns = new Turns();

    /** Chats that wait for a time; null before the first. */
    private PriorityQueue<ChatQueue> held;

    private final Deadlines deadlines = new Deadlines();
    /** Callers whose token has to be fetched. */
    private final List<Lane> closed = new ArrayList<>();

    private final ParkedChats parked = new ParkedChats();

    /** At which {@link #take} is; null outside of it. */
    private PendingCall examined;

    private long nextSequence;
    private int size;
    private int weight;

    CallQueue(Durations durations) {
        this.durations = durations;
    }

    /** How many wait, a group being one. */
    int size() {
        return size;
    }

    /** How many commands of a batch they are. */
    int weight() {
        return weight;
    }

    boolean hasReady() {
        return !ready.isEmpty();
    }

    /** Whether {@link #expire} has something to do already. */
    boolean hasHopeless() {
        return deadlines.hasHopeless();
    }

    /**
     * When the oldest ready call came, or, if more are ready than one request takes, the one whose turn it is; meaningful if there
     * is one.
     */
    long oldestReady() {
        long oldest = ready.first().came;
        if (ready.size() <= CallRules.LARGEST_BATCH) {
            for (PendingCall call : ready) {
                oldest = call.came - oldest < 0 ? call.came : oldest;
            }
        }
        return oldest;
    }

    void offer(PendingCall call, boolean ahead) {
        call.sequence = nextSequence++ + (ahead ? AHEAD : 0);
        call.chat = call.chatId == null ? new ChatQueue(null) : chats.computeIfAbsent(call.chatId, ChatQueue::new);
        turns.came(call, ahead);
        unready(call.chat);
        call.chat.add(call);
        added(call);
        deadlines.add(call, size);
        refresh(call.chat);
    }

    /**
     * Makes room for a call by another that waits: the latest of the endpoint that has most of them.
     *
     * @return removed; null if the call's own endpoint has as many
     */
    PendingCall makeRoom(PendingCall coming) {
        PendingCall newest = turns.newestOfMost(coming);
        if (newest != null) {
            remove(newest);
        }
        return newest;
    }

    /**
     * Takes what goes in the next request: the ready call whose turn it is, and what may go with it.
     *
     * @param taken gets them, nothing if nothing can go now; what has left the queue is in it whatever is thrown
     */
    void take(long now, List<PendingCall> taken) {
        List<ChatQueue> passed = new ArrayList<>();
        try {
            take(now, taken, passed);
            examined = null;
        } finally {
            passed.forEach(this::refresh);
            taken.forEach(call -> refresh(call.chat));
        }
    }

    private void take(long now, List<PendingCall> taken, List<ChatQueue> passed) {
        Map<ChatQueue, PendingCall> before = new HashMap<>();
        double seconds = 0;
        int weight = 0;
        while (!ready.isEmpty() && passed.size() < LOOK_AHEAD) {
            ChatQueue chat = ready.pollFirst().chat;
            chat.readyAt = null;
            PendingCall head = chat.calls.peekFirst();
            examined = head;
            if (head.isDone()) {
                remove(head);
                continue;
            }
            if (head.abandoned()) {
                remove(head);
                deadlines.addHopeless(head);
                continue;
            }
            if (!enter(head, now)) {
                parked.park(chat, head.lane.door);
                continue;
            }
            MethodGate shutGate = head.lane.shutGate(head.calls, now);
            if (shutGate != null) {
                if (shutGate.opensAt(now) - head.deadline >= 0) {
                    remove(head);
                    deadlines.addHopeless(head);
                } else {
                    parked.park(chat, shutGate);
                }
                continue;
            }
            double cost = durations.of(head.calls);
            if (!taken.isEmpty()
                    && !(goesWith(taken.get(0), head, weight + head.weight(), seconds + cost)
                            && (before.get(chat) == null || before.get(chat).mayBeFollowedBy(head)))) {
                passed.add(chat);
                if (weight >= taken.get(0).rules.maxBatchSize()) {
                    break;
                }
                continue;
            }
            if (taken.isEmpty()) {
                turns.served(head);
            }
            taken.add(head);
            leave(chat, head);
            seconds += cost;
            weight += head.weight();
            before.put(chat, head);
            if (!chat.calls.isEmpty()) {
                makeReady(chat);
            }
            if (taken.size() == 1 && !ready.isEmpty() && !head.batchable()) {
                break;
            }
        }
    }

    /** Takes out the call at which {@link #take} has failed, so that it fails once only; null if it failed at none. */
    PendingCall takeExamined() {
        PendingCall call = examined;
        examined = null;
        if (call == null || call.stage != PendingCall.Stage.WAITING) {
            return null;
        }
        remove(call);
        return call;
    }

    /** Whether the caller of a call has a token for it; if not, one is to be fetched. */
    private boolean enter(PendingCall head, long now) {
        if (!head.lane.door.open(now)) {
            return false;
        }
        Optional<Access> access = head.lane.wire.credentials().access();
        access.ifPresentOrElse(present -> head.access = present, () -> {
            head.lane.door.shut();
            closed.add(head.lane);
        });
        return access.isPresent();
    }

    private void leave(ChatQueue chat, PendingCall head) {
        chat.calls.pollFirst();
        chat.sent++;
        removed(head);
        head.stage = PendingCall.Stage.SENT;
        head.lane.gates(head.calls).forEach(MethodGate::sent);
    }

    /** The callers whose token is to be fetched, each told once. */
    List<Lane> takeClosed() {
        if (closed.isEmpty()) {
            return List.of();
        }
        List<Lane> told = List.copyOf(closed);
        closed.clear();
        return told;
    }

    /** A caller's token has been fetched. */
    void open(Lane lane) {
        lane.door.open();
        parked.release(lane.door).forEach(this::refresh);
    }

    /** Takes the calls that wait for a caller's token, as if they were sent; their chats' other calls wait behind. */
    List<PendingCall> takeWaitingAt(Lane lane) {
        List<PendingCall> taken = new ArrayList<>();
        for (ChatQueue chat : lane.door.parked) {
            PendingCall head = chat.calls.peekFirst();
            if (chat.parked && head != null && head.lane == lane) {
                leave(chat, head);
                taken.add(head);
            }
        }
        return taken;
    }

    private static boolean goesWith(PendingCall first, PendingCall call, int weight, double seconds) {
        return call.lane == first.lane
                && weight <= first.rules.maxBatchSize()
                && weight <= call.rules.maxBatchSize()
                && seconds <= Durations.LONGEST_BATCH_SECONDS
                && call.batchable();
    }

    /** Puts a call that was sent, and not executed, back before all others of its chat; the latest first if there are several. */
    void giveBack(PendingCall call) {
        call.stage = PendingCall.Stage.WAITING;
        call.chat.calls.addFirst(call);
        added(call);
        deadlines.addAgain(call);
    }

    /** Lets nothing of the call's chat go before that time. */
    void hold(ChatQueue chat, long until) {
        if (chat.held && chat.heldUntil - until >= 0) {
            return;
        }
        if (held == null) {
            held = new PriorityQueue<>(FEW, FIRST_TO_GO_ON);
        }
        held.remove(chat);
        chat.held = true;
        chat.heldUntil = until;
        held.add(chat);
    }

    /** A call is back, and no request of it is on its way any more. */
    void back(PendingCall call, List<RestCall> calls) {
        for (MethodGate gate : call.lane.gates(calls)) {
            gate.back();
            parked.release(gate).forEach(this::refresh);
        }
    }

    /** Other calls of a call's chat may go; unless it was given back before, it is over. */
    void leaveTo(ChatQueue chat) {
        chat.sent--;
        refresh(chat);
    }

    /** Makes ready what was held, or shut out, until now. */
    void wake(long now) {
        while (held != null && !held.isEmpty() && now - held.peek().heldUntil >= 0) {
            ChatQueue chat = held.poll();
            chat.held = false;
            refresh(chat);
        }
        parked.releaseOpen(now).forEach(this::refresh);
    }

    /**
     * Removes the calls whose time is over, or will be before their method opens.
     *
     * @param expired gets them; what has left the queue is in it whatever is thrown
     */
    void expire(long now, List<PendingCall> expired) {
        deadlines.expire(now, this::remove, expired);
    }

    /** Removes and returns the calls that match, the oldest first. */
    List<PendingCall> removeIf(Predicate<PendingCall> which) {
        List<PendingCall> removed = deadlines
                .waiting()
                .filter(which)
                .sorted(Comparator.comparingLong(call -> call.sequence))
                .toList();
        removed.forEach(this::remove);
        return removed;
    }

    /** When {@link #expire} or {@link #wake} has something to do; empty if never. */
    OptionalLong nextEvent(long now) {
        long next = deadlines.next();
        if (held != null && !held.isEmpty()) {
            next = Math.min(next, held.peek().heldUntil);
        }
        next = Math.min(next, parked.nextOpening(now));
        return next == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(next);
    }

    private void remove(PendingCall call) {
        call.stage = PendingCall.Stage.DONE;
        if (call.chat.calls.peekFirst() == call) {
            call.chat.parked = false;
        }
        call.chat.calls.remove(call);
        removed(call);
        refresh(call.chat);
    }

    private void added(PendingCall call) {
        size++;
        weight += call.weight();
        turns.waits(call);
    }

    private void removed(PendingCall call) {
        size--;
        weight -= call.weight();
        turns.waitsNoMore(call);
        if (size == 0) {
            deadlines.clear();
            turns.clear();
        }
    }

    /** Puts a chat where it belongs after anything about it has changed. */
    private void refresh(ChatQueue chat) {
        unready(chat);
        if (chat.calls.isEmpty()) {
            if (chat.sent == 0 && chat.chatId != null) {
                chats.remove(chat.chatId, chat);
            }
            return;
        }
        if (chat.sent > 0 || chat.held || chat.parked) {
            return;
        }
        makeReady(chat);
    }

    private void unready(ChatQueue chat) {
        if (chat.readyAt != null) {
            ready.remove(chat.readyAt);
            chat.readyAt = null;
        }
    }

    private void makeReady(ChatQueue chat) {
        chat.readyAt = chat.calls.peekFirst();
        ready.add(chat.readyAt);
    }
}
