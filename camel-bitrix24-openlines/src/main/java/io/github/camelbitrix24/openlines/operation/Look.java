// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.operation;

import io.github.camelbitrix24.openlines.api.Dialog;
import java.util.Set;

/**
 * A dialog some moments after an action to which no answer came.
 *
 * @param dialog as it is now
 * @param session how old the open session is
 * @param since what has been written since the action was sent, by others than the client: most actions of an operator leave a message
 *     of the system
 * @param systemSpoke whether one of these messages is the system's
 * @param unwritten whether the dialog's last message, by its own count, is older than the action: nobody at all has written since
 * @param texts what has been written since, by others than the client
 */
record Look(Dialog dialog, Session session, Since since, boolean systemSpoke, boolean unwritten, Set<String> texts) {

    /** What the messages say. */
    enum Since {
        /**
         * Nobody but the client has written, and the messages are such that an action would show: they are those of the open session,
         * with the client's own, and with messages that the system has left before.
         */
        NOTHING,
        SOMETHING,
        /** The messages could not be read, not be placed in time, or would not show an action. */
        UNKNOWN
    }

    /** What the start of the session says. */
    enum Session {
        /** It was open when the action was sent. */
        OLD,
        /** It began afterwards. */
        NEW,
        /** None is open, or its start is not known. */
        UNKNOWN
    }

    /** A dialog of which no more than itself is known. */
    static Look of(Dialog dialog, Session session) {
        return new Look(dialog, session, Since.UNKNOWN, false, false, Set.of());
    }

    /** Whether the session that is open was open when the action was sent. */
    boolean sameSession() {
        return session == Session.OLD;
    }

    /** Whether the messages, which would show an action, show none. */
    boolean silent() {
        return since == Since.NOTHING;
    }

    /** Whether another than the caller has taken the dialog, or another session has begun, after the action was sent. */
    boolean overtaken(Caller caller) {
        return session == Session.NEW
                || systemSpoke && dialog.ownerId() > 0 && !caller.holds(dialog).orElse(true);
    }
}
