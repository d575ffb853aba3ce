// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.api;

/** The portal refused the caller: credentials, scope, plan or permission to use the interface. Not executed. */
public final class B24AuthException extends B24Exception {
    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception of a failed call.
     *
     * @param message what happened and what would mend it
     * @param failure the facts of the call
     * @param cause may be null
     */
    public B24AuthException(String message, RestFailure failure, Throwable cause) {
        super(message, failure, cause);
    }
}
