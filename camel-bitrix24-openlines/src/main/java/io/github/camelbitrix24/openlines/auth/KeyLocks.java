// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.auth;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Makes those who work on one key take turns, in this JVM; a fixed number of locks for any number of keys. */
final class KeyLocks {
    private static final int LOCKS = 256;

    private final ReentrantLock[] locks =
            Stream.generate(ReentrantLock::new).limit(LOCKS + 1L).toArray(ReentrantLock[]::new);

    /** A key's lock, from 0; keys may share one. */
    int part(Object key) {
        return Math.floorMod(key.hashCode(), LOCKS);
    }

    <T> T alone(int part, Supplier<T> work) {
        ReentrantLock lock = locks[part];
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}
