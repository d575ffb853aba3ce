// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

/** What an administrator says to the use of a guarded method (§2). */
public enum Confirmation {
    /** The method is not guarded, or allowed. */
    NOT_NEEDED,
    /** {@code METHOD_CONFIRM_WAITING} until the administrator has decided. */
    WAITING,
    /** {@code METHOD_CONFIRM_DENIED}. */
    DENIED
}
