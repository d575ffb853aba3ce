// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.pace;

import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;

/** Growing delays with jitter. */
final class Backoff {
    private static final long LONGEST = TimeUnit.SECONDS.toNanos(10);
    private static final double JITTER = 0.5;

    private final long first;
    private final DoubleSupplier random;

    /**
     * Makes a series of delays.
     *
     * @param firstNanos the shortest delay
     * @param random gives numbers from 0 to 1
     */
    Backoff(long firstNanos, DoubleSupplier random) {
        this.first = firstNanos;
        this.random = random;
    }

    /** Nanoseconds before the attempt after so many failed ones, 1 or more: doubled each time, and up to half as much again. */
    long after(int failures) {
        long delay = Math.min(LONGEST, first << Math.min(failures - 1, 20));
        return delay + (long) (delay * JITTER * random.getAsDouble());
    }
}
