// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.wire;

import java.net.SocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Servers whose kept connections have failed a call, or have held what nobody asked for: for some time none is used twice. */
final class UnreliablePeers {
    private static final long MEMORY = TimeUnit.MINUTES.toNanos(5);
    private static final int MOST = 1_000;

    private final Map<SocketAddress, Long> until = new ConcurrentHashMap<>();

    void add(SocketAddress peer) {
        if (peer != null) {
            if (until.size() >= MOST) {
                until.clear();
            }
            until.put(peer, System.nanoTime() + MEMORY);
        }
    }

    boolean contains(SocketAddress peer) {
        if (until.isEmpty() || peer == null) {
            return false;
        }
        Long end = until.get(peer);
        if (end == null) {
            return false;
        }
        if (System.nanoTime() - end < 0) {
            return true;
        }
        until.remove(peer, end);
        return false;
    }
}
