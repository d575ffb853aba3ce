// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.api;

/** The call went out and no answer came that could be read. Perhaps executed: look at the dialog before you repeat it (§6.9). */
public final class B24OutcomeUnknownException extends B24Exception {
    private static final long serialVersionUID = 1L;

    private final transient Dialog dialog;

    /**
     * Makes the exception of a failed call.
     *
     * @param message what happened and what would mend it
     * @param failure the facts of the call
     * @param cause may be null
     */
    public B24OutcomeUnknownException(String message, RestFailure failure, Throwable cause) {
        this(message, failure, null, cause);
    }

    /**
     * Makes the failure of an action that a look at the dialog did not clear up.
     *
     * @param dialog as it was seen afterwards, null if it could not be read
     */
    public B24OutcomeUnknownException(String message, RestFailure failure, Dialog dialog, Throwable cause) {
        super(message, failure, cause);
        this.dialog = dialog;
    }

    /** The dialog as {@code verify} saw it afterwards; null if nobody looked, it could not be read, or after serialization. */
    public Dialog getDialog() {
        return dialog;
    }
}
