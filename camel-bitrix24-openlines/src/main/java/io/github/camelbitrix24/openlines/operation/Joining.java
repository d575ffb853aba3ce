// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.operation;

import io.github.camelbitrix24.openlines.api.Dialog;
import io.github.camelbitrix24.openlines.api.Outcome;
import java.util.Optional;

/** Join and start: the caller is in the chat, and after a start a session is open (§7.2). */
final class Joining implements Verifier {
    private final boolean opensSession;

    /** A start, which opens a session if none is, or a join. */
    Joining(boolean opensSession) {
        this.opensSession = opensSession;
    }

    @Override
    public Outcome judge(Dialog before, Dialog after, Arguments arguments, Caller caller) {
        if (opensSession && after.open() && !before.open()) {
            return Outcome.APPLIED;
        }
        Optional<Boolean> was = caller.isMember(before);
        Optional<Boolean> is = caller.isMember(after);
        if (was.isEmpty() || is.isEmpty()) {
            return Outcome.ACCEPTED;
        }
        return is.get() && !was.get() ? Outcome.APPLIED : Outcome.NO_EFFECT;
    }

    @Override
    public Finding find(Look look, Arguments arguments, Caller caller) {
        if (opensSession && !look.dialog().open()) {
            return Finding.UNTOUCHED;
        }
        return caller.isMember(look.dialog())
                .map(is -> is ? Finding.APPLIED : Finding.UNTOUCHED)
                .orElse(Finding.UNDECIDABLE);
    }
}
