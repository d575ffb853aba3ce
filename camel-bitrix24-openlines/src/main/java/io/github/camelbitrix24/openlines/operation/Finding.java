// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.operation;

/** What a look at the dialog says of an action to which no answer came. */
enum Finding {
    /** The dialog is as the action makes it. */
    APPLIED,
    /** The dialog is in the closing phase that the action leads to (§6.4). */
    CLOSING,
    /** Somebody else has the dialog, or another session has begun. */
    SUPERSEDED,
    /** The action has left no trace: it may be done. */
    UNTOUCHED,
    /** The dialog may be so with the action and without it. */
    UNDECIDABLE
}
