// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.rest;

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
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A JSON object in a file that only its owner may read. A change replaces the file as a whole and is on the disk before it returns,
 * so a crash leaves the old one or the new one. Processes that share it take turns by locks on a file beside it ({@code .lock}),
 * which a dying process lets go.
 */
public final class JsonFile {
    private static final Logger LOG = LoggerFactory.getLogger(JsonFile.class);
    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private final Path file;
    private final String name;
    private final Path directory;

    /**
     * Knows the file; touches nothing.
     *
     * @param file is made when there is something to keep; its directory must exist
     */
    public JsonFile(Path file) {
        this.file = file.toAbsolutePath().normalize();
        this.name = String.valueOf(this.file.getFileName());
        this.directory = this.file.resolveSibling(".").normalize();
    }

    /** Absolute: what tells this file from others. */
    public Path path() {
        return file;
    }

    /**
     * What is in it; nothing if there is no file.
     *
     * @throws UncheckedIOException if it cannot be read
     */
    public Map<String, Object> read() {
        try {
            return Files.exists(file) ? Lenient.map(Json.read(Files.readAllBytes(file))) : Map.of();
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be read", e);
        }
    }

    /**
     * Replaces all that is in it. One at a time: in {@link #locked}.
     *
     * @throws UncheckedIOException if it cannot be written; then the old one is there still
     */
    public void replace(Map<String, Object> content) {
        Path next = beside(".next");
        try {
            Files.deleteIfExists(next);
            try (FileChannel channel =
                    FileChannel.open(next, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), owner())) {
                ByteBuffer bytes = ByteBuffer.wrap(Json.bytes(content));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw cannotBeKept(e);
        }
        keepTheMove();
    }

    /** A file's new name is on the disk when its directory is; not every system lets one say so. */
    private void keepTheMove() {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            LOG.trace("The directory cannot be forced to the disk", e);
        }
    }

    /**
     * Works while no other process has the same part. A process may lock a part only once: its threads have to take turns before.
     *
     * @param part from 0
     * @throws UncheckedIOException if there can be no lock
     */
    public <T> T locked(int part, Supplier<T> work) {
        try (FileChannel channel = FileChannel.open(
                        beside(".lock"), Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), owner());
                FileLock lock = channel.lock(part, 1, false)) {
            return work.get();
        } catch (IOException e) {
            throw cannotBeKept(e);
        }
    }

    private UncheckedIOException cannotBeKept(IOException e) {
        return new UncheckedIOException("nothing can be kept in " + name, e);
    }

    private Path beside(String suffix) {
        return file.resolveSibling(name + suffix);
    }

    private static FileAttribute<?>[] owner() {
        return POSIX
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    @Override
    public String toString() {
        return name;
    }
}
