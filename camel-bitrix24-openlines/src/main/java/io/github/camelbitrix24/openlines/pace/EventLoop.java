// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.pace;

import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Runs a step for each event, on the thread that brings it, one thread at a time: an event that comes while the step runs makes it run
 * once more. Whatever a step throws, the next event finds the loop ready.
 */
final class EventLoop {
    private static final long IDLE = Long.MIN_VALUE;

    private final BooleanSupplier step;
    private final Consumer<Throwable> failed;
    private final Time time;
    private final AtomicInteger events = new AtomicInteger();
    private volatile long stepBegan = IDLE;

    /**
     * Makes a loop that waits for its first event.
     *
     * @param step says whether it has more to do
     * @param failed is told what a step has thrown
     */
    EventLoop(BooleanSupplier step, Consumer<Throwable> failed, Time time) {
        this.step = step;
        this.failed = failed;
        this.time = time;
    }

    /** An event has come; never throws. */
    void run() {
        if (events.getAndIncrement() > 0) {
            return;
        }
        int seen = 1;
        do {
            while (again()) {
                // as long as something goes out
            }
            seen = events.addAndGet(-seen);
        } while (seen > 0);
    }

    private boolean again() {
        try {
            stepBegan = time.nanos();
            return step.getAsBoolean();
        } catch (Throwable e) {
            failed.accept(e);
            return false;
        } finally {
            stepBegan = IDLE;
        }
    }

    /** Since when the step runs that runs now; empty if none does. */
    OptionalLong busySince() {
        long began = stepBegan;
        return began == IDLE ? OptionalLong.empty() : OptionalLong.of(began);
    }
}
