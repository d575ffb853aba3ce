// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.pace;

import java.util.function.LongConsumer;

/** One timer for the earliest of all times of a portal. Used under the dispatcher's lock only. */
final class Alarm {
    private final Time time;
    private final LongConsumer ringing;
    private long at = Long.MAX_VALUE;

    /**
     * Makes an alarm that is not set.
     *
     * @param ringing is given the time it was set to, without the lock, and tells {@link #rang}
     */
    Alarm(Time time, LongConsumer ringing) {
        this.time = time;
        this.ringing = ringing;
    }

    /** Sees to it that it rings by a time. */
    void set(long next, long now) {
        if (next < at) {
            at = next;
            time.schedule(() -> ringing.accept(next), Math.max(0, next - now));
        }
    }

    void rang(long due) {
        if (at == due) {
            at = Long.MAX_VALUE;
        }
    }
}
