// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.pace;

import io.github.camelbitrix24.openlines.rest.ErrorCode;
import io.github.camelbitrix24.openlines.rest.Lenient;
import io.github.camelbitrix24.openlines.rest.ParameterCopy;
import io.github.camelbitrix24.openlines.rest.Reference;
import io.github.camelbitrix24.openlines.rest.RestCall;
import io.github.camelbitrix24.openlines.rest.RestResponse;
import io.github.camelbitrix24.openlines.rest.RestTimes;
import io.github.camelbitrix24.openlines.wire.Delivery;
import io.github.camelbitrix24.openlines.wire.ErrorKind;
import io.github.camelbitrix24.openlines.wire.PhpQuery;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Packs calls into one {@code batch} and opens its answer into one delivery for each (§4). A group's references get the keys its
 * calls have in this batch, so groups of several exchanges may share it.
 */
final class BatchEnvelope {
    static final String METHOD = "batch";
    private static final int OK = 200;
    private static final Set<String> NEVER_INSIDE = Set.of(METHOD, "download", "upload");
    /** The portal would put another command's result in its place, wherever such a text came from (§4.1). */
    private static final Pattern REFERENCE =
            Pattern.compile("\\$(result|next|total|error|time)\\[", Pattern.CASE_INSENSITIVE);

    private BatchEnvelope() {}

    /** Whether a batch can say what the call says. It has no booleans: text would stand in their place, which is not the same (§1.9). */
    static boolean takes(RestCall call) {
        return !NEVER_INSIDE.contains(call.method().toLowerCase(Locale.ROOT)) && sayable(call.parameters(), 1);
    }

    private static boolean sayable(Object value, int depth) {
        if (value instanceof Map<?, ?> map) {
            return allSayable(map.values(), depth);
        }
        if (value instanceof List<?> list) {
            return allSayable(list, depth);
        }
        return value instanceof Number
                || value instanceof Reference
                || value instanceof CharSequence text && !mayRefer(text.toString());
    }

    private static boolean allSayable(Collection<?> values, int depth) {
        if (depth > ParameterCopy.USUAL_DEPTH) {
            return false;
        }
        for (Object value : values) {
            if (isEmpty(value) || !sayable(value, depth + 1)) {
                return false;
            }
        }
        return true;
    }

    private static boolean mayRefer(String text) {
        return text.indexOf('$') >= 0 && REFERENCE.matcher(text).find();
    }

    private static boolean isEmpty(Object value) {
        return value == null
                || value instanceof Map<?, ?> map && map.isEmpty()
                || value instanceof Collection<?> collection && collection.isEmpty();
    }

    static RestCall pack(List<List<RestCall>> groups) {
        Map<String, Object> commands = new LinkedHashMap<>();
        boolean changesState = false;
        for (List<RestCall> group : groups) {
            int first = commands.size();
            for (RestCall call : group) {
                changesState |= call.changesState();
                String query = PhpQuery.write(Lenient.map(resolved(call.parameters(), first)));
                commands.put(key(commands.size()), query.isEmpty() ? call.method() : call.method() + "?" + query);
            }
        }
        return new RestCall(METHOD, Map.of("halt", 0, "cmd", commands), null, changesState);
    }

    /** The value with its references to calls of the group that begins at that position. */
    private static Object resolved(Object value, int first) {
        if (value instanceof Reference reference) {
            return reference.text(key(first + reference.call()));
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> resolved = new LinkedHashMap<>();
            map.forEach((name, inner) -> resolved.put(name, resolved(inner, first)));
            return resolved;
        }
        return value instanceof List<?> list
                ? list.stream().map(inner -> resolved(inner, first)).toList()
                : value;
    }

    /** One delivery for each call, in their order. A call without an entry may have been executed. */
    static List<Delivery> open(List<RestCall> calls, Delivery whole) {
        List<Delivery> deliveries = new ArrayList<>(calls.size());
        if (!(whole instanceof Delivery.Answered answered)) {
            calls.forEach(call -> deliveries.add(whole));
            return deliveries;
        }
        Map<String, Object> containers = Lenient.map(answered.response().result());
        Map<String, Object> results = byKey(containers.get("result"), calls.size());
        Map<String, Object> errors = byKey(containers.get("result_error"), calls.size());
        Map<String, Object> times = byKey(containers.get("result_time"), calls.size());
        Map<String, Object> nexts = byKey(containers.get("result_next"), calls.size());
        for (int index = 0; index < calls.size(); index++) {
            String key = key(index);
            RestResponse response =
                    new RestResponse(results.get(key), RestTimes.read(times.get(key)), 1, nexts.get(key));
            deliveries.add(one(calls.get(index), results.containsKey(key), response, errors.get(key)));
        }
        return deliveries;
    }

    /**
     * What became of one call of a batch. Without a result and without an error, or with both, that is not known.
     *
     * @param answered whether there is a result, null included
     * @param error as it came, null if there is none
     */
    static Delivery one(RestCall call, boolean answered, RestResponse response, Object error) {
        boolean result = answered && response.result() != null && !Boolean.FALSE.equals(response.result());
        if (error != null) {
            return result ? new Delivery.Unreadable(OK) : rejected(call, error);
        }
        return answered ? new Delivery.Answered(response) : new Delivery.Unreadable(OK);
    }

    private static Delivery rejected(RestCall call, Object error) {
        Map<String, Object> fields = Lenient.map(error);
        return ErrorCode.of(fields.containsKey("error") ? fields.get("error") : error)
                .<Delivery>map(code -> new Delivery.Rejected(
                        code,
                        Lenient.text(fields.get("error_description")),
                        ErrorKind.statusAlone(code, call.method()),
                        null))
                .orElseGet(() -> new Delivery.Unreadable(OK));
    }

    /** An empty container is a list; a full one that came as a list can only mean all commands in their order (§4.2). */
    private static Map<String, Object> byKey(Object container, int size) {
        if (container instanceof List<?> list && list.size() == size) {
            Map<String, Object> map = new LinkedHashMap<>();
            for (int index = 0; index < size; index++) {
                map.put(key(index), list.get(index));
            }
            return map;
        }
        return Lenient.map(container);
    }

    private static String key(int index) {
        return "c" + index;
    }
}
