// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.pace;

import io.github.camelbitrix24.openlines.rest.Json;
import io.github.camelbitrix24.openlines.rest.Lenient;
import io.github.camelbitrix24.openlines.wire.HttpAnswer;
import io.github.camelbitrix24.openlines.wire.HttpMessage;
import io.github.camelbitrix24.openlines.wire.Transport;
import io.github.camelbitrix24.openlines.wire.WaitingThread;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A portal whose answers the test gives one by one. */
final class ScriptedTransport implements Transport {
    final List<Request> requests = new ArrayList<>();

    /** A request that waits for its answer. */
    record Request(String method, Map<String, Object> parameters, CompletableFuture<HttpAnswer> answer) {

        /** The commands of a batch, in order. */
        List<String> commands() {
            return Lenient.map(parameters.get("cmd")).values().stream()
                    .map(Object::toString)
                    .toList();
        }

        void yes() {
            if (!method.equals("batch")) {
                json(200, Map.of("result", true));
                return;
            }
            Map<String, Object> results = new LinkedHashMap<>();
            Lenient.map(parameters.get("cmd")).keySet().forEach(key -> results.put(key, true));
            json(200, Map.of("result", Map.of("result", results, "result_error", List.of())));
        }

        void error(int status, String code) {
            json(status, Map.of("error", code, "error_description", "as told"));
        }

        void json(int status, Map<String, ?> body) {
            answer.complete(new HttpAnswer(status, null, null, Json.bytes(body)));
        }

        void raw(int status, String body) {
            answer.complete(new HttpAnswer(status, null, null, body.getBytes(StandardCharsets.UTF_8)));
        }
    }

    @Override
    public CompletableFuture<HttpAnswer> send(HttpMessage message, WaitingThread waiter) {
        String path = message.address().getPath();
        Request request;
        try {
            request = new Request(
                    path.substring(path.lastIndexOf('/') + 1),
                    Lenient.map(Json.read(message.json())),
                    new CompletableFuture<>());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        requests.add(request);
        return request.answer();
    }

    Request last() {
        return requests.get(requests.size() - 1);
    }
}
