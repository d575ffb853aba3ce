// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.operation;

import io.github.camelbitrix24.openlines.api.Dialog;
import io.github.camelbitrix24.openlines.api.Outcome;
import io.github.camelbitrix24.openlines.rest.Lenient;

/**
 * A bot lets a dialog go to its line's queue (§7.4). A dialog that a bot has may have no owner, as one in the queue has none: then the
 * members tell, if the bot leaves.
 */
final class ToQueue implements Verifier {

    @Override
    public Outcome judge(Dialog before, Dialog after, Arguments arguments, Caller caller) {
        if (!Verifier.sameSession(before, after)) {
            return Outcome.SUPERSEDED;
        }
        boolean changed = before.ownerId() != after.ownerId() || members(before) != members(after);
        return changed ? Outcome.APPLIED : Outcome.ACCEPTED;
    }

    /** The portal refuses a second time by itself, so a repetition does no harm. */
    @Override
    public Finding find(Look look, Arguments arguments, Caller caller) {
        return look.dialog().open() ? Finding.UNTOUCHED : Finding.UNDECIDABLE;
    }

    @Override
    public boolean doneIfRefused(String code) {
        return code.equalsIgnoreCase("WRONG_CHAT");
    }

    private static long members(Dialog dialog) {
        return Lenient.id(dialog.data().get("user_counter"));
    }
}
