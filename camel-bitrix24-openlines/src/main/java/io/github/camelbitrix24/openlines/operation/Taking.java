// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.operation;

import io.github.camelbitrix24.openlines.api.Dialog;
import io.github.camelbitrix24.openlines.api.Outcome;
import java.util.Optional;

/** Answer and intercept: the dialog becomes the caller's (§6.3, §7.2). */
final class Taking implements Verifier {

    @Override
    public Outcome judge(Dialog before, Dialog after, Arguments arguments, Caller caller) {
        boolean unchanged = after.ownerId() == before.ownerId() && Verifier.sameSession(before, after);
        if (unchanged) {
            return Outcome.NO_EFFECT;
        }
        Optional<Boolean> mine = caller.holds(after);
        if (mine.isEmpty()) {
            return Outcome.ACCEPTED;
        }
        return mine.get() ? Outcome.APPLIED : Outcome.SUPERSEDED;
    }

    @Override
    public Finding find(Look look, Arguments arguments, Caller caller) {
        Dialog dialog = look.dialog();
        Optional<Boolean> mine = caller.holds(dialog);
        if (mine.orElse(false)) {
            return Finding.APPLIED;
        }
        if (look.sameSession() && mine.isPresent() && (dialog.ownerId() == 0 || look.silent())) {
            return Finding.UNTOUCHED;
        }
        return look.overtaken(caller) ? Finding.SUPERSEDED : Finding.UNDECIDABLE;
    }
}
