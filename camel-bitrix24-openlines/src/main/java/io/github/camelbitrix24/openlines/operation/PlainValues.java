// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.operation;

import io.github.camelbitrix24.openlines.api.B24InvalidRequestException;
import io.github.camelbitrix24.openlines.rest.Json;
import io.github.camelbitrix24.openlines.rest.ParameterCopy;
import java.time.Instant;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes what routes put into parameters plain: text, numbers, booleans, null, maps and lists of these. Times become ISO 8601. */
final class PlainValues {
    /** A map that holds itself, or the same list a thousand times in a thousand, would never end. */
    private static final int MOST_VALUES = 1_000_000;

    private int depth;
    private int values;

    private PlainValues() {}

    /**
     * A map's entries in their order.
     *
     * @throws B24InvalidRequestException if the portal could not understand one of them, or they are too many or too deep
     */
    static Map<String, Object> map(String name, Map<?, ?> map) {
        return new PlainValues().entries(name, map);
    }

    private Map<String, Object> entries(String name, Map<?, ?> map) {
        deeper(name);
        Map<String, Object> plain = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            String key = String.valueOf(entry.getKey());
            plain.put(key, value(name.isEmpty() ? key : name + "." + key, entry.getValue()));
        }
        depth--;
        return plain;
    }

    private void deeper(String name) {
        if (++depth > ParameterCopy.LARGEST_DEPTH) {
            throw new B24InvalidRequestException("parameter " + Ids.shown(name)
                    + " of the body is nested deeper than " + ParameterCopy.LARGEST_DEPTH
                    + " levels of maps and lists, the most that option maxCallDepth can allow");
        }
    }

    /**
     * A single value.
     *
     * @param name how an error names it
     * @throws B24InvalidRequestException if the portal could not understand it
     */
    static Object of(String name, Object value) {
        return new PlainValues().value(name, value);
    }

    private Object value(String name, Object given) {
        if (++values > MOST_VALUES) {
            throw new B24InvalidRequestException("the body has more than " + MOST_VALUES
                    + " values: a call may be as large as option maxCallSize says");
        }
        Object value = Json.plain(given instanceof Optional<?> optional ? optional.orElse(null) : given);
        if (value instanceof Double number && !Double.isFinite(number)
                || value instanceof Float other && !Float.isFinite(other)) {
            throw new B24InvalidRequestException("parameter " + name + " is " + value + ", which is no number");
        }
        if (value == null || value instanceof Number || value instanceof Boolean) {
            return value;
        }
        if (value instanceof CharSequence || value instanceof Character || value instanceof Enum<?>) {
            return value.toString();
        }
        if (value instanceof Map<?, ?> map) {
            return entries(name, map);
        }
        if (value instanceof Collection<?> collection) {
            return list(name, collection);
        }
        if (value instanceof Object[] array) {
            return list(name, Arrays.asList(array));
        }
        if (value instanceof Date date) {
            return Instant.ofEpochMilli(date.getTime()).toString();
        }
        if (value instanceof TemporalAccessor) {
            return value.toString();
        }
        throw new B24InvalidRequestException("parameter " + name + " is a "
                + value.getClass().getName() + ": send text, a number, a boolean, a list or a map");
    }

    private List<Object> list(String name, Collection<?> collection) {
        deeper(name);
        List<Object> plain = new ArrayList<>(Math.min(16, collection.size()));
        for (Object item : collection) {
            plain.add(value(name + "[" + plain.size() + "]", item));
        }
        depth--;
        return plain;
    }
}
