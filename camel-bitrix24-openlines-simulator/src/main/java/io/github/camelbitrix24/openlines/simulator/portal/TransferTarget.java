// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.portal;

/** To whom a dialog is handed over. */
public sealed interface TransferTarget {

    /** To an employee. */
    record ToUser(long userId) implements TransferTarget {}

    /** To a line's queue. */
    record ToLine(long lineId) implements TransferTarget {}
}
