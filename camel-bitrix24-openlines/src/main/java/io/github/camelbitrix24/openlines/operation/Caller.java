// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.operation;

import io.github.camelbitrix24.openlines.api.Dialog;
import io.github.camelbitrix24.openlines.rest.Lenient;
import java.util.Optional;

/**
 * The user in whose name an action is done. Credentials that name their user decide; else the dialog's {@code role} does (§7.1), which
 * not each portal tells.
 *
 * @param userId 0 if the credentials do not say
 */
record Caller(long userId) {

    /** Whether the caller holds the dialog; empty if nobody can say. */
    Optional<Boolean> holds(Dialog dialog) {
        if (dialog.ownerId() == 0) {
            return Optional.of(false);
        }
        return userId > 0
                ? Optional.of(dialog.ownerId() == userId)
                : role(dialog).map("owner"::equals);
    }

    /** Whether the caller is in the chat; empty if nobody can say. */
    Optional<Boolean> isMember(Dialog dialog) {
        return holds(dialog).orElse(false)
                ? Optional.of(true)
                : role(dialog).map(role -> !role.equals("none") && !role.equals("guest"));
    }

    private static Optional<String> role(Dialog dialog) {
        return Optional.ofNullable(Lenient.text(dialog.data().get("role"))).filter(role -> !role.isBlank());
    }
}
