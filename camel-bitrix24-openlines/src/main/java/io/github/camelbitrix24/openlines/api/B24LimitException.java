// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.api;

import java.time.Duration;

/** A limit stands against the call: the request rate, a method's operating time, a block by the vendor, or a full queue. Not executed. */
public final class B24LimitException extends B24Exception {
    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;

    /**
     * Makes the refusal of a call by a limit.
     *
     * @param message which limit, and what would help
     * @param failure the facts of the call
     * @param retryAfter when the call may go, from now; null if waiting does not help
     */
    public B24LimitException(String message, RestFailure failure, Duration retryAfter) {
        super(message, failure, null);
        this.retryAfter = retryAfter;
    }

    /** How long to wait before the call may go; null if waiting does not help ({@code OVERLOAD_LIMIT}, §1.11). */
    public Duration getRetryAfter() {
        return retryAfter;
    }
}
