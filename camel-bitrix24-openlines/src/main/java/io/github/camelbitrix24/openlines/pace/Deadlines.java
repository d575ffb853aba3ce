// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.pace;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** By when waiting calls must have gone. Calls that wait no more are passed over, and let go little by little. */
final class Deadlines {
    /** How many calls that no longer wait may stand behind one that does before they are let go. */
    private static final int KEPT_DONE = 1_024;

    private static final Comparator<Entry> EARLIEST_FIRST = Comparator.comparingLong(Entry::deadline);

    /** Calls on their first wait, by how long it may be; in the order of their coming, so that the first expires first. */
    private final Map<Long, Deque<Entry>> byWait = new HashMap<>(2);
    /** The one of these that a call came into last; null before the first. */
    private Deque<Entry> last;
    /** Calls that were given back: few, and each with a deadline of its own; null before the first. */
    private PriorityQueue<Entry> givenBack;

    /** Calls that are out of the queue already, since their method opens after their deadline. */
    private final List<PendingCall> hopeless = new ArrayList<>();

    /** A call and the deadline it had; void when the call has gone, or got another. */
    private record Entry(PendingCall call, long deadline) {
        boolean waits() {
            return call.stage == PendingCall.Stage.WAITING && call.deadline == deadline;
        }
    }

    /** Takes a call that comes, beside so many that wait. */
    void add(PendingCall call, int waiting) {
        Deque<Entry> entries = byWait.computeIfAbsent(call.rules.maxWait().toNanos(), wait -> new ArrayDeque<>(2));
        while (!entries.isEmpty() && !entries.peekFirst().waits()) {
            entries.pollFirst();
        }
        if (entries.size() > KEPT_DONE && entries.size() > 2 * waiting) {
            entries.removeIf(entry -> !entry.waits());
        }
        entries.addLast(new Entry(call, call.deadline));
        last = entries;
    }

    /** Nothing waits: lets all entries go, so that a portal keeps nothing of its last call. */
    void clear() {
        if (byWait.size() == 1) {
            last.clear();
        } else {
            byWait.values().forEach(Deque::clear);
        }
        givenBack = null;
    }

    void addAgain(PendingCall call) {
        if (givenBack == null) {
            givenBack = new PriorityQueue<>(2, EARLIEST_FIRST);
        }
        givenBack.add(new Entry(call, call.deadline));
    }

    /** Takes a call that need not wait for its deadline. */
    void addHopeless(PendingCall call) {
        hopeless.add(call);
    }

    boolean hasHopeless() {
        return !hopeless.isEmpty();
    }

    /**
     * Lets go of the calls whose time is over, or will be before their method opens.
     *
     * @param removal takes a call out of the queue, so that it waits no more
     * @param expired gets the calls, each before it is removed
     */
    void expire(long now, Consumer<PendingCall> removal, List<PendingCall> expired) {
        if (hopeless.isEmpty() && now - next() < 0) {
            return;
        }
        expired.addAll(hopeless);
        hopeless.clear();
        Consumer<PendingCall> expire = call -> {
            expired.add(call);
            removal.accept(call);
        };
        byWait.values().forEach(entries -> expire(entries, now, expire));
        if (givenBack != null) {
            expire(givenBack, now, expire);
        }
    }

    private static void expire(Queue<Entry> entries, long now, Consumer<PendingCall> expire) {
        while (!entries.isEmpty()
                && (!entries.peek().waits() || now - entries.peek().deadline() >= 0)) {
            Entry entry = entries.poll();
            if (entry.waits()) {
                expire.accept(entry.call());
            }
        }
    }

    /** The calls that wait, each once. */
    Stream<PendingCall> waiting() {
        return Stream.concat(
                        givenBack == null ? Stream.empty() : givenBack.stream(),
                        byWait.values().stream().flatMap(Deque::stream))
                .filter(Entry::waits)
                .map(Entry::call)
                .distinct();
    }

    /** The earliest deadline, {@code Long.MAX_VALUE} if there is none. */
    long next() {
        long next = givenBack == null || givenBack.isEmpty()
                ? Long.MAX_VALUE
                : givenBack.peek().deadline();
        for (Deque<Entry> entries : byWait.values()) {
            if (!entries.isEmpty()) {
                next = Math.min(next, entries.peekFirst().deadline());
            }
        }
        return next;
    }
}
