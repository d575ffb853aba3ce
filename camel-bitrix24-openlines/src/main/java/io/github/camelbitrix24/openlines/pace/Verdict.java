// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.pace;

import io.github.camelbitrix24.openlines.wire.Delivery;
import io.github.camelbitrix24.openlines.wire.ErrorKind;

/** The answer to one question, did it run (§1.11), and so what becomes of a call. */
enum Verdict {
    /** It has a result. */
    DONE,
    /** It has failed for good, or it may have run. */
    FAILED,
    /** It did not run; it goes again once the portal's counter has fallen. */
    AGAIN_WITH_BUDGET,
    /** It did not run; it goes again when its method opens. */
    AGAIN_WITH_METHOD,
    /** It did not run; it goes again with another token. */
    AGAIN_WITH_TOKEN,
    /** It did not run; it goes again a little later. */
    AGAIN_LATER;

    /** Whether it certainly did not run and may go again. */
    boolean again() {
        return this != DONE && this != FAILED;
    }

    static Verdict of(Delivery delivery) {
        if (delivery instanceof Delivery.Answered) {
            return DONE;
        }
        if (delivery instanceof Delivery.NotSent notSent) {
            return notSent.stopped() ? FAILED : AGAIN_LATER;
        }
        if (delivery instanceof Delivery.NoTokenYet) {
            return AGAIN_LATER;
        }
        if (delivery instanceof Delivery.Rejected rejected) {
            return rejected.expiredToken() ? AGAIN_WITH_TOKEN : of(rejected.kind());
        }
        if (delivery instanceof Delivery.ClientError error) {
            return error.tooMany() ? AGAIN_WITH_BUDGET : FAILED;
        }
        return FAILED;
    }

    private static Verdict of(ErrorKind kind) {
        return switch (kind) {
            case RATE_LIMIT -> AGAIN_WITH_BUDGET;
            case OPERATING_LIMIT -> AGAIN_WITH_METHOD;
            case TROUBLED -> AGAIN_LATER;
            case REFUSED, AUTH, BLOCKED, UNAVAILABLE, UNKNOWN -> FAILED;
        };
    }
}
