// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Waits until nothing is left of what somebody else has to work. */
final class EventWait {

    private static final long LOOK_EVERY = TimeUnit.MILLISECONDS.toNanos(10);

    private EventWait() {}

    /** @throws IllegalStateException if something is left after this time, or the thread is interrupted */
    static void until(Supplier<List<?>> left, String what, Duration patience) {
        long begin = System.nanoTime();
        for (List<?> now = left.get(); !now.isEmpty(); now = left.get()) {
            if (Thread.currentThread().isInterrupted()) {
                throw new IllegalStateException("Interrupted while " + what + ": " + now);
            }
            if (System.nanoTime() - begin > patience.toNanos()) {
                throw new IllegalStateException("After " + patience + " " + what + ": " + now);
            }
            LockSupport.parkNanos(LOOK_EVERY);
        }
    }
}
