// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.operation;

import io.github.camelbitrix24.openlines.api.Dialog;
import java.util.Set;

/**
 * A dialog some moments after an action to which no answer came.
 *
 * @param dialog as it is now
 * @param since what has been written since the action was sent, by others than the client: each operator's action leaves a message of
 *     the system
 * @param session how old the open session is
 * @param texts what has been written since, by others than the client
 */
record Look(Dialog dialog, Since since, Session session, Set<String> texts) {

    /** What the messages say. */
    enum Since {
        /** Nothing but the client's messages: nobody has done anything with the dialog. */
        NOTHING,
        SOMETHING,
        /** The messages could not be read, or not be placed in time. */
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

    boolean quiet() {
        return since == Since.NOTHING;
    }
}
