// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.api;

/** The portal was not reached, is gone, or has moved to where the call may not follow. Not executed. */
public final class B24UnavailableException extends B24Exception {
    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception of a failed call.
     *
     * @param message what happened and what would mend it
     * @param failure the facts of the call
     * @param cause may be null
     */
    public B24UnavailableException(String message, RestFailure failure, Throwable cause) {
        super(message, failure, cause);
    }
}
