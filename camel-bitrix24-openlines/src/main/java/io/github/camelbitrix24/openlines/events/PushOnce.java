// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.events;

import io.github.camelbitrix24.openlines.events.StoreCalls.Unavailable;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.spi.IdempotentRepository;

/**
 * Keeps a posted event that comes again from the route. It is written down when it is done; one that comes while the first is
 * under way gets the first one's answer, and is not called done before that.
 */
final class PushOnce {
    private final IdempotentRepository repository;
    private final StoreCalls stores;
    private final Map<String, CompletableFuture<Integer>> underWay = new ConcurrentHashMap<>();

    /** @param repository null to remember nothing */
    PushOnce(IdempotentRepository repository, StoreCalls stores) {
        this.repository = repository;
        this.stores = stores;
    }

    /**
     * Takes an event's place, which {@link #done} or {@link #failed} gives up again.
     *
     * @param status completed by the caller with the answer
     * @return the answer of the same event that is under way, null if there is none
     */
    CompletableFuture<Integer> begin(String key, CompletableFuture<Integer> status) {
        return repository == null ? null : underWay.putIfAbsent(key, status);
    }

    /**
     * Whether the event is done already.
     *
     * @throws Unavailable if the repository cannot tell
     */
    boolean isDone(String key) throws Unavailable {
        return repository != null && stores.ask(() -> repository.contains(key));
    }

    /**
     * The event is done.
     *
     * @throws Unavailable if the repository cannot keep that
     */
    void done(String key) throws Unavailable {
        if (repository != null) {
            try {
                stores.ask(() -> repository.add(key));
            } finally {
                underWay.remove(key);
            }
        }
    }

    /** The event may come again. */
    void failed(String key) {
        underWay.remove(key);
    }
}
