// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.operation;

import io.github.camelbitrix24.openlines.api.Dialog;
import io.github.camelbitrix24.openlines.api.Outcome;

/** A new session begins with a message of the dialog (§7.2); repeating it would begin another. */
final class Restarting implements Verifier {

    @Override
    public Outcome judge(Dialog before, Dialog after, Arguments arguments, Caller caller) {
        return after.open() && !Verifier.sameSession(before, after) ? Outcome.APPLIED : Outcome.NO_EFFECT;
    }

    @Override
    public Finding find(Look look, Arguments arguments, Caller caller) {
        return switch (look.session()) {
            case NEW -> Finding.APPLIED;
            case OLD -> Finding.UNTOUCHED;
            case UNKNOWN -> Finding.UNDECIDABLE;
        };
    }
}
