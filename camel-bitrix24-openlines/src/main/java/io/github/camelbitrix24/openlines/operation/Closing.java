// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.operation;

import io.github.camelbitrix24.openlines.api.Dialog;
import io.github.camelbitrix24.openlines.api.Outcome;

/** Finish and spam: the session ends, at once or by way of the closing phase (§6.4, §6.5, §6.7, §7.4). */
final class Closing implements Verifier {
    private final boolean inTwoPhases;

    /** Ends a session; in two phases where the line asks for it, or always at once. */
    Closing(boolean inTwoPhases) {
        this.inTwoPhases = inTwoPhases;
    }

    @Override
    public Outcome judge(Dialog before, Dialog after, Arguments arguments, Caller caller) {
        if (!after.open()) {
            return before.open() ? Outcome.APPLIED : Outcome.NO_EFFECT;
        }
        if (!Verifier.sameSession(before, after)) {
            return Outcome.SUPERSEDED;
        }
        return inTwoPhases && after.closing() && !before.closing() ? Outcome.CLOSING : Outcome.NO_EFFECT;
    }

    @Override
    public Finding find(Look look, Arguments arguments, Caller caller) {
        if (!look.dialog().open()) {
            return Finding.APPLIED;
        }
        if (look.session() == Look.Session.NEW) {
            return Finding.SUPERSEDED;
        }
        if (inTwoPhases && look.dialog().closing()) {
            return Finding.CLOSING;
        }
        // a message of the client or an operator leads from the closing phase back to an open dialog
        boolean neverClosing = !inTwoPhases || look.silent() || look.unwritten();
        return look.sameSession() && neverClosing ? Finding.UNTOUCHED : Finding.UNDECIDABLE;
    }

    @Override
    public boolean letsGo() {
        return true;
    }
}
