// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.health;

import io.github.camelbitrix24.openlines.pace.PortalState;
import java.util.List;

/**
 * A portal at one moment, without any secret.
 *
 * @param portal scheme, host and port
 * @param configured whether an endpoint names it; if not, an event or an employee's name led there, and it is let go when idle
 */
public record PortalView(String portal, boolean configured, PortalState state, List<CallerView> callers) {

    /** Whether anything is known that an operator should see to. */
    public boolean troubled() {
        return state.refusedSince() != null
                || state.stalledSince() != null
                || callers.stream()
                        .map(CallerView::state)
                        .anyMatch(caller -> caller.trouble() != null
                                || caller.shut().stream().anyMatch(method -> method.blocked()));
    }
}
