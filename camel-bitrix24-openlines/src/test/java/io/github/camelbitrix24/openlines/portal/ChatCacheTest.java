// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.portal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbitrix24.openlines.rest.Lookup;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is remembered of ids, and for how long. */
class ChatCacheTest {
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
    private final ChatCache cache = new ChatCache(now::get);

    @Test
    void aChatIsForgottenAfterHalfAMinute() {
        cache.put(session(1), 1763);

        now.addAndGet(ChatCache.KEPT.toNanos() - 1);
        assertThat(cache.get(session(1))).contains(1763L);
        now.addAndGet(1);
        assertThat(cache.get(session(1))).isEmpty();
    }

    @Test
    void theOldestMakesRoom() {
        IntStream.rangeClosed(0, ChatCache.MOST).forEach(id -> cache.put(session(id), id + 1));

        assertThat(cache.get(session(0))).isEmpty();
        assertThat(cache.get(session(1))).contains(2L);
        assertThat(cache.get(session(ChatCache.MOST))).contains(ChatCache.MOST + 1L);
    }

    @Test
    void kindsOfIdsAreToldApart() {
        cache.put(session(5), 1763);

        assertThat(cache.get(Lookup.crm("deal", 5L))).isEmpty();
        assertThat(cache.get(Lookup.dialog("USER_CODE", "5"))).isEmpty();
    }

    private static Lookup session(long id) {
        return Lookup.dialog("SESSION_ID", id);
    }
}
