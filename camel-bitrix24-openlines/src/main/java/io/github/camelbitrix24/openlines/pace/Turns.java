// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.pace;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * Whose call goes next, so that a flood from one endpoint does not hold up the calls of another: start-time fair queueing. The
 * calls of each endpoint, and of each caller behind it, are numbered on from the turn that is served now, so the first call of one
 * has a turn before most of a flood that came earlier. A single endpoint's calls keep the order in which they came.
 */
final class Turns {
    /** The turn of calls that go before all others. */
    private static final long AHEAD = Long.MIN_VALUE;

    private static final int FEW = 2;
    private static final int MANY = 16;

    private final Map<Source, Flow> flows = new HashMap<>(FEW);
    private int most = MANY;
    private long served;

    /** An endpoint and in whose name it calls. */
    private record Source(Object owner, Lane caller) {}

    /** The waiting calls of one source. */
    static final class Flow {
        /** In the order of their coming; those that wait no more are let go little by little. */
        private final Deque<PendingCall> calls = new ArrayDeque<>(FEW);

        private long next;
        private int waiting;

        /** The latest that waits and has not gone yet, null if there is none. */
        private PendingCall newest() {
            while (!calls.isEmpty() && calls.peekLast().stage != PendingCall.Stage.WAITING) {
                calls.pollLast();
            }
            PendingCall newest = calls.peekLast();
            return newest != null && newest.fresh() ? newest : null;
        }
    }

    /** Gives a call that comes its turn. */
    void came(PendingCall call, boolean ahead) {
        if (ahead) {
            call.turn = AHEAD;
            return;
        }
        Flow flow = flows.computeIfAbsent(new Source(call.owner, call.lane), source -> new Flow());
        call.flow = flow;
        call.turn = Math.max(served, flow.next);
        flow.next = call.turn + call.weight();
        while (!flow.calls.isEmpty() && flow.calls.peekFirst().stage != PendingCall.Stage.WAITING) {
            flow.calls.pollFirst();
        }
        flow.calls.addLast(call);
        if (flows.size() > most) {
            flows.values().removeIf(idle -> idle.waiting == 0 && idle.next <= served);
            most = Math.max(MANY, 2 * flows.size());
        }
    }

    /** A call waits, for the first time or again. */
    void waits(PendingCall call) {
        if (call.flow != null) {
            call.flow.waiting++;
        }
    }

    /** A call waits no more. */
    void waitsNoMore(PendingCall call) {
        if (call.flow != null) {
            call.flow.waiting--;
        }
    }

    /** A request goes, with this call as its first. It moves by one at least, so that ever new endpoints do not starve old ones. */
    void served(PendingCall first) {
        if (first.turn != AHEAD) {
            served = Math.max(served + 1, first.turn);
        }
    }

    /** The latest call of the source that has most of them, if that is more than this call's source would have; else null. */
    PendingCall newestOfMost(PendingCall coming) {
        Flow own = flows.get(new Source(coming.owner, coming.lane));
        int waiting = own == null ? 0 : own.waiting;
        return flows.values().stream()
                .max(Comparator.comparingInt(flow -> flow.waiting))
                .filter(flow -> flow.waiting > waiting + 1)
                .map(Flow::newest)
                .orElse(null);
    }

    /** Nothing waits: whose turn it was last does not matter any more. */
    void clear() {
        if (!flows.isEmpty()) {
            flows.clear();
            most = MANY;
        }
    }
}
