// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.pace;

import java.time.Instant;

/**
 * What keeps all calls of a caller out of its portal. A refusal that is about one call, its dialog, its method or the scope for
 * it, is none.
 *
 * @param code the portal's or the authorisation server's, {@code ""} if it gave none
 * @param status of its answer, 0 if none came
 * @param since when the first call was kept out by it
 * @param last when the last call was
 */
public record Trouble(Kind kind, String code, int status, Instant since, Instant last) {

    /** What is wrong. */
    public enum Kind {
        /** The webhook, or the application's tokens, are not accepted (§2). */
        CREDENTIALS,
        /** The vendor has blocked the portal's interface. */
        BLOCKED,
        /** The portal was deleted, or redirects calls where they may not follow. */
        GONE,
        /** No answer that a portal would give. */
        UNREACHABLE
    }
}
