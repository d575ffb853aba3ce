// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import redis.embedded.RedisServer;
import redis.embedded.core.ExecutableProvider;

/**
 * PostgreSQL and Redis for tests: those at their usual ports, which {@code -Db24.servers=embedded} passes over, else those that
 * Maven artifacts hold. Where neither can be had the test is skipped; on a build server it fails.
 */
final class TestServers {
    private static final int POSTGRES = 5432;
    private static final int REDIS = 6379;

    private static String postgres;
    private static String trouble;

    private TestServers() {}

    /** The JDBC URL of a database where user postgres may do anything, to which more parameters can be added. */
    static synchronized String postgres() {
        if (stands(POSTGRES)) {
            return "jdbc:postgresql://127.0.0.1:5432/test?user=postgres";
        }
        if (postgres == null && trouble == null) {
            try {
                // stopped by its own shutdown hook
                EmbeddedPostgres started = EmbeddedPostgres.start();
                postgres = "jdbc:postgresql://127.0.0.1:" + started.getPort() + "/postgres?user=postgres";
            } catch (IOException | RuntimeException e) {
                trouble = e.toString();
            }
        }
        return postgres != null
                ? postgres
                : missing(
                        "needs a PostgreSQL at 127.0.0.1:5432 (user postgres, database test), or one of Maven's artifacts,"
                                + " which are for Linux on x86-64 and run as root only where there are user namespaces: "
                                + trouble);
    }

    /** Whether there is a Redis at its usual port. */
    static boolean redisStands() {
        return stands(REDIS);
    }

    /** A Redis of one's own, not started: the redis-server on the path, or Maven's. */
    static RedisServer redis() throws IOException {
        return RedisServer.newRedisServer()
                .executableProvider(redisExecutable())
                .port(freePort())
                .bind("127.0.0.1")
                .setting("save \"\"")
                .build();
    }

    private static ExecutableProvider redisExecutable() {
        try {
            return ExecutableProvider.newExecutableInPath("redis-server");
        } catch (FileNotFoundException e) {
            return ExecutableProvider.newJarResourceProvider();
        }
    }

    /** Ends the test: it is skipped, or fails on a build server. */
    static <T> T missing(String needs) {
        if ("true".equals(System.getenv("CI"))) {
            return fail(needs);
        }
        return abort(needs);
    }

    private static boolean stands(int port) {
        if ("embedded".equals(System.getProperty("b24.servers"))) {
            return false;
        }
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }
}
