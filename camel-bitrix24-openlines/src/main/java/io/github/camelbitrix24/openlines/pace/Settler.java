// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.pace;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Hands results to those who wait for them, who may then block. A single result goes on the thread that brought it, which
 * saves a hand-over; but only a few threads may be kept so, and the results of a batch go each on its own. A thread that waits
 * is told at once: it goes on by itself.
 */
final class Settler {
    private static final int KEPT_THREADS = 8;

    private final Executor executor;
    private final AtomicInteger kept = new AtomicInteger();

    Settler(Executor executor) {
        this.executor = executor;
    }

    void settle(PendingCall call, Runnable result, boolean alone) {
        if (call.thread != null) {
            result.run();
            return;
        }
        if (alone && kept.incrementAndGet() <= KEPT_THREADS) {
            try {
                result.run();
            } finally {
                kept.decrementAndGet();
            }
            return;
        }
        if (alone) {
            kept.decrementAndGet();
        }
        executor.execute(result);
    }
}
