// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.operation;

import io.github.camelbitrix24.openlines.api.Dialog;
import io.github.camelbitrix24.openlines.api.Outcome;
import io.github.camelbitrix24.openlines.rest.Lenient;

/** A message to the client is in the dialog (§7.4). */
final class Saying implements Verifier {

    @Override
    public Outcome judge(Dialog before, Dialog after, Arguments arguments, Caller caller) {
        return lastMessage(after) > lastMessage(before) ? Outcome.APPLIED : Outcome.NO_EFFECT;
    }

    @Override
    public Finding find(Look look, Arguments arguments, Caller caller) {
        if (look.texts().contains(String.valueOf(arguments.get(Parameter.MESSAGE)))) {
            return Finding.APPLIED;
        }
        return look.unwritten() ? Finding.UNTOUCHED : Finding.UNDECIDABLE;
    }

    private static long lastMessage(Dialog dialog) {
        return Lenient.id(dialog.data().get("last_message_id"));
    }
}
