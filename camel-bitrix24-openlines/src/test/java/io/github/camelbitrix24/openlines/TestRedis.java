// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A Redis: one's own, which can be stopped, if there is a redis-server to run; or the one at 127.0.0.1:6379. */
final class TestRedis implements AutoCloseable {
    private static final int USUAL_PORT = 6379;

    final int port;
    private Process process;

    private TestRedis(int port) {
        this.port = port;
    }

    /** Skips the test if there is no Redis; fails it on a build server. */
    static TestRedis open() {
        if (answers(USUAL_PORT)) {
            return new TestRedis(USUAL_PORT);
        }
        return missing("needs a Redis at 127.0.0.1:6379");
    }

    /** Skips the test if there is no redis-server on the path; fails it on a build server. */
    static TestRedis own() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        TestRedis redis = new TestRedis(port);
        try {
            redis.start();
        } catch (IOException e) {
            return missing("needs redis-server on the path");
        }
        return redis;
    }

    private static TestRedis missing(String needs) {
        if ("true".equals(System.getenv("CI"))) {
            return fail(needs);
        }
        return abort(needs);
    }

    void start() throws IOException {
        process = new ProcessBuilder(
                        "redis-server", "--port", Integer.toString(port), "--bind", "127.0.0.1", "--save", "")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectErrorStream(true)
                .start();
        await().atMost(Duration.ofSeconds(20)).until(() -> answers(port));
    }

    void stop() throws InterruptedException {
        process.destroy();
        process.waitFor(20, TimeUnit.SECONDS);
    }

    String url() {
        return "redis://127.0.0.1:" + port;
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() throws InterruptedException {
        if (process != null) {
            stop();
        }
    }
}
