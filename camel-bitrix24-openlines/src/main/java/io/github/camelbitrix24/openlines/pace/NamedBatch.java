// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.pace;

import io.github.camelbitrix24.openlines.api.B24Exception;
import io.github.camelbitrix24.openlines.api.B24InvalidRequestException;
import io.github.camelbitrix24.openlines.api.BatchResult;
import io.github.camelbitrix24.openlines.api.Call;
import io.github.camelbitrix24.openlines.rest.Lenient;
import io.github.camelbitrix24.openlines.rest.RestCall;
import io.github.camelbitrix24.openlines.rest.RestResponse;
import io.github.camelbitrix24.openlines.wire.Delivery;
import io.github.camelbitrix24.openlines.wire.Failures;
import io.github.camelbitrix24.openlines.wire.PhpQuery;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A batch that a user puts together: his names, and his references to results between its calls (§4). */
public final class NamedBatch {
    private NamedBatch() {}

    /**
     * One request for all calls.
     *
     * @param calls by name, in the order in which the portal executes them
     * @throws B24InvalidRequestException if a batch cannot say a parameter: PHP's syntax has no empty values
     */
    public static RestCall pack(Map<String, Call> calls) {
        Map<String, Object> commands = new LinkedHashMap<>();
        calls.forEach((name, call) -> {
            call.parameters().forEach((parameter, value) -> checkSayable(name, parameter, value));
            String query = PhpQuery.write(call.parameters());
            commands.put(name, query.isEmpty() ? call.method() : call.method() + "?" + query);
        });
        return new RestCall(BatchEnvelope.METHOD, Map.of("halt", 0, "cmd", commands), null, true);
    }

    private static void checkSayable(String name, String parameter, Object value) {
        boolean empty = value == null
                || value instanceof Map<?, ?> map && map.isEmpty()
                || value instanceof Collection<?> collection && collection.isEmpty();
        if (empty) {
            throw new B24InvalidRequestException("call " + name + " of the batch has an empty " + parameter
                    + ", which a batch cannot say: leave it out, or use the operation call");
        }
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, inner) -> checkSayable(name, parameter + "." + key, inner));
        } else if (value instanceof Collection<?> collection) {
            collection.forEach(inner -> checkSayable(name, parameter, inner));
        }
    }

    /** What became of each call. One without an entry in the answer may have been executed. */
    public static BatchResult open(Map<String, Call> calls, RestResponse response) {
        Map<String, Object> containers = Lenient.map(response.result());
        Map<String, Object> results = byName(containers.get("result"));
        Map<String, Object> errors = byName(containers.get("result_error"));
        Map<String, Object> done = new LinkedHashMap<>();
        Map<String, B24Exception> failed = new LinkedHashMap<>();
        calls.forEach((name, call) -> {
            RestCall sent = new RestCall(call.method(), call.parameters(), null, true);
            Delivery delivery = BatchEnvelope.one(
                    sent, results.containsKey(name), response.with(results.get(name)), errors.get(name));
            if (delivery instanceof Delivery.Answered) {
                done.put(name, results.get(name));
            } else {
                failed.put(name, Failures.of(sent, delivery, response.attempts(), null));
            }
        });
        return new BatchResult(done, failed);
    }

    /** A container that came as a list has the names 0, 1 … (§4.2). */
    private static Map<String, Object> byName(Object container) {
        if (!(container instanceof List<?> list)) {
            return Lenient.map(container);
        }
        Map<String, Object> named = new LinkedHashMap<>();
        for (Object value : list) {
            named.put(String.valueOf(named.size()), value);
        }
        return named;
    }
}
