// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.pace;

import io.github.camelbitrix24.openlines.rest.RestCall;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How long methods take at the portal: rises at once with a slow answer, falls slowly with quick ones. */
final class Durations {
    /** A batch that takes longer than this at the portal could be cut at its 60 seconds (§3.3). */
    static final double LONGEST_BATCH_SECONDS = 20;

    private static final double KEPT = 0.8;
    private static final double UNKNOWN_SECONDS = 0;

    /** By the method's name as it is written: another spelling is measured anew. */
    private final Map<String, Double> seconds = new HashMap<>(2);

    void measured(String method, double duration) {
        seconds.merge(method, duration, (known, now) -> now > known ? now : known * KEPT + now * (1 - KEPT));
    }

    double of(String method) {
        return seconds.getOrDefault(method, UNKNOWN_SECONDS);
    }

    /** How long these calls take one after the other. */
    double of(List<RestCall> calls) {
        double sum = 0;
        for (RestCall call : calls) {
            sum += of(call.method());
        }
        return sum;
    }
}
