// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.pace;

import io.github.camelbitrix24.openlines.rest.ParameterCopy;
import io.github.camelbitrix24.openlines.rest.RestCall;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What holds for the calls of one endpoint.
 *
 * @param maxWait all waiting of one call together: its turn, repetitions, a blocked method
 * @param maxRetries how often a call that was certainly not executed is repeated, at least 0
 * @param maxBatchSize calls that may go together, 1 to 50; 1 for each call alone
 * @param maxCallDepth levels of maps and lists in a call's parameters, 1 to 200
 * @param maxCallSize characters of names and values in a call's parameters, at least 1
 */
public record CallRules(Duration maxWait, int maxRetries, int maxBatchSize, int maxCallDepth, long maxCallSize) {
    /** §3.3. */
    public static final int LARGEST_BATCH = 50;

    /** With the usual bounds of parameters. */
    public CallRules(Duration maxWait, int maxRetries, int maxBatchSize) {
        this(maxWait, maxRetries, maxBatchSize, ParameterCopy.USUAL_DEPTH, ParameterCopy.USUAL_SIZE);
    }

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
        if (maxCallDepth < 1 || maxCallDepth > ParameterCopy.LARGEST_DEPTH) {
            throw new IllegalArgumentException(
                    "maxCallDepth must be 1 to " + ParameterCopy.LARGEST_DEPTH + ", it is " + maxCallDepth);
        }
        if (maxCallSize < 1) {
            throw new IllegalArgumentException("maxCallSize must be at least 1, it is " + maxCallSize);
        }
    }

    /**
     * A call as it is now, whatever becomes of the maps and lists that it was made of.
     *
     * @throws io.github.camelbitrix24.openlines.api.B24InvalidRequestException if its parameters are too deep or too large
     */
    RestCall copy(RestCall call) {
        return new RestCall(call.method(), copy(call.method(), call.parameters()), call.chatId(), call.changesState());
    }

    /** Calls as they are now, likewise. */
    List<RestCall> copy(List<RestCall> calls) {
        return calls.stream().map(this::copy).toList();
    }

    /**
     * Parameters as they are now.
     *
     * @throws io.github.camelbitrix24.openlines.api.B24InvalidRequestException if they are too deep or too large
     */
    public Map<String, Object> copy(String method, Map<String, Object> parameters) {
        return ParameterCopy.of(method, parameters, maxCallDepth, maxCallSize);
    }
}
