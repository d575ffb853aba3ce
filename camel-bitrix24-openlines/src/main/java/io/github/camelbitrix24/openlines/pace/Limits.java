// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.pace;

/**
 * What holds for all calls to one portal.
 *
 * @param rate the request rate to stay below, null for none
 * @param maxInFlight requests on their way at once, at least 1
 * @param maxQueued calls that may wait, at least 0
 * @param operatingLimit seconds of operating time a method has in ten minutes (§3.2), 0 not to spread calls
 */
public record Limits(Rate rate, int maxInFlight, int maxQueued, double operatingLimit) {
    public Limits {
        if (maxInFlight < 1) {
            throw new IllegalArgumentException("maxInFlight must be at least 1, it is " + maxInFlight);
        }
        if (maxQueued < 0) {
            throw new IllegalArgumentException("maxQueued must not be negative, it is " + maxQueued);
        }
        if (operatingLimit < 0) {
            throw new IllegalArgumentException("operatingLimit must not be negative, it is " + operatingLimit);
        }
    }
}
