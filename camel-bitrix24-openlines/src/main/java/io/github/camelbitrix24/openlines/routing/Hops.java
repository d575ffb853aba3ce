// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.routing;

import java.util.LinkedHashMap;
import java.util.Map;

/** How often each dialog was handed over in its present session. Bounded: the one least lately handed over makes room. */
public final class Hops {
    private static final int MOST = 10_000;

    private final Map<Long, Count> counts = new LinkedHashMap<>();

    private record Count(long sessionId, int times) {}

    /** How often the dialog was handed over in the latest session that is known. */
    synchronized int times(long chatId) {
        Count count = counts.get(chatId);
        return count == null ? 0 : count.times();
    }

    /** Whether the dialog is in the session in which it was handed over; sessions not known are the same. */
    synchronized boolean sameSession(long chatId, long sessionId) {
        Count count = counts.get(chatId);
        return count != null && (count.sessionId() == 0 || sessionId == 0 || count.sessionId() == sessionId);
    }

    /** The dialog was handed over, in that session; 0 if it is not known. */
    synchronized void handedOver(long chatId, long sessionId) {
        boolean same = sameSession(chatId, sessionId);
        Count before = counts.remove(chatId);
        counts.put(
                chatId,
                new Count(sessionId == 0 && same ? before.sessionId() : sessionId, same ? before.times() + 1 : 1));
        if (counts.size() > MOST) {
            counts.remove(counts.keySet().iterator().next());
        }
    }
}
