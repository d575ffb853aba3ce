// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.api;

/** The request cannot be sent as it stands: a missing chat, two targets, a bad id, an unknown operation. Not executed. */
public final class B24InvalidRequestException extends B24Exception {
    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception of a failed call.
     *
     * @param message what happened and what would mend it
     * @param failure the facts of the call
     * @param cause may be null
     */
    public B24InvalidRequestException(String message, RestFailure failure, Throwable cause) {
        super(message, failure, cause);
    }

    /**
     * Makes the refusal of a request that was never sent.
     *
     * @param message what is wrong, and the option and the header that would mend it
     */
    public B24InvalidRequestException(String message) {
        super(message, RestFailure.unsent(null), null);
    }
}
