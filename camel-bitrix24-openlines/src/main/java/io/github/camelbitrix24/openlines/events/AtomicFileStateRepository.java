// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.events;

import io.github.camelbitrix24.openlines.rest.JsonFile;
import io.github.camelbitrix24.openlines.rest.Lenient;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.camel.spi.StateRepository;
import org.apache.camel.support.service.ServiceSupport;

/**
 * Keeps states, such as a consumer's position in its queue ({@code offsetRepository}), in one JSON file. Each change replaces the file as a whole
 * and is on the disk before it returns, so a crash leaves the old states or the new ones. Consumers and processes may share the file.
 */
public final class AtomicFileStateRepository extends ServiceSupport implements StateRepository<String, String> {
    /** Threads take turns here in their order; those who wait for a lock of the file try again and again. */
    private static final Map<Path, ReentrantLock> TURNS = new ConcurrentHashMap<>();

    private final JsonFile file;
    private final ReentrantLock turn;

    /**
     * Makes a repository.
     *
     * @param file is made when there is something to keep; its directory must exist
     */
    public AtomicFileStateRepository(Path file) {
        this.file = new JsonFile(file);
        this.turn = TURNS.computeIfAbsent(this.file.path(), path -> new ReentrantLock());
    }

    /**
     * Makes a repository for a bean of a route file or of properties, where Camel makes no {@link Path} of a text.
     *
     * @param file its path
     */
    public AtomicFileStateRepository(String file) {
        this(Path.of(file));
    }

    /** Keeps a state; null takes it away. */
    @Override
    public void setState(String key, String value) {
        turn.lock();
        try {
            file.locked(0, () -> write(key, value));
        } finally {
            turn.unlock();
        }
    }

    private Void write(String key, String value) {
        Map<String, Object> all = new LinkedHashMap<>(file.read());
        if (value == null) {
            all.remove(key);
        } else {
            all.put(key, value);
        }
        file.replace(all);
        return null;
    }

    @Override
    public String getState(String key) {
        return Lenient.text(file.read().get(key));
    }

    @Override
    public String toString() {
        return "AtomicFileStateRepository[" + file + "]";
    }
}
