// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** Stands before a portal, and does something at one step of one request's way. */
final class DeadlyProxy implements AutoCloseable {
    private enum Moment {
        BEFORE_FORWARDING,
        BEFORE_ANSWERING,
        AFTER_ANSWERING
    }

    private record Deed(String path, Moment moment, int passes, Duration delay, Runnable what) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpClient client = HttpClient.newHttpClient();
    private final String portal;
    private final AtomicReference<Deed> deed = new AtomicReference<>();

    DeadlyProxy(String portal) throws IOException {
        this.portal = portal;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void beforeForwarding(String path, Runnable what) {
        beforeForwarding(path, 1, what);
    }

    /** At the so many-th request to the path. */
    void beforeForwarding(String path, int which, Runnable what) {
        deed.set(new Deed(path, Moment.BEFORE_FORWARDING, which, Duration.ZERO, what));
    }

    void beforeAnswering(String path, Runnable what) {
        deed.set(new Deed(path, Moment.BEFORE_ANSWERING, 1, Duration.ZERO, what));
    }

    void afterAnswering(String path, Duration delay, Runnable what) {
        deed.set(new Deed(path, Moment.AFTER_ANSWERING, 1, delay, what));
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        byte[] body = exchange.getRequestBody().readAllBytes();
        Deed due = due(path);
        if (due != null && due.moment() == Moment.BEFORE_FORWARDING) {
            due.what().run();
            exchange.close();
            return;
        }
        try {
            HttpResponse<byte[]> answer = client.send(
                    HttpRequest.newBuilder(URI.create(portal + exchange.getRequestURI()))
                            .header("Content-Type", exchange.getRequestHeaders().getFirst("Content-Type"))
                            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            if (due != null && due.moment() == Moment.BEFORE_ANSWERING) {
                due.what().run();
            }
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length);
            exchange.getResponseBody().write(answer.body());
            if (due != null && due.moment() == Moment.AFTER_ANSWERING) {
                CompletableFuture.delayedExecutor(due.delay().toMillis(), TimeUnit.MILLISECONDS)
                        .execute(due.what());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            exchange.close();
        }
    }

    private Deed due(String path) {
        Deed planned = deed.get();
        if (planned == null || !path.startsWith(planned.path())) {
            return null;
        }
        if (planned.passes() > 1) {
            deed.set(new Deed(planned.path(), planned.moment(), planned.passes() - 1, planned.delay(), planned.what()));
            return null;
        }
        deed.set(null);
        return planned;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
