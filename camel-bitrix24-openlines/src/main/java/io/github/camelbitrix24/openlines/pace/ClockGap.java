// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.pace;

import io.github.bucket4j.BucketState;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.VerboseResult;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * How far a machine's clock is behind that of another which has filled the shared bucket. Bucket4j fills a bucket by the clock of who
 * asks, and never back in time: for a machine that is behind, an empty bucket stays empty until its clock has caught up.
 */
final class ClockGap {
    /** Gaps that machines with a time service have, and that a call can wait for. */
    static final Duration LEAST = Duration.ofSeconds(1);

    private static final long MOST = TimeUnit.DAYS.toNanos(366);

    private ClockGap() {}

    /**
     * Measures it on an answer of the bucket.
     *
     * @param refillNanos in which one slot comes
     * @return to about a tenth; 0 if it is less than {@link #LEAST}, or cannot be seen since slots are left
     */
    static Duration of(VerboseResult<ConsumptionProbe> answer, long refillNanos) {
        if (answer.getValue().isConsumed()) {
            return Duration.ZERO;
        }
        long low = refillNanos + LEAST.toNanos();
        if (fills(answer, low)) {
            return Duration.ZERO;
        }
        long high = low;
        while (high < MOST && !fills(answer, high)) {
            low = high;
            high *= 2;
        }
        while (high - low > high / 10) {
            long middle = low + (high - low) / 2;
            if (fills(answer, middle)) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return Duration.ofNanos(high - refillNanos);
    }

    /** Whether a slot would be there so much later, if nobody took any. */
    private static boolean fills(VerboseResult<ConsumptionProbe> answer, long later) {
        BucketState state = answer.getState().copy();
        long before = state.getAvailableTokens();
        state.refillAllBandwidth(answer.getOperationTimeNanos() + later);
        return state.getAvailableTokens() > before;
    }
}
