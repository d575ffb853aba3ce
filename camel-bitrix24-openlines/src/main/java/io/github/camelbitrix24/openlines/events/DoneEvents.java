// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.events;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.spi.IdempotentRepository;

/**
 * Events that need not reach the route again. One is written down only when it is done: an application that crashes in the
 * middle of an event gets it again.
 */
final class DoneEvents {
    private final IdempotentRepository repository;
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();

    /** @param repository null to remember nothing */
    DoneEvents(IdempotentRepository repository) {
        this.repository = repository;
    }

    /** Whether the event is new; then {@link #done} or {@link #failed} follows. */
    boolean begin(String key) {
        if (repository == null) {
            return true;
        }
        if (!underWay.add(key)) {
            return false;
        }
        boolean known = true;
        try {
            known = repository.contains(key);
        } finally {
            if (known) {
                underWay.remove(key);
            }
        }
        return !known;
    }

    void done(String key) {
        if (repository != null) {
            try {
                repository.add(key);
            } finally {
                underWay.remove(key);
            }
        }
    }

    void failed(String key) {
        underWay.remove(key);
    }
}
