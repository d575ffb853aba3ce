// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.auth;

import java.util.Optional;
import java.util.function.Function;

/**
 * Keeps tokens. A refresh token works once (§5.3), so whoever refreshes must be alone: {@link #update} gives that, in this
 * process and, with a store that several share, in all of them. Methods may block, and fail with any exception when the store
 * cannot be had; its text must hold no secret.
 */
public interface TokenStore {

    /** What is stored, empty if nothing is. */
    Optional<Tokens> load(TokenKey key);

    /**
     * Replaces what is stored while nobody else, wherever, updates the same key.
     *
     * @param change gets what is stored, and returns what shall be from now on, empty for nothing; it may take as long as a
     *     request to the authorisation server. If it returns what it got, nothing needs to be written; if it throws, nothing
     *     changes
     * @return what is stored now, durably
     */
    Optional<Tokens> update(TokenKey key, Function<Optional<Tokens>, Optional<Tokens>> change);
}
