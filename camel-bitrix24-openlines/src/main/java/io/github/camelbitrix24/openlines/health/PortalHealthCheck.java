// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.health;

import io.github.camelbitrix24.openlines.pace.PortalState;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/**
 * Whether what producers call at one portal can succeed. It judges by what became of the routes' calls. A look costs a moment in
 * a lock and never waits for the portal: a {@link Ping} that it sends shows at a later look.
 */
final class PortalHealthCheck extends AbstractHealthCheck {
    private final String portal;
    private final Supplier<PortalState> state;
    private final InstantSource clock;
    private final List<WatchedCaller> callers = new CopyOnWriteArrayList<>();

    PortalHealthCheck(String id, String portal, Supplier<PortalState> state, InstantSource clock) {
        super("camel", id);
        this.portal = portal;
        this.state = state;
        this.clock = clock;
    }

    void add(WatchedCaller caller) {
        callers.add(caller);
    }

    /** Whether any is left. */
    boolean remove(WatchedCaller caller) {
        callers.remove(caller);
        return !callers.isEmpty();
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        Instant now = clock.instant();
        Diagnosis found = Diagnosis.of(
                new PortalView(
                        portal,
                        true,
                        state.get(),
                        distinct().stream().map(caller -> caller.look(now)).toList()),
                now);
        found.details().forEach((name, value) -> builder.detail(name, value.toString()));
        if (found.up()) {
            builder.up();
        } else {
            builder.message(found.message()).down();
        }
    }

    /** Most producers of a portal have the same caller. */
    private List<WatchedCaller> distinct() {
        List<WatchedCaller> distinct = new ArrayList<>();
        for (WatchedCaller caller : callers) {
            int known = -1;
            for (int index = 0; index < distinct.size() && known < 0; index++) {
                known = distinct.get(index).sameAs(caller) ? index : -1;
            }
            if (known < 0) {
                distinct.add(caller);
            } else if (caller.pinged() && !distinct.get(known).pinged()) {
                distinct.set(known, caller);
            }
        }
        return distinct;
    }
}
