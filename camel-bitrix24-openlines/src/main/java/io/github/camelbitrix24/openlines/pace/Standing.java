// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.pace;

import io.github.camelbitrix24.openlines.wire.Delivery;
import java.time.Instant;

/** How a caller stands with its portal. Used under the dispatcher's lock only; a call that goes well costs it nothing. */
final class Standing {
    private static final int BAD_REQUEST = 400;

    private Trouble trouble;
    private boolean answered;
    private long answeredAt;

    /** What keeps all calls out, null if nothing is known to. */
    Trouble trouble() {
        return trouble;
    }

    boolean answered() {
        return answered;
    }

    /** When the portal last let a call in; meaningful if it has. */
    long answeredAt() {
        return answeredAt;
    }

    /**
     * A call is back.
     *
     * @param verdict what becomes of it: an expired token that is renewed is no trouble
     */
    void note(Delivery delivery, Verdict verdict, long now, Time time) {
        if (delivery instanceof Delivery.Answered) {
            letIn(now);
        } else if (delivery instanceof Delivery.Rejected rejected) {
            rejected(rejected, verdict, now, time);
        } else if (delivery instanceof Delivery.NoToken none) {
            begin(Trouble.Kind.CREDENTIALS, none.code(), none.status(), time);
        } else if (delivery instanceof Delivery.Moved moved) {
            begin(Trouble.Kind.GONE, "", moved.status(), time);
        } else if (delivery instanceof Delivery.NotSent notSent) {
            if (!notSent.stopped()) {
                begin(Trouble.Kind.UNREACHABLE, "", 0, time);
            }
        } else if (delivery instanceof Delivery.NoTokenYet) {
            begin(Trouble.Kind.UNREACHABLE, "", 0, time);
        } else if (!(delivery instanceof Delivery.ClientError error) || !error.tooMany()) {
            begin(Trouble.Kind.UNREACHABLE, "", status(delivery), time);
        }
    }

    private static int status(Delivery delivery) {
        if (delivery instanceof Delivery.ClientError error) {
            return error.status();
        }
        return delivery instanceof Delivery.Unreadable unreadable ? unreadable.status() : 0;
    }

    private void rejected(Delivery.Rejected rejected, Verdict verdict, long now, Time time) {
        switch (rejected.kind()) {
            case REFUSED -> {
                if (rejected.status() == BAD_REQUEST) {
                    letIn(now);
                }
            }
            case AUTH -> {
                if (rejected.refusesCaller() && !verdict.again()) {
                    begin(Trouble.Kind.CREDENTIALS, rejected.code(), rejected.status(), time);
                }
            }
            case BLOCKED -> begin(Trouble.Kind.BLOCKED, rejected.code(), rejected.status(), time);
            case UNAVAILABLE -> begin(Trouble.Kind.GONE, rejected.code(), rejected.status(), time);
            case TROUBLED -> begin(Trouble.Kind.UNREACHABLE, rejected.code(), rejected.status(), time);
            case RATE_LIMIT, OPERATING_LIMIT, UNKNOWN -> {
                // of the portal as a whole, of one method, of one call
            }
        }
    }

    private void letIn(long now) {
        trouble = null;
        answered = true;
        answeredAt = now;
    }

    private void begin(Trouble.Kind kind, String code, int status, Time time) {
        Instant now = time.now();
        boolean goesOn =
                trouble != null && trouble.kind() == kind && trouble.code().equals(code);
        trouble = new Trouble(kind, code, status, goesOn ? trouble.since() : now, now);
    }
}
