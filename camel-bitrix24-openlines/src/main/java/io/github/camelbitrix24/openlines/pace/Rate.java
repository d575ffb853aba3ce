// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.pace;

/**
 * A portal's request rate (§3.1): its counter rises by one with each request, falls once a second, and may not pass the burst.
 *
 * @param perSecond by how much the counter falls a second, above 0
 * @param burst the counter's bound, at least 1
 */
public record Rate(double perSecond, long burst) {
    /** All plans but Enterprise. */
    public static final Rate STANDARD = new Rate(2, 50);
    /** The Enterprise plan. */
    public static final Rate ENTERPRISE = new Rate(5, 250);

    public Rate {
        if (!(perSecond > 0) || perSecond > 1_000_000) {
            throw new IllegalArgumentException("requestsPerSecond must be above 0, it is " + perSecond);
        }
        if (burst < 1) {
            throw new IllegalArgumentException("burst must be at least 1, it is " + burst);
        }
    }
}
