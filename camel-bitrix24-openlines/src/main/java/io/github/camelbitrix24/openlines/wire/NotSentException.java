// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.wire;

import java.io.IOException;

/** The portal certainly did not get the message. */
public final class NotSentException extends IOException {
    private static final long serialVersionUID = 1L;

    private final boolean stopped;

    NotSentException(String reason, Throwable cause) {
        super(reason, cause);
        this.stopped = false;
    }

    private NotSentException() {
        super("stopped before it was sent");
        this.stopped = true;
    }

    static NotSentException becauseOfStop() {
        return new NotSentException();
    }

    /** Whether it was held back because the component stops. */
    boolean stopped() {
        return stopped;
    }
}
