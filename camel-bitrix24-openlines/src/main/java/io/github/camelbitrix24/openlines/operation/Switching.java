// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.operation;

import io.github.camelbitrix24.openlines.api.Dialog;
import io.github.camelbitrix24.openlines.api.Outcome;
import io.github.camelbitrix24.openlines.rest.Lenient;
import java.util.function.Predicate;

/** Pin and silent: a switch of the dialog stands as asked for (§7.2). Both may be repeated. */
final class Switching implements Verifier {
    static final Switching PINNED = new Switching(true, Dialog::pinned);
    /** §6.1. */
    static final Switching SILENT = new Switching(
            false, dialog -> Lenient.flag(dialog.data().get("entity_data_3")).orElse(false));

    private final boolean usual;
    private final Predicate<Dialog> state;

    /** A switch, and what is meant if the call does not say. */
    private Switching(boolean usual, Predicate<Dialog> state) {
        this.usual = usual;
        this.state = state;
    }

    @Override
    public Outcome judge(Dialog before, Dialog after, Arguments arguments) {
        boolean changed = state.test(before) != state.test(after) || !Verifier.sameSession(before, after);
        return changed && state.test(after) == wanted(arguments) ? Outcome.APPLIED : Outcome.NO_EFFECT;
    }

    @Override
    public Finding find(Look look, Arguments arguments) {
        return state.test(look.dialog()) == wanted(arguments) ? Finding.APPLIED : Finding.UNTOUCHED;
    }

    private boolean wanted(Arguments arguments) {
        return Lenient.flag(arguments.more().get("ACTIVATE")).orElse(usual);
    }
}
