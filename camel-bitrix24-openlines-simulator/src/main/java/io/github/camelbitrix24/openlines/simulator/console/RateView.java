// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.console;

import io.github.camelbitrix24.openlines.simulator.RateBucket;
import java.util.Optional;

/** What the console shows of the portal's rate limit (§3.1); asked often and from the event loop, so it must be quick. */
@FunctionalInterface
public interface RateView {

    /**
     * A leaky bucket at one moment.
     *
     * @param level requests in the bucket now
     * @param capacity above which requests are refused
     * @param leakPerSecond by which the level falls
     */
    record Level(double level, double capacity, double leakPerSecond) {}

    /** The bucket to show, or empty if no limit is enforced. */
    Optional<Level> level();

    /** The level of this bucket, or none while it is not enforced. */
    static RateView of(RateBucket bucket) {
        return () -> bucket.isEnforced()
                ? Optional.of(new Level(bucket.level(), bucket.burst(), bucket.requestsPerSecond()))
                : Optional.empty();
    }

    static RateView noLimit() {
        return Optional::empty;
    }
}
