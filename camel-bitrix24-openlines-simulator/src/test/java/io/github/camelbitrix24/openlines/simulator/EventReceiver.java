// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/** A handler of events as an integration has one: an HTTP server that keeps the raw bodies. */
final class EventReceiver implements AutoCloseable {

    private final HttpServer server;
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private volatile int status = 200;
    private final ExecutorService threads = Executors.newFixedThreadPool(16);
    private final AtomicInteger present = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private volatile CountDownLatch company = new CountDownLatch(0);

    /** One post: its content type and its fields in the order of the wire. */
    record Received(String contentType, Map<String, String> fields) {

        String event() {
            return fields.get("event");
        }

        String field(String name) {
            return fields.get(name);
        }

        List<String> names() {
            return List.copyOf(fields.keySet());
        }
    }

    EventReceiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::take);
        server.setExecutor(threads);
        server.start();
    }

    private void take(HttpExchange exchange) throws IOException {
        most.accumulateAndGet(present.incrementAndGet(), Math::max);
        waitForCompany();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        received.add(new Received(exchange.getRequestHeaders().getFirst("Content-Type"), parse(body)));
        present.decrementAndGet();
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    static Map<String, String> parse(String body) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String pair : body.strip().split("&")) {
            int equals = pair.indexOf('=');
            fields.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
        }
        return fields;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/events";
    }

    void answers(int httpStatus) {
        status = httpStatus;
    }

    /** Waits until this many posts have come. */
    List<Received> await(int count) {
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> received.size() >= count);
        return List.copyOf(received);
    }

    /** Waits for the first post of an event. */
    Received await(String event) {
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> !of(event).isEmpty());
        return of(event).get(0);
    }

    List<Received> of(String event) {
        List<Received> found = new ArrayList<>(received);
        found.removeIf(post -> !post.event().equals(event));
        return found;
    }

    /** The first posts wait for each other until so many are here, or for 5 s. */
    void waitsForCompany(int posts) {
        company = new CountDownLatch(posts);
    }

    private void waitForCompany() {
        company.countDown();
        try {
            company.await(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** How many posts were here at the same time. */
    int mostAtOnce() {
        return most.get();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
