// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.health;

import io.github.camelbitrix24.openlines.pace.CallerState;
import io.github.camelbitrix24.openlines.portal.PortalClient;
import java.time.Instant;

/** A caller in whose name a producer calls. */
public final class WatchedCaller {
    private final String kind;
    private final String name;
    private final PortalClient client;
    private final Ping ping;

    /**
     * Names a caller.
     *
     * @param kind as in {@link CallerView}
     * @param name as in {@link CallerView}
     * @param pinged whether the portal may be asked in its name
     */
    public WatchedCaller(String kind, String name, PortalClient client, boolean pinged) {
        this.kind = kind;
        this.name = name;
        this.client = client;
        this.ping = pinged ? new Ping(client) : null;
    }

    boolean sameAs(WatchedCaller other) {
        return client.caller() == other.client.caller();
    }

    boolean pinged() {
        return ping != null;
    }

    /** What is known about it; asks the portal too if it is time for that, for those who look later. */
    CallerView look(Instant now) {
        CallerState state = client.caller().state();
        if (ping != null) {
            ping.send(state.answered(), now);
        }
        return new CallerView(kind, name, state);
    }
}
