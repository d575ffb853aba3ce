// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.metrics;

import io.github.camelbitrix24.openlines.report.Ending;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Timers of one name, one for each thing that is timed and each way it ends. */
final class Timers {
    private final MeterRegistry registry;
    private final String name;
    private final String description;
    private final String tag;
    private final Map<String, Map<Ending, Timer>> timers = new ConcurrentHashMap<>();

    /**
     * No timer yet.
     *
     * @param tag what names the thing that is timed
     */
    Timers(MeterRegistry registry, String name, String description, String tag) {
        this.registry = registry;
        this.name = name;
        this.description = description;
        this.tag = tag;
    }

    Timer of(String thing, Ending ending) {
        return timers.computeIfAbsent(thing, t -> new ConcurrentHashMap<>())
                .computeIfAbsent(
                        ending,
                        e -> Timer.builder(name)
                                .description(description)
                                .tag(tag, thing)
                                .tag("outcome", ending.word())
                                .register(registry));
    }
}
