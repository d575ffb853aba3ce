// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.wire;

import io.github.camelbitrix24.openlines.rest.Json;
import io.github.camelbitrix24.openlines.rest.Lenient;
import io.github.camelbitrix24.openlines.rest.RestCall;
import io.github.camelbitrix24.openlines.rest.RestResponse;
import io.github.camelbitrix24.openlines.rest.RestTimes;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.lang3.StringUtils;

/** Answers that hold many events: one that is too deep or too long to be read must not keep the others from being read. */
final class EventAnswers {
    private static final String BATCH = "batch";
    private static final String RESULT = "result";
    private static final int FIRST_ERROR = 300;
    private static final Set<String> METHODS = Set.of("imbot.v2.event.get", "event.offline.get", "event.offline.list");

    private EventAnswers() {}

    /**
     * Reads an answer that cannot be read as a whole.
     *
     * @return with {@link Json#UNREADABLE} in place of what cannot be read, in answers of events only: a call of a batch that asks for
     *     something else has no result then. Empty if that does not help
     */
    static Optional<Delivery> readByParts(RestCall call, HttpAnswer answer) {
        boolean events = isEvents(call.method());
        if (answer.status() >= FIRST_ERROR || !events && !call.method().equalsIgnoreCase(BATCH)) {
            return Optional.empty();
        }
        try {
            Map<String, Object> body = Lenient.map(Json.pruned(answer.body()));
            if (body.get(RESULT) == null || body.get("error") != null) {
                return Optional.empty();
            }
            Object result = events ? body.get(RESULT) : eventsOfBatch(call, body.get(RESULT));
            return Optional.of(new Delivery.Answered(
                    new RestResponse(result, RestTimes.read(body.get("time")), 1, body.get("next"))));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static boolean isEvents(String method) {
        return METHODS.contains(method.toLowerCase(Locale.ROOT));
    }

    private static Object eventsOfBatch(RestCall batch, Object result) {
        Map<String, Object> commands = Lenient.map(batch.parameters().get("cmd"));
        Map<String, Object> containers = new LinkedHashMap<>(Lenient.map(result));
        Map<String, Object> results = new LinkedHashMap<>(Lenient.map(containers.get(RESULT)));
        results.entrySet()
                .removeIf(one -> Json.isPruned(one.getValue())
                        && !isEvents(StringUtils.substringBefore(Lenient.text(commands.get(one.getKey())) + "?", "?")));
        containers.put(RESULT, results);
        containers.replaceAll(
                (name, container) -> name.equals(RESULT) || !Json.isPruned(container) ? container : Map.of());
        return containers;
    }
}
