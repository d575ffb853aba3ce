// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.auth;

import io.github.camelbitrix24.openlines.rest.JsonFile;
import io.github.camelbitrix24.openlines.rest.Lenient;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Keeps tokens in one JSON file that only its owner may read, for a few portals on one machine. A change replaces the file as a
 * whole, so a crash leaves the old one or the new one; processes that share it take turns by locks on a file beside it
 * ({@code .lock}), which a dying process lets go.
 */
public final class FileTokenStore implements TokenStore {
    /** Threads take turns here in their order; those who wait for a lock of the file try again and again. */
    private static final Map<Path, KeyLocks> LOCKS = new ConcurrentHashMap<>();
    /** The parts of the lock file: one for the file's content, those behind it for keys. */
    private static final int CONTENT = 0;

    private final JsonFile file;
    private final KeyLocks locks;

    /**
     * Makes a store.
     *
     * @param file is made when there is something to keep; its directory must exist
     */
    public FileTokenStore(Path file) {
        this.file = new JsonFile(file);
        this.locks = LOCKS.computeIfAbsent(this.file.path(), path -> new KeyLocks());
    }

    /**
     * Makes a store for a bean of a route file or of properties, where Camel makes no {@link Path} of a text.
     *
     * @param file its path
     */
    public FileTokenStore(String file) {
        this(Path.of(file));
    }

    @Override
    public Optional<Tokens> load(TokenKey key) {
        return Optional.ofNullable(file.read().get(name(key))).map(Lenient::map).map(Tokens::fromMap);
    }

    @Override
    public Optional<Tokens> update(TokenKey key, Function<Optional<Tokens>, Optional<Tokens>> change) {
        int part = 1 + locks.part(key);
        return locks.alone(
                part,
                () -> file.locked(part, () -> {
                    Optional<Tokens> before = load(key);
                    Optional<Tokens> after = change.apply(before);
                    if (!after.equals(before)) {
                        locks.alone(CONTENT, () -> file.locked(CONTENT, () -> write(key, after)));
                    }
                    return after;
                }));
    }

    private Void write(TokenKey key, Optional<Tokens> tokens) {
        Map<String, Object> all = new LinkedHashMap<>(file.read());
        tokens.ifPresentOrElse(present -> all.put(name(key), present.toMap()), () -> all.remove(name(key)));
        file.replace(all);
        return null;
    }

    private static String name(TokenKey key) {
        return key.clientId() + "/" + key.memberId() + "/" + key.userId();
    }

    @Override
    public String toString() {
        return "FileTokenStore[" + file + "]";
    }
}
