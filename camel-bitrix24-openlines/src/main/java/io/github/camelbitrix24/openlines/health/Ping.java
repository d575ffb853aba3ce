// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.health;

import io.github.camelbitrix24.openlines.portal.PortalClient;
import io.github.camelbitrix24.openlines.rest.RestCall;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Asks a portal for its time (§7.9), so that a caller whom no route uses is tried too. It waits its turn like any call, at the end
 * of the queue and within the budget; one at a time, at most one in half a minute, and none while calls are answered anyway. Its
 * answer tells the health check nothing by itself: the portal's state keeps what becomes of every call.
 */
final class Ping {
    static final Duration OFTEN = Duration.ofSeconds(30);
    private static final RestCall CALL = RestCall.reading("server.time", Map.of());

    private final PortalClient client;
    private CompletableFuture<?> open;
    private Instant sent = Instant.MIN;

    Ping(PortalClient client) {
        this.client = client;
    }

    /**
     * Sends one if it is time; returns at once. Not for several threads at a time.
     *
     * @param answered when the portal last let a call of the caller in, null if never
     */
    void send(Instant answered, Instant now) {
        Instant from = now.minus(OFTEN);
        if (open != null && !open.isDone() || sent.isAfter(from) || answered != null && answered.isAfter(from)) {
            return;
        }
        sent = now;
        open = client.call(CALL);
    }
}
