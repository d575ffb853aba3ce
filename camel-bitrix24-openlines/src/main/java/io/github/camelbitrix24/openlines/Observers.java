// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import io.github.camelbitrix24.openlines.events.PollingEventsConsumer;
import io.github.camelbitrix24.openlines.metrics.Metrics;
import io.github.camelbitrix24.openlines.operation.Operation;
import io.github.camelbitrix24.openlines.report.Observer;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;

/** Finds who is to be told of what happens. */
final class Observers {
    /** Optional: without it there are no metrics. */
    private static final String MICROMETER = "io.micrometer.core.instrument.MeterRegistry";

    private Observers() {}

    static Observer of(CamelContext context) {
        return context.getClassResolver().resolveClass(MICROMETER) == null
                ? Observer.NONE
                : Metrics.in(context.getRegistry(), methods());
    }

    /** What the component itself has a name for. */
    private static List<String> methods() {
        return Stream.concat(
                        Arrays.stream(Operation.values())
                                .map(Operation::restMethod)
                                .filter(Objects::nonNull),
                        PollingEventsConsumer.METHODS.stream())
                .toList();
    }
}
