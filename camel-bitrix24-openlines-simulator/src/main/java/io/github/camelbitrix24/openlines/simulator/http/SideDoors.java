// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelbitrix24.openlines.simulator.rest.PhpForm;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The doors beside the portal's own paths; a body must be announced as JSON, which no foreign web page can do unasked. */
final class SideDoors {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, SideDoor> doors = new ConcurrentHashMap<>();
    private final Guard guard;

    /** Doors of a portal that listens on this host. */
    SideDoors(String host) {
        guard = new Guard(host);
    }

    void mount(String prefix, SideDoor door) {
        doors.put(prefix, door);
    }

    /** False if no door is mounted there. */
    boolean serves(HttpServerRequest request, Buffer body) {
        for (Map.Entry<String, SideDoor> door : doors.entrySet()) {
            if (request.path() != null && request.path().startsWith(door.getKey())) {
                String path = request.path().substring(door.getKey().length());
                send(request, answer(door.getValue(), path, request, body));
                return true;
            }
        }
        return false;
    }

    private SideDoor.Answer answer(SideDoor door, String path, HttpServerRequest request, Buffer body) {
        Optional<String> refusal = guard.refusal(request);
        if (refusal.isPresent()) {
            return failure(403, refusal.get());
        }
        if (body.length() > 0 && !RequestParameters.isJson(request)) {
            return failure(415, "A body here is JSON: send the header Content-Type: application/json");
        }
        try {
            Object content = body.length() == 0 ? Map.of() : JSON.readValue(body.getBytes(), Object.class);
            if (!(content instanceof Map<?, ?> fields)) {
                return failure(400, "A body here is a JSON object");
            }
            Map<String, Object> named = new LinkedHashMap<>();
            fields.forEach((name, value) -> named.put(String.valueOf(name), value));
            return door.answer(request.method().name(), path, PhpForm.parse(request.query()), named);
        } catch (JsonProcessingException e) {
            return failure(400, "The body is not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            return failure(400, "The body cannot be read: " + e.getMessage());
        }
    }

    private static SideDoor.Answer failure(int status, String text) {
        return new SideDoor.Answer(status, Map.of("error", text));
    }

    private static void send(HttpServerRequest request, SideDoor.Answer answer) {
        request.response()
                .setStatusCode(answer.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json; charset=utf-8")
                .putHeader("X-Content-Type-Options", "nosniff")
                .end(json(answer.json()));
    }

    private static Buffer json(Object value) {
        try {
            return Buffer.buffer(JSON.writeValueAsBytes(value));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An answer cannot be written as JSON", e);
        }
    }
}
