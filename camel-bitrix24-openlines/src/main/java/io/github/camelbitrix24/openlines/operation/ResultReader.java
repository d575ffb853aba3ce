// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.operation;

/** Makes the body of the exchange out of the portal's answer. */
interface ResultReader {

    /**
     * Reads the answer.
     *
     * @throws io.github.camelbitrix24.openlines.api.B24RefusedException if it means that nothing was done
     * @throws io.github.camelbitrix24.openlines.api.B24OutcomeUnknownException if it cannot be understood
     */
    Object read(Reply reply);
}
