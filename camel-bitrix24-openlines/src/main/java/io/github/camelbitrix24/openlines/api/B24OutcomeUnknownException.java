// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.api;

/** The call went out and no answer came that could be read. Perhaps executed: look at the dialog before you repeat it (§6.9). */
public final class B24OutcomeUnknownException extends B24Exception {
    private static final long serialVersionUID = 1L;

    public B24OutcomeUnknownException(String message, RestFailure failure, Throwable cause) {
        super(message, failure, cause);
    }
}
