// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.auth;

import io.github.camelbitrix24.openlines.rest.Json;
import io.github.camelbitrix24.openlines.rest.Lenient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Keeps tokens in one JSON file that only its owner may read, for a few portals on one machine. A change replaces the file as a
 * whole, so a crash leaves the old one or the new one; processes that share it take turns by locks on a file beside it
 * ({@code .lock}), which a dying process lets go.
 */
public final class FileTokenStore implements TokenStore {
    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    /** A process may lock a part of a file only once, so all stores on one file share these. */
    private static final Map<Path, KeyLocks> LOCKS = new ConcurrentHashMap<>();
    /** The parts of the lock file: one for the file's content, those behind it for keys. */
    private static final int CONTENT = 0;

    private final Path file;
    private final Path lockFile;
    private final KeyLocks locks;

    /**
     * Makes a store.
     *
     * @param file is made when there is something to keep; its directory must exist
     */
    public FileTokenStore(Path file) {
        this.file = file.toAbsolutePath().normalize();
        this.lockFile = this.file.resolveSibling(this.file.getFileName() + ".lock");
        this.locks = LOCKS.computeIfAbsent(this.file, path -> new KeyLocks());
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
        return Optional.ofNullable(read().get(name(key))).map(Lenient::map).map(Tokens::fromMap);
    }

    @Override
    public Optional<Tokens> update(TokenKey key, Function<Optional<Tokens>, Optional<Tokens>> change) {
        int part = 1 + locks.part(key);
        return locks.alone(
                part,
                () -> locked(part, () -> {
                    Optional<Tokens> before = load(key);
                    Optional<Tokens> after = change.apply(before);
                    if (!after.equals(before)) {
                        locks.alone(CONTENT, () -> locked(CONTENT, () -> write(key, after)));
                    }
                    return after;
                }));
    }

    private <T> T locked(int part, IOSupplier<T> work) {
        try (FileChannel channel = FileChannel.open(
                        lockFile, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), owner("rw-------"));
                FileLock lock = channel.lock(part, 1, false)) {
            return work.get();
        } catch (IOException e) {
            throw new UncheckedIOException("tokens cannot be kept in " + file.getFileName(), e);
        }
    }

    private Void write(TokenKey key, Optional<Tokens> tokens) throws IOException {
        Map<String, Object> all = new LinkedHashMap<>(read());
        tokens.ifPresentOrElse(present -> all.put(name(key), present.toMap()), () -> all.remove(name(key)));
        Path next = file.resolveSibling(file.getFileName() + ".next");
        Files.deleteIfExists(next);
        try (FileChannel channel = FileChannel.open(
                next, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), owner("rw-------"))) {
            ByteBuffer bytes = ByteBuffer.wrap(Json.bytes(all));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return null;
    }

    private Map<String, Object> read() {
        try {
            return Files.exists(file) ? Lenient.map(Json.read(Files.readAllBytes(file))) : Map.of();
        } catch (IOException e) {
            throw new UncheckedIOException("tokens cannot be read from " + file.getFileName(), e);
        }
    }

    private static String name(TokenKey key) {
        return key.clientId() + "/" + key.memberId() + "/" + key.userId();
    }

    private static FileAttribute<?>[] owner(String permissions) {
        return POSIX
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    @Override
    public String toString() {
        return "FileTokenStore[" + file.getFileName() + "]";
    }

    private interface IOSupplier<T> {
        T get() throws IOException;
    }
}
