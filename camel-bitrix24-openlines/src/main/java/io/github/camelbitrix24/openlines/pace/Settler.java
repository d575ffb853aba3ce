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

    /** What came of a call, and the telling of it. */
    record Result(PendingCall pending, Runnable telling) {}

    void settle(Result result, boolean alone) {
        if (result.pending().thread != null) {
            result.telling().run();
        } else {
            settle(result.telling(), alone);
        }
    }

    private void settle(Runnable result, boolean alone) {
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
