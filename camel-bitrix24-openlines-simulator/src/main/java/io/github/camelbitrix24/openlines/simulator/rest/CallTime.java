// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.rest;

import java.time.Duration;
import java.time.Instant;

/**
 * When a call began, how long it took, and what its method has used up.
 *
 * @param duration as simulated: the answer need not have taken so long
 * @param operating null unless the portal limits operating time (§1.6)
 */
public record CallTime(Instant start, Duration duration, Operating operating) {

    /** The sum of the running window, and when its oldest part falls out of it (§3.2). */
    record Operating(Duration sum, Instant resetAt) {}

    public static CallTime at(Instant start) {
        return new CallTime(start, Duration.ZERO, null);
    }

    Instant finish() {
        return start.plus(duration);
    }
}
