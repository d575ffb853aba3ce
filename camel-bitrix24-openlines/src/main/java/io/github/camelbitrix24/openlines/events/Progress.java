// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.events;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.camel.spi.StateRepository;
import org.apache.commons.lang3.StringUtils;

/**
 * How far a queue is worked: a mark, and the events beyond it that are done. In memory, and in a repository if there is one,
 * as {@code MARK} or {@code MARK+ID,ID}.
 */
final class Progress {
    private final KeptState state;
    private final ReentrantLock lock = new ReentrantLock();
    private final Set<String> done = new LinkedHashSet<>();
    private String mark;
    private boolean loaded;

    /**
     * At the beginning, or where the repository says.
     *
     * @param repository null to keep the progress in memory
     */
    Progress(StateRepository<String, String> repository, String key) {
        this.state = new KeptState(repository, key);
    }

    Optional<String> mark() {
        lock.lock();
        try {
            load();
            return Optional.ofNullable(mark);
        } finally {
            lock.unlock();
        }
    }

    boolean isDone(String id) {
        lock.lock();
        try {
            load();
            return done.contains(id);
        } finally {
            lock.unlock();
        }
    }

    /** The event beyond the mark is done. */
    void done(String id) {
        lock.lock();
        try {
            load();
            done.add(id);
            save();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Moves the mark.
     *
     * @param to null for the beginning
     * @param passed the events that are behind it now, or all if null
     */
    void move(String to, Collection<String> passed) {
        lock.lock();
        try {
            load();
            mark = to;
            if (passed == null) {
                done.clear();
            } else {
                done.removeAll(passed);
            }
            save();
        } finally {
            lock.unlock();
        }
    }

    private void load() {
        if (!loaded) {
            String kept = state.read();
            mark = StringUtils.trimToNull(StringUtils.substringBefore(kept, "+"));
            done.addAll(Arrays.asList(StringUtils.split(StringUtils.substringAfter(kept, "+"), ',')));
            loaded = true;
        }
    }

    private void save() {
        if (state.isKept()) {
            state.write(StringUtils.defaultString(mark) + (done.isEmpty() ? "" : "+" + String.join(",", done)));
        }
    }
}
