// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.operation;

import io.github.camelbitrix24.openlines.api.Dialog;
import io.github.camelbitrix24.openlines.api.Outcome;

/** Answer and intercept: the dialog becomes the caller's (§6.3, §7.2). */
final class Taking implements Verifier {

    @Override
    public Outcome judge(Dialog before, Dialog after, Arguments arguments) {
        if (Verifier.isMine(after)) {
            return Verifier.isMine(before) ? Outcome.NO_EFFECT : Outcome.APPLIED;
        }
        boolean unchanged = after.ownerId() == before.ownerId() && Verifier.sameSession(before, after);
        return unchanged ? Outcome.NO_EFFECT : Outcome.SUPERSEDED;
    }

    @Override
    public Finding find(Look look, Arguments arguments) {
        if (look.quiet()) {
            return Finding.UNTOUCHED;
        }
        if (Verifier.isMine(look.dialog())) {
            return Finding.APPLIED;
        }
        if (look.session() == Look.Session.NEW || look.dialog().ownerId() > 0) {
            return Finding.SUPERSEDED;
        }
        return look.dialog().open() ? Finding.UNTOUCHED : Finding.UNDECIDABLE;
    }
}
