// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.operation;

import io.github.camelbitrix24.openlines.api.B24InvalidRequestException;
import java.time.Instant;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes what routes put into parameters plain: text, numbers, booleans, null, maps and lists of these. Times become ISO 8601. */
final class PlainValues {
    private PlainValues() {}

    /** A map's entries in their order. */
    static Map<String, Object> map(String name, Map<?, ?> map) {
        Map<String, Object> plain = new LinkedHashMap<>();
        map.forEach((key, value) ->
                plain.put(String.valueOf(key), of(name.isEmpty() ? String.valueOf(key) : name + "." + key, value)));
        return plain;
    }

    /**
     * A single value.
     *
     * @param name how an error names it
     * @throws B24InvalidRequestException if the portal could not understand it
     */
    static Object of(String name, Object value) {
        if (value == null || value instanceof Number || value instanceof Boolean) {
            return value;
        }
        if (value instanceof CharSequence || value instanceof Character || value instanceof Enum<?>) {
            return value.toString();
        }
        if (value instanceof Map<?, ?> map) {
            return map(name, map);
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

    private static List<Object> list(String name, Collection<?> collection) {
        List<Object> plain = new ArrayList<>(collection.size());
        for (Object item : collection) {
            plain.add(of(name + "[" + plain.size() + "]", item));
        }
        return plain;
    }
}
