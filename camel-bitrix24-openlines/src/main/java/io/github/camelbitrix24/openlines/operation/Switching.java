// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.operation;

import io.github.camelbitrix24.openlines.api.Dialog;
import io.github.camelbitrix24.openlines.api.Outcome;
import io.github.camelbitrix24.openlines.rest.Lenient;
import java.util.Optional;
import java.util.function.Function;

/** Pin and silent: a switch of the dialog stands as asked for (§7.2). Both may be repeated. */
final class Switching implements Verifier {
    static final Switching PINNED = new Switching(true, dialog -> Optional.of(dialog.pinned()));
    /** Empty is off (§6.1). */
    static final Switching SILENT = new Switching(
            false,
            dialog -> Optional.ofNullable(Lenient.text(dialog.data().get("entity_data_3")))
                    .map(silence -> Lenient.flag(silence).orElse(false)));

    private final boolean usual;
    private final Function<Dialog, Optional<Boolean>> state;

    /** A switch, and what is meant if the call does not say. */
    private Switching(boolean usual, Function<Dialog, Optional<Boolean>> state) {
        this.usual = usual;
        this.state = state;
    }

    @Override
    public Outcome judge(Dialog before, Dialog after, Arguments arguments, Caller caller) {
        Optional<Boolean> was = state.apply(before);
        Optional<Boolean> is = state.apply(after);
        if (is.isEmpty()) {
            return Outcome.ACCEPTED;
        }
        boolean changed = !was.equals(is) || !Verifier.sameSession(before, after);
        return changed && is.get() == wanted(arguments) ? Outcome.APPLIED : Outcome.NO_EFFECT;
    }

    @Override
    public Finding find(Look look, Arguments arguments, Caller caller) {
        return state.apply(look.dialog())
                .map(is -> is == wanted(arguments) ? Finding.APPLIED : Finding.UNTOUCHED)
                .orElse(Finding.UNDECIDABLE);
    }

    private boolean wanted(Arguments arguments) {
        return Lenient.flag(arguments.more().get("ACTIVATE")).orElse(usual);
    }
}
