// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.pace;

import java.time.Instant;

/** The two clocks and the timer: elapsed nanoseconds for waits, instants for what the portal states. */
public interface Time {

    /** Nanoseconds since some fixed point. */
    long nanos();

    /** The time of day. */
    Instant now();

    /** Runs a short task once, on another thread, not before so many nanoseconds have passed; never, if the timer has stopped. */
    void schedule(Runnable task, long delayNanos);
}
