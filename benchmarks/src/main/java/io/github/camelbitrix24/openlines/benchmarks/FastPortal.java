// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.benchmarks;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;

/** A server that says yes to everything, a batch included, at once or after a fixed time. */
final class FastPortal implements AutoCloseable {
    private static final String YES = "{\"result\":true,\"time\":{\"start\":1773683678,\"finish\":1773683678.01,"
            + "\"duration\":0.01,\"processing\":0}}";

    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server;
    private final long delayMillis;

    FastPortal(long delayMillis) {
        this.delayMillis = delayMillis;
        this.server = vertx.createHttpServer()
                .requestHandler(this::answer)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    String url() {
        return "http://127.0.0.1:" + server.actualPort();
    }

    private void answer(HttpServerRequest request) {
        request.bodyHandler(body -> {
            String json = request.path().endsWith("/batch") ? batch(body) : YES;
            if (delayMillis == 0) {
                send(request, json);
            } else {
                vertx.setTimer(delayMillis, timer -> send(request, json));
            }
        });
    }

    private static void send(HttpServerRequest request, String json) {
        request.response()
                .putHeader("Content-Type", "application/json; charset=utf-8")
                .end(json);
    }

    private static String batch(Buffer body) {
        int commands = body.toJsonObject().getJsonObject("cmd").size();
        StringBuilder results = new StringBuilder();
        for (int index = 0; index < commands; index++) {
            results.append(index == 0 ? "" : ",").append("\"c").append(index).append("\":true");
        }
        return "{\"result\":{\"result\":{" + results + "},\"result_error\":[],\"result_total\":[],\"result_next\":[],"
                + "\"result_time\":[]},\"time\":{\"start\":1773683678,\"duration\":0.01}}";
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
