// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.portal;

import io.github.camelbitrix24.openlines.simulator.model.Session;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** At most one timer a session, in the order in which they are due. */
final class Timers {

    private final TreeSet<Due> order = new TreeSet<>(
            Comparator.comparing(Due::at).thenComparingLong(due -> due.session().id()));
    private final Map<Long, Due> bySession = new HashMap<>();

    record Due(Instant at, Session session) {}

    void set(Session session, Instant at) {
        clear(session);
        Due due = new Due(at, session);
        bySession.put(session.id(), due);
        order.add(due);
    }

    boolean isSet(Session session) {
        return bySession.containsKey(session.id());
    }

    void clear(Session session) {
        Due due = bySession.remove(session.id());
        if (due != null) {
            order.remove(due);
        }
    }

    /** Takes the earliest timer that is due at this instant. */
    Optional<Due> takeDue(Instant now) {
        if (order.isEmpty() || order.first().at().isAfter(now)) {
            return Optional.empty();
        }
        Due due = order.first();
        clear(due.session());
        return Optional.of(due);
    }
}
