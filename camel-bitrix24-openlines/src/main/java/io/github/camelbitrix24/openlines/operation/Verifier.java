// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.operation;

import io.github.camelbitrix24.openlines.api.Dialog;
import io.github.camelbitrix24.openlines.api.Outcome;

/**
 * How the dialog tells what an action has done (§6.9). Pure: it compares, and calls nobody. A field that the portal leaves out is not
 * known: it never counts as a no.
 */
interface Verifier {

    /** Judges an action to which the portal said {@code true}, by the dialog right before and right after it. */
    Outcome judge(Dialog before, Dialog after, Arguments arguments, Caller caller);

    /**
     * Judges an action to which no answer came, by the dialog as it is some moments later. A dialog that is in the state which the
     * action brings about never leads to a repetition, whoever brought it there.
     */
    Finding find(Look look, Arguments arguments, Caller caller);

    /** Whether the action takes the caller out of the chat, so that a dialog which is out of sight afterwards shows its effect. */
    default boolean letsGo() {
        return false;
    }

    /** Whether this refusal of a repetition says that the action has had its effect. */
    default boolean doneIfRefused(String code) {
        return false;
    }

    /** Whether no session has ended, and none begun, between the two. */
    static boolean sameSession(Dialog before, Dialog after) {
        return before.sessionId() == after.sessionId();
    }
}
