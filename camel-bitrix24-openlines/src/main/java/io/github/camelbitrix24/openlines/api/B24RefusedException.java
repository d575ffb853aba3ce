// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.api;

/** The portal refused the action, or answered {@code false}. Not executed, but for the partial effects of §6. */
public final class B24RefusedException extends B24Exception {
    private static final long serialVersionUID = 1L;

    private final RefusalReason reason;

    /**
     * Makes the exception of a failed call.
     *
     * @param message what happened and what would mend it
     * @param failure the facts of the call
     * @param cause may be null
     */
    public B24RefusedException(String message, RestFailure failure, Throwable cause) {
        this(message, failure, RefusalReason.UNKNOWN, cause);
    }

    /**
     * Makes a refusal that has been looked into.
     *
     * @param reason what reads have found out
     */
    public B24RefusedException(String message, RestFailure failure, RefusalReason reason, Throwable cause) {
        super(message, failure, cause);
        this.reason = reason;
    }

    /** Why, with {@code explain}; {@link RefusalReason#UNKNOWN} if nobody has looked or found anything. */
    public RefusalReason getReason() {
        return reason;
    }

    /** The same refusal, looked into. */
    public B24RefusedException because(RefusalReason found) {
        B24RefusedException explained = new B24RefusedException(
                getMessage() + ". Reason: " + found.words(),
                new RestFailure(
                        getRestMethod(), getErrorCode(), getErrorDescription(), getHttpResponseCode(), getAttempts()),
                found,
                getCause());
        explained.setStackTrace(getStackTrace());
        return explained;
    }
}
