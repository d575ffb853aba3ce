// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.pace;

import io.github.camelbitrix24.openlines.auth.Access;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The calls that wait for one portal, oldest first. Passive: it knows no thread, no time but what it is told, and settles
 * nothing. A chat is in it once; while a call of it is on its way, is held for a repetition, or waits for its method, the chat's
 * other calls wait behind.
 */
final class CallQueue {
    /** How far a batch looks past calls that cannot go with it. */
    private static final int LOOK_AHEAD = 500;
    /** Added to the sequence of calls that go ahead of all others. */
    private static final long AHEAD = Long.MIN_VALUE / 2;
    /** How many calls that no longer wait may stand behind one that does before they are let go. */
    private static final int KEPT_DONE = 1_024;

    private final Durations durations;
    private final Map<Long, ChatQueue> chats = new HashMap<>();
    private final TreeMap<Long, ChatQueue> ready = new TreeMap<>();
    private final PriorityQueue<ChatQueue> held = new PriorityQueue<>(Comparator.comparingLong(chat -> chat.heldUntil));
    private final Map<Long, Deque<PendingCall>> deadlines = new HashMap<>();
    /** Calls that were given back: few, and older than those around them. */
    private final PriorityQueue<PendingCall> repeated =
            new PriorityQueue<>(Comparator.comparingLong(call -> call.deadline));

    /** Calls whose method opens after their deadline. */
    private final List<PendingCall> hopeless = new ArrayList<>();

    /** Callers whose token has to be fetched. */
    private final List<Lane> closed = new ArrayList<>();

    private final Set<Gate> shut = new HashSet<>();
    private long nextSequence;
    private int size;

    CallQueue(Durations durations) {
        this.durations = durations;
    }

    int size() {
        return size;
    }

    boolean hasReady() {
        return !ready.isEmpty();
    }

    /** Whether {@link #expire} has something to do already. */
    boolean hasHopeless() {
        return !hopeless.isEmpty();
    }

    /** When the oldest ready call came; meaningful if there is one. */
    long oldestReady() {
        return ready.firstEntry().getValue().calls.peekFirst().came;
    }

    void offer(PendingCall call, boolean ahead) {
        call.sequence = nextSequence++ + (ahead ? AHEAD : 0);
        call.chat = call.call.chatId() == null
                ? new ChatQueue(null)
                : chats.computeIfAbsent(call.call.chatId(), ChatQueue::new);
        call.chat.calls.addLast(call);
        size++;
        deadline(call).addLast(call);
        refresh(call.chat);
    }

