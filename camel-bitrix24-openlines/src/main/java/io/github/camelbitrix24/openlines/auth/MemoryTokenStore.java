// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.auth;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Keeps tokens as long as the JVM runs: after a restart the configured refresh token may be used up. */
public final class MemoryTokenStore implements TokenStore {
    private final Map<TokenKey, Tokens> stored = new ConcurrentHashMap<>();
    private final KeyLocks locks = new KeyLocks();

    @Override
    public Optional<Tokens> load(TokenKey key) {
        return Optional.ofNullable(stored.get(key));
    }

    @Override
    public Optional<Tokens> update(TokenKey key, Function<Optional<Tokens>, Optional<Tokens>> change) {
        return locks.alone(locks.part(key), () -> {
            Optional<Tokens> after = change.apply(load(key));
            after.ifPresentOrElse(tokens -> stored.put(key, tokens), () -> stored.remove(key));
            return after;
        });
    }
}
