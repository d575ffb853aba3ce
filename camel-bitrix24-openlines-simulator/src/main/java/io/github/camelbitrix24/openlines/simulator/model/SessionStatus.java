// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.model;

/** The status codes of a session (§6.1). */
public enum SessionStatus {
    NEW(0),
    SKIP(5),
    ANSWER(10),
    CLIENT(20),
    CLIENT_AFTER_OPERATOR(25),
    OPERATOR(40),
    WAIT_CLIENT(50),
    CLOSED(60),
    SPAM(65),
    DUPLICATE(69),
    SILENTLY_CLOSED(75);

    private final int code;

    SessionStatus(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    /** Accepted and not in the closing phase: 10 to 49. */
    public boolean isWorkedOn() {
        return code >= ANSWER.code && code < WAIT_CLIENT.code;
    }

    boolean isNew() {
        return code < ANSWER.code;
    }

    boolean isAnswered() {
        return code >= OPERATOR.code;
    }
}
