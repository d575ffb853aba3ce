// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.operation;

import io.github.camelbitrix24.openlines.api.Dialog;
import io.github.camelbitrix24.openlines.api.Outcome;

/**
 * Skip: the queue's next operator gets the dialog (§6.6). To whom a dialog is offered shows nowhere: a skip of one that nobody has
 * accepted stays {@code ACCEPTED}.
 */
final class Passing implements Verifier {

    @Override
    public Outcome judge(Dialog before, Dialog after, Arguments arguments, Caller caller) {
        if (!Verifier.sameSession(before, after)) {
            return Outcome.SUPERSEDED;
        }
        if (before.ownerId() > 0) {
            return after.ownerId() == before.ownerId() ? Outcome.NO_EFFECT : Outcome.APPLIED;
        }
        return after.ownerId() > 0 ? Outcome.SUPERSEDED : Outcome.ACCEPTED;
    }

    /**
     * A second skip would skip the next operator. So a dialog is skipped again only if somebody has it who had it before: a skip leaves
     * it without an owner.
     */
    @Override
    public Finding find(Look look, Arguments arguments, Caller caller) {
        boolean held = look.dialog().ownerId() > 0;
        return held && look.sameSession() && look.silent() ? Finding.UNTOUCHED : Finding.UNDECIDABLE;
    }

    @Override
    public boolean letsGo() {
        return true;
    }
}
