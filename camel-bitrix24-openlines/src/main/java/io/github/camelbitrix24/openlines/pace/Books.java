// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.pace;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** What the dispatcher of a portal knows. All of it belongs to the lock, under which no code of others runs and nothing is logged. */
final class Books {
    final ReentrantLock lock = new ReentrantLock();
    final Durations durations = new Durations();
    final CallQueue queue = new CallQueue(durations);
    final NextSlot slot;
    final Thrift thrift;
    final Tally tally = new Tally();
    final Alarm alarm = new Alarm();
    private final Limits limits;
    int inFlight;
    State state = State.OPEN;

    Books(Limits limits) {
        this.limits = limits;
        this.slot = new NextSlot(limits.rate() == null);
        this.thrift = new Thrift(limits);
    }

    /** What is taken. */
    enum State {
        OPEN,
        /** Only what goes ahead. */
        ENDING,
        CLOSED;

        boolean takes(boolean ahead) {
            return this == OPEN || this == ENDING && ahead;
        }
    }

    <T> T read(Supplier<T> books) {
        lock.lock();
        try {
            return books.get();
        } finally {
            lock.unlock();
        }
    }

    /** Whether a call may go that comes now. */
    boolean freeNow() {
        return queue.size() == 0 && inFlight < limits.maxInFlight();
    }

    /** Whether a request wants to go. */
    boolean wanted(long now) {
        return queue.hasReady() && inFlight < limits.maxInFlight() && worthARequest(now);
    }

    private boolean worthARequest(long now) {
        return thrift.worthARequest(queue.weight(), queue.oldestReady(), now);
    }

    /** When there is something to do even if nothing comes; {@code Long.MAX_VALUE} if never. */
    long nextTime(long now) {
        long next = queue.nextEvent(now).orElse(Long.MAX_VALUE);
        if (slot.paused() && queue.size() > 0) {
            next = Math.min(next, slot.pausedUntil());
        }
        if (queue.hasReady() && inFlight < limits.maxInFlight() && !worthARequest(now)) {
            next = Math.min(next, thrift.atLatest(queue.oldestReady()));
        }
        return next;
    }
}
