// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.wire;

import java.io.IOException;

/** A server has answered before anything of the request has left this machine. */
final class UnexpectedDataException extends IOException {
    private static final long serialVersionUID = 1L;

    UnexpectedDataException() {
        super("the server answered before it was asked");
    }
}
