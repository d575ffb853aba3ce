// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import java.util.concurrent.Executor;

/**
 * Requests on a pool of threads; but a caller who is going to wait for its answer anyway sends one request itself, which saves
 * two changes of thread.
 */
final class CallerRuns implements Executor {
    private static final ThreadLocal<Slot> WAITING = new ThreadLocal<>();

    private final Executor pool;

    CallerRuns(Executor pool) {
        this.pool = pool;
    }

    @Override
    public void execute(Runnable request) {
        Slot slot = WAITING.get();
        if (slot != null && slot.request == null) {
            slot.request = request;
        } else {
            pool.execute(request);
        }
    }

    /** Runs code that may bring about a request, and then that request, on this thread. */
    static void run(Runnable code) {
        Slot slot = new Slot();
        WAITING.set(slot);
        try {
            code.run();
        } finally {
            WAITING.remove();
            if (slot.request != null) {
                slot.request.run();
            }
        }
    }

    private static final class Slot {
        private Runnable request;
    }
}
