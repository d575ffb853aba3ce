// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.model;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** The locks that requests hold on a chat for at most a minute (§6.1). */
public final class ChatLocks {

    private static final Duration EXPIRY = Duration.ofSeconds(60);

    private final Map<Key, Held> held = new HashMap<>();
    private long lastNumber;

    /** Which of a chat's two locks. */
    public enum Kind {
        QUEUE,
        ANSWER
    }

    private record Key(long chatId, Kind kind) {}

    private record Held(long number, Instant until) {}

    /** Takes the lock, whoever had it, and returns the number that releases it. */
    public long hold(long chatId, Kind kind, Instant now) {
        held.put(new Key(chatId, kind), new Held(++lastNumber, now.plus(EXPIRY)));
        return lastNumber;
    }

    public void release(long chatId, Kind kind, long number) {
        held.computeIfPresent(new Key(chatId, kind), (key, lock) -> lock.number() == number ? null : lock);
    }

    public boolean isHeld(long chatId, Kind kind, Instant now) {
        Held lock = held.get(new Key(chatId, kind));
        return lock != null && now.isBefore(lock.until());
    }
}
