// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.console;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.util.Map;

/** Writes the console's answers, each with the headers that keep other sites out. */
final class Reply {

    static final String RETRY = "retry: 1000\n\n";
    static final String HEARTBEAT = ":\n\n";

    private static final ObjectMapper JSON =
            new ObjectMapper().setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL);
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
            + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private Reply() {}

    static HttpServerResponse secure(HttpServerResponse response) {
        return response.putHeader("Content-Security-Policy", POLICY)
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("X-Frame-Options", "DENY")
                .putHeader("Referrer-Policy", "no-referrer")
                .putHeader("Cross-Origin-Resource-Policy", "same-origin")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    static void json(HttpServerResponse response, Object value) {
        json(response, 200, value);
    }

    /** The text is for people and names what to mend. */
    static void error(HttpServerResponse response, int status, String text) {
        json(response, status, Map.of("error", text));
    }

    static void body(HttpServerResponse response, String contentType, Buffer body) {
        secure(response).putHeader(HttpHeaders.CONTENT_TYPE, contentType).end(body);
    }

    static String event(String name, Object value) {
        return "event: " + name + "\ndata: " + write(value) + "\n\n";
    }

    private static void json(HttpServerResponse response, int status, Object value) {
        secure(response)
                .setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json; charset=utf-8")
                .end(write(value));
    }

    private static String write(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The console cannot write " + value.getClass(), e);
        }
    }
}
