// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.health;

import io.github.camelbitrix24.openlines.pace.PortalState;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.WritableHealthCheckRepository;

/**
 * Keeps a health check in Camel's repository of producers for each portal that producers name. Camel has that repository off
 * unless {@code camel.health.producers-enabled} turns it on.
 */
public final class ProducerHealth {
    private final CamelContext context;
    private final BooleanSupplier enabled;
    private final InstantSource clock;
    private final Map<String, PortalHealthCheck> checks = new HashMap<>();

    /**
     * Makes a keeper of no check yet.
     *
     * @param enabled the component's option {@code healthCheckProducerEnabled}
     */
    public ProducerHealth(CamelContext context, BooleanSupplier enabled, InstantSource clock) {
        this.context = context;
        this.enabled = enabled;
        this.clock = clock;
    }

    /**
     * A producer starts.
     *
     * @param id of the portal among the health checks
     * @param portal scheme, host and port
     * @return to be run when it stops
     */
    public synchronized Runnable join(String id, String portal, Supplier<PortalState> state, WatchedCaller caller) {
        if (!enabled.getAsBoolean()) {
            // a check that is there and disabled would be UNKNOWN, and Camel Main not ready
            return () -> {};
        }
        WritableHealthCheckRepository repository =
                HealthCheckHelper.getHealthCheckRepository(context, "producers", WritableHealthCheckRepository.class);
        if (repository == null) {
            return () -> {};
        }
        PortalHealthCheck check = checks.computeIfAbsent(id, name -> {
            PortalHealthCheck made = new PortalHealthCheck("producer:" + name, portal, state, clock);
            repository.addHealthCheck(made);
            return made;
        });
        check.add(caller);
        return () -> leave(repository, id, caller);
    }

    private synchronized void leave(WritableHealthCheckRepository repository, String id, WatchedCaller caller) {
        PortalHealthCheck check = checks.get(id);
        if (check != null && !check.remove(caller)) {
            checks.remove(id);
            repository.removeHealthCheck(check);
        }
    }
}
