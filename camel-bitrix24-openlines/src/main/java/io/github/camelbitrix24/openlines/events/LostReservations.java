// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.events;

import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * When to look for reservations whose answer nobody got. One look at once is not enough: a request that was given up may still be at
 * work at the portal, for as long as a request may take there (§3.3), and reserve rows after the look.
 */
final class LostReservations {
    private static final List<Duration> LOOKS = List.of(
            Duration.ZERO,
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            Duration.ofSeconds(20),
            Duration.ofSeconds(90));

    private final LongSupplier nanos;
    private long since;
    private long asked;
    private int looked;

    /** @param nanos as {@link System#nanoTime} */
    LostReservations(LongSupplier nanos) {
        this.nanos = nanos;
        begin();
    }

    /** An answer was lost now, or there may have been a run before this one. */
    void begin() {
        since = nanos.getAsLong();
        looked = 0;
    }

    /** Whether to look now. */
    boolean due() {
        asked = nanos.getAsLong();
        return nextIsDue();
    }

    /** What was reserved when {@link #due} was asked has been seen. */
    void looked() {
        while (nextIsDue()) {
            looked++;
        }
    }

    private boolean nextIsDue() {
        return looked < LOOKS.size() && asked - since >= LOOKS.get(looked).toNanos();
    }
}