    /**
     * Takes what goes in the next request: the oldest ready call, and what may go with it.
     *
     * @return empty if nothing can go now
     */
    List<PendingCall> take(long now) {
        List<PendingCall> taken = new ArrayList<>();
        List<ChatQueue> passed = new ArrayList<>();
        Map<ChatQueue, String> methods = new HashMap<>();
        double seconds = 0;
        while (!ready.isEmpty() && passed.size() < LOOK_AHEAD) {
            ChatQueue chat = ready.pollFirstEntry().getValue();
            chat.readyAt = null;
            PendingCall head = chat.calls.peekFirst();
            if (head.promise.isDone()) {
                remove(head);
                continue;
            }
            if (!enter(head, now)) {
                park(chat, head.lane.door);
                continue;
            }
            MethodGate gate = head.lane.gate(head.call.method());
            if (!gate.open(now)) {
                if (gate.opensAt(now) - head.deadline > 0) {
                    remove(head);
                    hopeless.add(head);
                } else {
                    park(chat, gate);
                }
                continue;
            }
            double cost = durations.of(head.call.method());
            if (!taken.isEmpty() && !goesWith(taken, head, methods.get(chat), seconds + cost)) {
                passed.add(chat);
                if (taken.size() >= taken.get(0).rules.maxBatchSize()) {
                    break;
                }
                continue;
            }
            leave(chat, head);
            taken.add(head);
            seconds += cost;
            methods.put(chat, head.call.method());
            if (!chat.calls.isEmpty()) {
                chat.readyAt = chat.calls.peekFirst().sequence;
                ready.put(chat.readyAt, chat);
            }
            if (taken.size() == 1 && !ready.isEmpty() && !head.batchable()) {
                break;
            }
        }
        passed.forEach(this::refresh);
        taken.forEach(call -> refresh(call.chat));
        return taken;
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
        size--;
        head.stage = PendingCall.Stage.SENT;
        head.lane.gate(head.call.method()).sent();
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
        unpark(lane.door);
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

    private static boolean goesWith(List<PendingCall> taken, PendingCall call, String methodBefore, double seconds) {
        PendingCall first = taken.get(0);
        return call.lane == first.lane
                && taken.size() < first.rules.maxBatchSize()
                && taken.size() < call.rules.maxBatchSize()
                && seconds <= Durations.LONGEST_BATCH_SECONDS
                // a later call of the chat must not run when an earlier one is refused for its method's operating time
                && (methodBefore == null || methodBefore.equals(call.call.method()))
                && call.batchable();
    }

    /** Puts a call that was sent, and not executed, back before all others of its chat; the latest first if there are several. */
    void giveBack(PendingCall call) {
        call.stage = PendingCall.Stage.WAITING;
        call.chat.calls.addFirst(call);
        size++;
        repeated.add(call);
    }

    /** Lets nothing of the call's chat go before that time. */
    void hold(ChatQueue chat, long until) {
        if (chat.held && chat.heldUntil - until >= 0) {
            return;
        }
        held.remove(chat);
        chat.held = true;
        chat.heldUntil = until;
        held.add(chat);
    }

    /** A call's request has come back. */
    void back(PendingCall call) {
        call.chat.sent--;
        MethodGate gate = call.lane.gate(call.call.method());
        gate.back();
        unpark(gate);
        refresh(call.chat);
    }

    /** Makes ready what was held, or shut out, until now. */
    void wake(long now) {
        while (!held.isEmpty() && now - held.peek().heldUntil >= 0) {
            ChatQueue chat = held.poll();
            chat.held = false;
            refresh(chat);
        }
        for (Gate gate : List.copyOf(shut)) {
            if (gate.open(now)) {
                unpark(gate);
            }
        }
    }

    private void unpark(Gate gate) {
        if (shut.remove(gate)) {
            List<ChatQueue> chatsOfGate = new ArrayList<>(gate.parked);
            gate.parked.clear();
            for (ChatQueue chat : chatsOfGate) {
                chat.parked = false;
                refresh(chat);
            }
        }
    }

    private void park(ChatQueue chat, Gate gate) {
        chat.parked = true;
        gate.parked.add(chat);
        shut.add(gate);
    }

    /** Removes and returns the calls whose time is over, or will be before their method opens. */
    List<PendingCall> expire(long now) {
        List<PendingCall> expired = new ArrayList<>(hopeless);
        hopeless.clear();
        deadlines.values().forEach(calls -> expire(calls, now, expired));
        expire(repeated, now, expired);
        return expired;
    }

    private void expire(Queue<PendingCall> calls, long now, List<PendingCall> expired) {
        while (!calls.isEmpty()
                && (calls.peek().stage != PendingCall.Stage.WAITING || now - calls.peek().deadline >= 0)) {
            PendingCall call = calls.poll();
            if (call.stage == PendingCall.Stage.WAITING) {
                remove(call);
                expired.add(call);
            }
        }
    }

    /** Removes and returns the calls that match, the oldest first. */
    List<PendingCall> removeIf(Predicate<PendingCall> which) {
        List<PendingCall> removed = Stream.concat(
                        repeated.stream(), deadlines.values().stream().flatMap(Deque::stream))
                .filter(call -> call.stage == PendingCall.Stage.WAITING && which.test(call))
                .distinct()
                .sorted(Comparator.comparingLong(call -> call.sequence))
                .toList();
        removed.forEach(this::remove);
        return removed;
    }

    /** When {@link #expire} or {@link #wake} has something to do; empty if never. */
    OptionalLong nextEvent(long now) {
        long next = Long.MAX_VALUE;
        for (Deque<PendingCall> calls : deadlines.values()) {
            if (!calls.isEmpty()) {
                next = Math.min(next, calls.peekFirst().deadline);
            }
        }
        if (!repeated.isEmpty()) {
            next = Math.min(next, repeated.peek().deadline);
        }
        if (!held.isEmpty()) {
            next = Math.min(next, held.peek().heldUntil);
        }
        for (Gate gate : shut) {
            long opensAt = gate.opensAt(now);
            if (opensAt > now) {
                next = Math.min(next, opensAt);
            }
        }
        return next == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(next);
    }

    private void remove(PendingCall call) {
        call.stage = PendingCall.Stage.DONE;
        if (call.chat.calls.peekFirst() == call) {
            call.chat.parked = false;
        }
        call.chat.calls.remove(call);
        size--;
        refresh(call.chat);
    }

    private Deque<PendingCall> deadline(PendingCall call) {
        Deque<PendingCall> calls =
                deadlines.computeIfAbsent(call.rules.maxWait().toNanos(), wait -> new ArrayDeque<>());
        while (!calls.isEmpty() && calls.peekFirst().stage != PendingCall.Stage.WAITING) {
            calls.pollFirst();
        }
        if (calls.size() > KEPT_DONE && calls.size() > 2 * size) {
            calls.removeIf(other -> other.stage != PendingCall.Stage.WAITING);
        }
        return calls;
    }

    /** Puts a chat where it belongs after anything about it has changed. */
    private void refresh(ChatQueue chat) {
        if (chat.readyAt != null) {
            ready.remove(chat.readyAt);
            chat.readyAt = null;
        }
        if (chat.calls.isEmpty()) {
            if (chat.sent == 0 && chat.chatId != null) {
                chats.remove(chat.chatId, chat);
            }
            return;
        }
        if (chat.sent > 0 || chat.held || chat.parked) {
            return;
        }
        chat.readyAt = chat.calls.peekFirst().sequence;
        ready.put(chat.readyAt, chat);
    }
}
