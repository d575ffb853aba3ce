// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.operation;

import io.github.camelbitrix24.openlines.api.Dialog;
import io.github.camelbitrix24.openlines.api.Outcome;

/** Join and start: the caller is in the chat, or a session is open (§7.2). Both may be repeated. */
final class Joining implements Verifier {

    @Override
    public Outcome judge(Dialog before, Dialog after, Arguments arguments) {
        boolean joined = Verifier.isMember(after) && !Verifier.isMember(before);
        boolean begun = after.open() && !before.open();
        return joined || begun ? Outcome.APPLIED : Outcome.NO_EFFECT;
    }

    @Override
    public Finding find(Look look, Arguments arguments) {
        return look.dialog().open() && Verifier.isMember(look.dialog()) ? Finding.APPLIED : Finding.UNTOUCHED;
    }
}
