// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.auth;

import java.time.Duration;

/** Bitrix24's authorisation server (§5). */
public interface AuthorizationServer {

    /** What a question for new tokens led to. */
    sealed interface Reply {

        /** New tokens; the refresh token that was shown is used up. */
        record Granted(Tokens tokens) implements Reply {}

        /** An error of the server (§2); its description holds no secret. */
        record Refused(String code, String description, int status) implements Reply {}

        /**
         * The server certainly did not answer the question: it was not reached, or will not be asked now.
         *
         * @param retryAfter when to ask again, from now; null if nobody has said
         */
        record NotAsked(String reason, boolean stopped, Throwable cause, Duration retryAfter) implements Reply {}

        /**
         * The question went out, and what became of it is not known: the refresh token may be used up.
         *
         * @param retryAfter when to ask again, from now; null if nobody has said
         */
        record Lost(String what, Duration retryAfter) implements Reply {}
    }

    /**
     * Asks once for the successors of tokens; blocks until the answer is there.
     *
     * @param tokens whose server endpoint is asked, if that may be trusted
     */
    Reply refresh(Tokens tokens);
}
