// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.api;

/**
 * The portal said {@code true}, and the dialog shows that nothing has changed; with {@code verify} and {@code failOnNoEffect}. It was
 * executed and had no effect, so it may be repeated.
 */
public final class B24NoEffectException extends B24Exception {
    private static final long serialVersionUID = 1L;

    private final Dialog before;
    private final Dialog after;

    /**
     * Makes the failure of an action without effect.
     *
     * @param message what was asked for, and how the dialog is
     * @param before the dialog right before
     * @param after the dialog right after
     */
    public B24NoEffectException(String message, RestFailure failure, Dialog before, Dialog after) {
        super(message, failure, null);
        this.before = before;
        this.after = after;
    }

    /** The dialog right before the action. */
    public Dialog getBefore() {
        return before;
    }

    /** The dialog right after the action. */
    public Dialog getAfter() {
        return after;
    }
}
