// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.wire;

import java.io.IOException;

/** The portal's answer does not end. */
final class AnswerTooLargeException extends IOException {
    private static final long serialVersionUID = 1L;

    AnswerTooLargeException(long read) {
        super("of the answer no more than " + read + " bytes are read");
    }
}
