// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.rest;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * A file whose parts processes lock in turn. A JVM has one channel of it and keeps that open: on POSIX, closing any channel of a
 * file drops all locks that the process has on the file. So nothing here closes one: locks are tried for, since a thread that is
 * interrupted while it waits in {@link FileChannel#lock()} closes the channel, and the locks of all others with it.
 */
final class LockFile {
    private static final Map<Path, LockFile> KNOWN = new ConcurrentHashMap<>();
    private static final long PAUSE = Duration.ofMillis(10).toNanos();
    /** Longer than anybody may hold a lock who asks an authorisation server under it. */
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(2);

    private final Path file;
    private FileChannel channel;
    private Object identity;

    private LockFile(Path file) {
        this.file = file;
    }

    /** The lock file of that name, the same for all who ask in this JVM. */
    static LockFile of(Path file) {
        return KNOWN.computeIfAbsent(file, LockFile::new);
    }

    /**
     * Works while nobody else has the same part.
     *
     * @param part from 0
     * @param owner attributes of the file, if it has to be made
     * @throws IOException if there can be no lock, or not within two minutes
     */
    <T> T locked(int part, FileAttribute<?>[] owner, Supplier<T> work) throws IOException {
        FileLock lock = lock(part, owner);
        try {
            return work.get();
        } finally {
            lock.release();
        }
    }

    private FileLock lock(int part, FileAttribute<?>[] owner) throws IOException {
        long end = System.nanoTime() + LONGEST_WAIT.toNanos();
        while (true) {
            FileChannel current = channel(owner);
            FileLock lock = tryLock(current, part);
            if (lock != null && current == channel(owner)) {
                return lock;
            }
            if (lock != null) {
                // somebody has deleted the file meanwhile: others lock a new one
                lock.release();
                continue;
            }
            if (System.nanoTime() - end >= 0) {
                throw new IOException("another process has kept its lock for too long");
            }
            LockSupport.parkNanos(this, PAUSE);
            if (Thread.interrupted()) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted while waiting for the lock");
            }
        }
    }

    /** Null if somebody has it. */
    private static FileLock tryLock(FileChannel channel, int part) throws IOException {
        try {
            return channel.tryLock(part, 1, false);
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    /** The channel of the file that is there now. That of a file which was deleted stays open: locks on it may be held. */
    private synchronized FileChannel channel(FileAttribute<?>[] owner) throws IOException {
        if (channel == null || !channel.isOpen() || !isTheSame()) {
            channel = FileChannel.open(file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), owner);
            identity = identity();
        }
        return channel;
    }

    private boolean isTheSame() throws IOException {
        try {
            Object now = identity();
            return now == null || now.equals(identity);
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /** Null where files have none. */
    private Object identity() throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    }
}
