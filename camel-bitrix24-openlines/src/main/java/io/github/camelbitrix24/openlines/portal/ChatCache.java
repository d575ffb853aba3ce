// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.portal;

import io.github.camelbitrix24.openlines.rest.Lookup;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Which chat an id led to a short while ago. Bounded; safe for all threads. */
final class ChatCache {
    static final int MOST = 1_000;
    static final Duration KEPT = Duration.ofSeconds(30);

    private final LongSupplier nanos;
    private final Map<Lookup, Found> found = new LinkedHashMap<>();

    ChatCache(LongSupplier nanos) {
        this.nanos = nanos;
    }

    synchronized Optional<Long> get(Lookup lookup) {
        Found known = found.get(lookup);
        if (known != null && nanos.getAsLong() - known.at() >= KEPT.toNanos()) {
            found.remove(lookup);
            return Optional.empty();
        }
        return Optional.ofNullable(known).map(Found::chat);
    }

    /** The oldest makes room. */
    synchronized void put(Lookup lookup, long chat) {
        found.remove(lookup);
        found.put(lookup, new Found(chat, nanos.getAsLong()));
        if (found.size() > MOST) {
            found.remove(found.keySet().iterator().next());
        }
    }

    private record Found(long chat, long at) {}
}
