// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.rest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
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
 * so a crash leaves the old one or the new one; a link stays one, and its target is replaced. Processes that share it take turns by
 * locks on a file beside it ({@code .lock}), which a dying process lets go.
 */
public final class JsonFile {
    private static final Logger LOG = LoggerFactory.getLogger(JsonFile.class);
    private static final int MOST_LINKS = 40;
    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private final Path file;
    private final String name;

    /**
     * Knows the file; touches nothing.
     *
     * @param file is made when there is something to keep; its directory must exist
     */
    public JsonFile(Path file) {
        this.file = file.toAbsolutePath().normalize();
        this.name = String.valueOf(this.file.getFileName());
    }

    /** Absolute: what tells this file from others. */
    public Path path() {
        return file;
    }

    /**
     * What is in it; nothing if there is no file.
     *
     * @throws UncheckedIOException if it cannot be read; no text of it or of a cause shows what is in it
     */
    public Map<String, Object> read() {
        try {
            if (Json.read(Files.readAllBytes(file)) instanceof Map<?, ?> content) {
                return Lenient.map(content);
            }
            throw new IOException("no JSON object");
        } catch (NoSuchFileException e) {
            return Map.of();
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
        Path target;
        try {
            target = target();
            Path next = beside(target, ".next");
            Files.deleteIfExists(next);
            try (FileChannel channel =
                    FileChannel.open(next, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), owner())) {
                ByteBuffer bytes = ByteBuffer.wrap(Json.bytes(content));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(next, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw cannotBeKept(e);
        }
        keepTheMove(target.toAbsolutePath().resolveSibling("."));
    }

    /** Where the content is: at the end of the links, if the file is one. */
    private Path target() throws IOException {
        Path target = real(file);
        for (int links = 0; Files.isSymbolicLink(target); links++) {
            if (links == MOST_LINKS) {
                throw new FileSystemLoopException(name);
            }
            target = real(target.resolveSibling(Files.readSymbolicLink(target)));
        }
        return target;
    }

    /** Its directory without links. */
    private static Path real(Path path) throws IOException {
        Path directory = path.getParent();
        Path name = path.getFileName();
        if (directory == null || name == null) {
            throw new FileSystemException(path.toString(), null, "a directory is no file");
        }
        return directory.toRealPath().resolve(name);
    }

    /** A file's new name is on the disk when its directory is; not every system lets one say so. */
    private static void keepTheMove(Path directory) {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            LOG.trace("The directory cannot be forced to the disk", e);
        }
    }

    /**
     * Works while nobody else has the same part, in this process or another.
     *
     * @param part from 0
     * @throws UncheckedIOException if there can be no lock
     */
    public <T> T locked(int part, Supplier<T> work) {
        try {
            return LockFile.of(beside(target(), ".lock")).locked(part, owner(), work);
        } catch (IOException e) {
            throw cannotBeKept(e);
        }
    }

    private UncheckedIOException cannotBeKept(IOException e) {
        return new UncheckedIOException("nothing can be kept in " + name, e);
    }

    private static Path beside(Path target, String suffix) {
        return target.resolveSibling(target.getFileName() + suffix);
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
