// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.pace;

import java.time.Duration;

/**
 * What holds for the calls of one endpoint.
 *
 * @param maxWait all waiting of one call together: its turn, repetitions, a blocked method
 * @param maxRetries how often a call that was certainly not executed is repeated, at least 0
 * @param maxBatchSize calls that may go together, 1 to 50; 1 for each call alone
 */
public record CallRules(Duration maxWait, int maxRetries, int maxBatchSize) {
    /** §3.3. */
    public static final int LARGEST_BATCH = 50;

    public CallRules {
        if (maxWait.isNegative()) {
            throw new IllegalArgumentException("maxWait must not be negative, it is " + maxWait.toMillis() + " ms");
        }
        if (maxRetries < 0) {
            throw new IllegalArgumentException("maxRetries must not be negative, it is " + maxRetries);
        }
        if (maxBatchSize < 1 || maxBatchSize > LARGEST_BATCH) {
            throw new IllegalArgumentException(
                    "maxBatchSize must be 1 to " + LARGEST_BATCH + ", it is " + maxBatchSize);
        }
    }
}
