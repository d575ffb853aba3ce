// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.operation;

import io.github.camelbitrix24.openlines.api.Dialog;
import io.github.camelbitrix24.openlines.api.Outcome;
import java.util.Optional;

/** Transfer: a user holds the dialog, or it waits in a line's queue (§6.8, §7.4). */
final class HandingOver implements Verifier {
    private static final String QUEUE = "queue";

    private final boolean byBot;

    /** A transfer by an operator, or by a bot: a dialog that a bot has may have no owner, as one in a queue has none. */
    HandingOver(boolean byBot) {
        this.byBot = byBot;
    }

    @Override
    public Outcome judge(Dialog before, Dialog after, Arguments arguments, Caller caller) {
        boolean unchanged = after.ownerId() == before.ownerId()
                && after.lineId() == before.lineId()
                && Verifier.sameSession(before, after);
        if (!isThere(after, arguments)) {
            return unchanged ? Outcome.NO_EFFECT : Outcome.SUPERSEDED;
        }
        if (!unchanged) {
            return Outcome.APPLIED;
        }
        // a dialog that waits in a queue looks the same when it waits there anew
        return user(arguments).isPresent() || after.ownerId() > 0 ? Outcome.NO_EFFECT : Outcome.ACCEPTED;
    }

    @Override
    public Finding find(Look look, Arguments arguments, Caller caller) {
        Dialog dialog = look.dialog();
        boolean there = isThere(dialog, arguments);
        boolean waits = dialog.ownerId() == 0;
        if (there && (user(arguments).isPresent() || waits && (!byBot || look.systemSpoke()))) {
            return Finding.APPLIED;
        }
        if (!look.sameSession() || dialog.lineId() == 0) {
            return Finding.UNDECIDABLE;
        }
        boolean free = waits || isBots(dialog, arguments);
        boolean asBefore = free || caller.holds(dialog).orElse(false);
        if (look.silent() || asBefore && !there && look.since() == Look.Since.UNKNOWN) {
            return Finding.UNTOUCHED;
        }
        return !there && !free && look.overtaken(caller) ? Finding.SUPERSEDED : Finding.UNDECIDABLE;
    }

    @Override
    public boolean letsGo() {
        return true;
    }

    private static boolean isThere(Dialog dialog, Arguments arguments) {
        return dialog.open()
                && user(arguments)
                        .map(user -> user == dialog.ownerId())
                        .orElseGet(() -> line(arguments) == dialog.lineId());
    }

    private static boolean isBots(Dialog dialog, Arguments arguments) {
        return arguments.bot() != null && arguments.bot().id() == dialog.ownerId();
    }

    /** The user who is to get it, empty if a line is. */
    static Optional<Long> user(Arguments arguments) {
        return Optional.ofNullable(arguments.get(Parameter.USER_ID))
                .or(() -> Optional.ofNullable(arguments.get(Parameter.TRANSFER_ID)))
                .flatMap(Ids::whole);
    }

    /** The line that is to get it. */
    static long line(Arguments arguments) {
        Object line = arguments.get(Parameter.QUEUE_ID);
        return line != null
                ? (Long) line
                : Long.parseLong(
                        String.valueOf(arguments.get(Parameter.TRANSFER_ID)).substring(QUEUE.length()));
    }
}
