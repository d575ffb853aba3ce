// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.rest;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** {@code batch}: up to fifty commands in one request, with references between them (§4). */
final class Batch {

    static final String NAME = "batch";

    private static final int MOST_COMMANDS = 50;
    private static final Set<String> NOT_ALLOWED = Set.of(NAME, "download", "upload");

    private final RestGateway gateway;

    Batch(RestGateway gateway) {
        this.gateway = gateway;
    }

    RestMethod row() {
        return new RestMethod(NAME, Set.of(), KeyCase.ANY, this::handle);
    }

    private Object handle(Call call) {
        Containers containers = new Containers();
        boolean halt = call.parameters().isTrue("HALT");
        int number = 0;
        for (Map.Entry<String, Object> entry : call.parameters().array("CMD").entrySet()) {
            if (entry.getValue() instanceof String command) {
                number++;
                RestAnswer answer = execute(command, number, containers, call);
                containers.put(entry.getKey(), answer, call);
                if (halt && answer instanceof RestAnswer.Failure) {
                    break;
                }
            }
        }
        return containers.asResult();
    }

    private RestAnswer execute(String command, int number, Containers containers, Call call) {
        int question = command.indexOf('?');
        String name = question < 0 ? command : command.substring(0, question);
        if (number > MOST_COMMANDS) {
            return gateway.failure(SystemError.BATCH_LENGTH_EXCEEDED);
        }
        if (NOT_ALLOWED.contains(name.toLowerCase(Locale.ROOT))) {
            return gateway.failure(SystemError.BATCH_METHOD_NOT_ALLOWED);
        }
        Map<String, Object> parameters = question < 0 ? Map.of() : PhpForm.parse(command.substring(question + 1));
        return gateway.find(name)
                .map(method -> gateway.command(method, containers.references().resolve(parameters), call))
                .orElseGet(() -> gateway.failure(SystemError.METHOD_NOT_FOUND));
    }

    /** The five maps of the answer, filled command by command (§4.2). */
    private static final class Containers {

        private final Map<String, Map<String, Object>> maps = new LinkedHashMap<>();

        Containers() {
            for (String name : new String[] {"result", "error", "total", "next", "time"}) {
                maps.put(name, new LinkedHashMap<>());
            }
        }

        References references() {
            return new References(maps);
        }

        void put(String id, RestAnswer answer, Call call) {
            if (answer instanceof RestAnswer.Success success) {
                maps.get("result").put(id, success.result());
                putIfPresent("total", id, success.total());
                putIfPresent("next", id, success.next());
                Instant now = call.portal().now();
                maps.get("time").put(id, Envelope.time(now, now, call.portal().zone()));
            } else if (answer instanceof RestAnswer.Failure failure) {
                maps.get("error").put(id, Envelope.error(failure));
            }
        }

        private void putIfPresent(String container, String id, Long value) {
            if (value != null) {
                maps.get(container).put(id, value);
            }
        }

        Map<String, Object> asResult() {
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("result", maps.get("result"));
            result.put("result_error", maps.get("error"));
            result.put("result_total", maps.get("total"));
            result.put("result_next", maps.get("next"));
            result.put("result_time", maps.get("time"));
            return result;
        }
    }
}
