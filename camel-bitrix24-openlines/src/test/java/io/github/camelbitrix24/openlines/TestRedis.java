// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import java.io.IOException;
import java.util.Optional;
import redis.embedded.RedisServer;

/** A Redis: the one at 127.0.0.1:6379, or one's own, which can be stopped and started. */
final class TestRedis implements AutoCloseable {
    private final int port;
    private final Optional<RedisServer> own;

    private TestRedis(int port, Optional<RedisServer> own) {
        this.port = port;
        this.own = own;
    }

    /** Skips the test if there is no Redis; fails it on a build server. */
    static TestRedis open() {
        return TestServers.redisStands() ? new TestRedis(6379, Optional.empty()) : own();
    }

    /** Skips the test if none can be started; fails it on a build server. */
    static TestRedis own() {
        try {
            RedisServer server = TestServers.redis();
            server.start();
            return new TestRedis(server.ports().get(0), Optional.of(server));
        } catch (IOException | RuntimeException e) {
            return TestServers.missing("needs redis-server on the path, or that of Maven's artifacts: " + e);
        }
    }

    void start() throws IOException {
        own.orElseThrow().start();
    }

    void stop() throws IOException {
        own.orElseThrow().stop();
    }

    String url() {
        return "redis://127.0.0.1:" + port;
    }

    @Override
    public void close() throws IOException {
        if (own.isPresent()) {
            stop();
        }
    }
}
