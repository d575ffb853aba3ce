// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.pace;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Tells the calls of one exchange that nobody waits for them any more: what has not gone out ends unsent, what has ends as unknown. Safe
 * for all threads.
 */
public final class CancellationSignal {
    private final BooleanSupplier abandoned;
    private final List<Runnable> actions = new ArrayList<>(1);
    private boolean cancelled;

    /**
     * Makes a signal that is not given yet.
     *
     * @param abandoned asked when a call is about to go out; only reads
     */
    public CancellationSignal(BooleanSupplier abandoned) {
        this.abandoned = abandoned;
    }

    /** Whether nobody waits any more. */
    public boolean isCancelled() {
        synchronized (this) {
            if (cancelled) {
                return true;
            }
        }
        return abandoned.getAsBoolean();
    }

    /** Nobody waits any more. */
    public void cancel() {
        List<Runnable> due;
        synchronized (this) {
            cancelled = true;
            due = List.copyOf(actions);
            actions.clear();
        }
        due.forEach(Runnable::run);
    }

    /** Runs an action when the signal is given, at once if it was. */
    void onCancel(Runnable action) {
        synchronized (this) {
            if (!cancelled) {
                actions.add(action);
                return;
            }
        }
        action.run();
    }
}
