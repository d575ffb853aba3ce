// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.report;

import io.github.camelbitrix24.openlines.api.B24AuthException;
import io.github.camelbitrix24.openlines.api.B24InvalidRequestException;
import io.github.camelbitrix24.openlines.api.B24LimitException;
import io.github.camelbitrix24.openlines.api.B24NoEffectException;
import io.github.camelbitrix24.openlines.api.B24OutcomeUnknownException;
import io.github.camelbitrix24.openlines.api.B24RefusedException;
import io.github.camelbitrix24.openlines.api.B24UnavailableException;
import io.github.camelbitrix24.openlines.api.Outcome;
import java.util.Locale;

/** How a call or an operation ended: the few words for it in metrics and spans. */
public enum Ending {
    /** It has a result. */
    DONE,
    /** The portal said {@code true} to an action; nobody has looked. */
    ACCEPTED,
    /** The dialog shows the action's effect. */
    APPLIED,
    /** A finish has reached the closing phase. */
    CLOSING,
    /** The portal said {@code true}, and nothing changed. */
    NO_EFFECT,
    /** Somebody else changed the dialog meanwhile. */
    SUPERSEDED,
    /** The portal refused it. */
    REFUSED,
    /** It was refused here, before anything was sent. */
    INVALID,
    /** The caller was not let in. */
    AUTH,
    /** A limit stood in the way for too long. */
    LIMIT,
    /** The portal was not reached, or it was stopped before it was sent. */
    UNAVAILABLE,
    /** Whether it was executed is not known. */
    UNKNOWN,
    /** Anything else. */
    FAILED;

    private final String word = name().toLowerCase(Locale.ROOT);

    /** As metrics and spans have it. */
    public String word() {
        return word;
    }

    /** What is known of an action; null for an operation that is none. */
    public static Ending of(Outcome outcome) {
        return outcome == null ? DONE : valueOf(outcome.name());
    }

    /** What a failure means for what has failed. */
    public static Ending of(Throwable failure) {
        if (failure instanceof B24RefusedException) {
            return REFUSED;
        }
        if (failure instanceof B24OutcomeUnknownException) {
            return UNKNOWN;
        }
        if (failure instanceof B24LimitException) {
            return LIMIT;
        }
        if (failure instanceof B24UnavailableException) {
            return UNAVAILABLE;
        }
        if (failure instanceof B24AuthException) {
            return AUTH;
        }
        if (failure instanceof B24NoEffectException) {
            return NO_EFFECT;
        }
        return failure instanceof B24InvalidRequestException ? INVALID : FAILED;
    }
}
