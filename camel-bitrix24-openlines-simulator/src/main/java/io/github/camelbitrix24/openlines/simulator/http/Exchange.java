// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.function.IntConsumer;

/** The answering side of one request; the status is noted before the first byte goes out. */
final class Exchange {

    private static final String JSON = "application/json; charset=utf-8";

    private final HttpServerRequest request;
    private final IntConsumer onStatus;

    Exchange(HttpServerRequest request, IntConsumer onStatus) {
        this.request = request;
        this.onStatus = onStatus;
    }

    void json(int status, String body) {
        send(status, JSON, Buffer.buffer(body));
    }

    void send(int status, String contentType, Buffer body) {
        head(status, contentType).end(body);
    }

    void redirect(String location) {
        head(302, "text/html; charset=utf-8")
                .putHeader(HttpHeaders.LOCATION, location)
                .end();
    }

    /** To the same path and query at another portal. */
    void redirectTo(String baseUrl) {
        redirect(baseUrl + request.uri());
    }

    /** Announces the whole body, sends half of it and closes. */
    void half(int status, String body) {
        Buffer whole = Buffer.buffer(body);
        head(status, JSON)
                .putHeader(HttpHeaders.CONTENT_LENGTH, String.valueOf(whole.length()))
                .write(whole.slice(0, whole.length() / 2))
                .onComplete(written -> cut());
    }

    /** False once the caller has gone. */
    boolean isWaiting() {
        return !request.response().closed();
    }

    void cut() {
        request.connection().close();
    }

    private HttpServerResponse head(int status, String contentType) {
        onStatus.accept(status);
        return request.response()
                .setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, contentType)
                .putHeader("Access-Control-Allow-Origin", "*")
                .putHeader("X-Content-Type-Options", "nosniff");
    }
}
