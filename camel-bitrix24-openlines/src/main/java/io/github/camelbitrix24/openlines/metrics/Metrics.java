// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.metrics;

import io.github.camelbitrix24.openlines.report.Ending;
import io.github.camelbitrix24.openlines.report.EventEnding;
import io.github.camelbitrix24.openlines.report.Observer;
import io.github.camelbitrix24.openlines.report.Renewed;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.spi.Registry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts and times what happens, in a Micrometer registry. Each tag has a closed list of values: no chat, no user, no portal, no
 * address, and of methods those that are known. Meters that an alert asks about are there from the start, at zero.
 */
public final class Metrics implements Observer {
    private static final Logger LOG = LoggerFactory.getLogger(Metrics.class);
    private static final String PREFIX = "camel.b24openlines.";
    /** As camel-micrometer names it. */
    private static final String REGISTRY = "metricsRegistry";

    private final MeterRegistry registry;
    private final Names methods;
    private final Timers operations;
    private final Timers calls;
    private final Map<String, Timer> waiting = new ConcurrentHashMap<>();
    private final Map<String, Counter> repeated = new ConcurrentHashMap<>();
    private final Counter unknown;
    private final Timer single;
    private final Timer batch;
    private final DistributionSummary batchSize;
    private final Map<Limit, Counter> limits = new ConcurrentHashMap<>();
    private final Map<Renewed, Counter> refreshes = new ConcurrentHashMap<>();
    private final Counter moves;
    private final Counter budgetLost;
    private final Counter budgetBack;
    private final AtomicBoolean said = new AtomicBoolean();

    private Metrics(MeterRegistry registry, Collection<String> methods) {
        this.registry = registry;
        this.methods = new Names(methods);
        this.operations = new Timers(
                registry,
                PREFIX + "operations",
                "Exchanges of producers, from their coming to their callback",
                "operation");
        this.calls = new Timers(
                registry, PREFIX + "calls", "Calls of REST methods, from their coming to their end", "method");
        this.unknown = counter("outcomes.unknown", "Calls of which nobody knows whether the portal executed them");
        this.single = requests("single");
        this.batch = requests("batch");
        this.batchSize = DistributionSummary.builder(PREFIX + "batch.size")
                .description("Calls in a request to the portal")
                .register(registry);
        for (Limit limit : Limit.values()) {
            limits.put(
                    limit,
                    counter(
                            "limit.hits",
                            "Requests and calls that the portal refused for a limit",
                            "limit",
                            limit.name().toLowerCase(Locale.ROOT)));
        }
        for (Renewed renewed : Renewed.values()) {
            refreshes.put(
                    renewed,
                    counter(
                            "token.refreshes",
                            "Questions to the authorisation server for new tokens",
                            "result",
                            renewed.word()));
        }
        this.moves = counter("portal.moves", "Portals that have moved, and whose calls follow");
        this.budgetLost = budget("lost");
        this.budgetBack = budget("back");
    }

    /**
     * The metrics of a context that has a registry of Micrometer, found as camel-micrometer finds it: the bean {@code metricsRegistry},
     * else the only one, else the only composite one.
     *
     * @param methods names of REST methods that may be a tag's value
     * @return {@link Observer#NONE} if there is no registry
     */
    public static Observer in(Registry beans, Collection<String> methods) {
        MeterRegistry named = beans.lookupByNameAndType(REGISTRY, MeterRegistry.class);
        if (named != null) {
            return new Metrics(named, methods);
        }
        Set<MeterRegistry> all = beans.findByType(MeterRegistry.class);
        Set<CompositeMeterRegistry> composites = beans.findByType(CompositeMeterRegistry.class);
        if (all.size() == 1) {
            return new Metrics(all.iterator().next(), methods);
        }
        return composites.size() == 1 ? new Metrics(composites.iterator().next(), methods) : Observer.NONE;
    }

    private Timer requests(String kind) {
        return Timer.builder(PREFIX + "requests")
                .description("Requests to the portal, from their going to their coming back")
                .tag("kind", kind)
                .register(registry);
    }

    private Counter budget(String state) {
        return counter("budget.changes", "Shared budgets that were lost, and that came back", "state", state);
    }

    private Counter counter(String name, String description, String... tags) {
        return Counter.builder(PREFIX + name)
                .description(description)
                .tags(tags)
                .register(registry);
    }

    @Override
    public void operationDone(String operation, Ending ending, long nanos) {
        quietly(() -> operations.of(operation, ending).record(nanos, TimeUnit.NANOSECONDS));
    }

    @Override
    public void callDone(String method, Ending ending, int attempts, int together, long waited, long nanos) {
        quietly(() -> {
            String name = methods.bounded(method);
            calls.of(name, ending).record(nanos, TimeUnit.NANOSECONDS);
            waiting.computeIfAbsent(name, this::waiting).record(waited, TimeUnit.NANOSECONDS);
            if (attempts > 1) {
                repeated.computeIfAbsent(name, this::repeated).increment(attempts - 1.0);
            }
            if (ending == Ending.UNKNOWN) {
                unknown.increment();
            }
        });
    }

    private Timer waiting(String method) {
        return Timer.builder(PREFIX + "calls.waiting")
                .description("What calls waited before they went first")
                .tag("method", method)
                .register(registry);
    }

    private Counter repeated(String method) {
        return counter("calls.repeated", "How often calls were sent again", "method", method);
    }

    @Override
    public void requestSent(int size) {
        quietly(() -> batchSize.record(size));
    }

    @Override
    public void requestBack(int size, long nanos) {
        quietly(() -> (size == 1 ? single : batch).record(nanos, TimeUnit.NANOSECONDS));
    }

    @Override
    public void limitHit(Limit limit) {
        quietly(() -> limits.get(limit).increment());
    }

    @Override
    public void event(String source, String type, EventEnding ending) {
        quietly(() -> counter(
                        "events",
                        "Chat events, by what became of them",
                        "source",
                        source,
                        "type",
                        type,
                        "result",
                        ending.word())
                .increment());
    }

    @Override
    public void tokensAsked(Renewed renewed) {
        quietly(() -> refreshes.get(renewed).increment());
    }

    @Override
    public void portalMoved() {
        quietly(moves::increment);
    }

    @Override
    public void budgetLost() {
        quietly(budgetLost::increment);
    }

    @Override
    public void budgetBack() {
        quietly(budgetBack::increment);
    }

    /** A registry that fails, with an error even, must not fail a call. */
    private void quietly(Runnable recording) {
        try {
            recording.run();
        } catch (RuntimeException | Error e) {
            if (said.compareAndSet(false, true)) {
                LOG.warn("The metrics registry does not take what happens; it is not said again", e);
            }
        }
    }
}
