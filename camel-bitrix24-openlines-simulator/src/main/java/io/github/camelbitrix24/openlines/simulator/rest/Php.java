// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.rest;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The PHP conversions that callers notice (§1.9, §4.1). */
public final class Php {

    private static final Pattern LEADING_NUMBER =
            Pattern.compile("^[ \\t\\n\\r\\x0B\\f]*([+-]?(?:\\d+(?:\\.\\d*)?|\\.\\d+)(?:[eE][+-]?\\d{1,4})?)");

    private Php() {}

    /** {@code intval}: leading digits count and the rest is ignored; a non-empty array is 1. */
    public static long intval(Object value) {
        if (value instanceof Boolean flag) {
            return flag ? 1 : 0;
        }
        if (value instanceof Number number) {
            return number.longValue();
        }
        if (value instanceof Collection<?> || value instanceof Map<?, ?>) {
            return isEmptyArray(value) ? 0 : 1;
        }
        return value instanceof String text ? intval(text) : 0;
    }

    private static long intval(String text) {
        Matcher number = LEADING_NUMBER.matcher(text);
        return number.find() ? new BigDecimal(number.group(1)).longValue() : 0;
    }

    /** Truthiness: {@code "N"} and {@code "false"} are true, {@code "0"} and the empty string are not (§4.1). */
    public static boolean isTrue(Object value) {
        if (value instanceof Boolean flag) {
            return flag;
        }
        if (value instanceof Number number) {
            return number.doubleValue() != 0;
        }
        if (value instanceof String text) {
            return !text.isEmpty() && !text.equals("0");
        }
        return value != null && !isEmptyArray(value);
    }

    public static boolean isArray(Object value) {
        return value instanceof Collection<?> || value instanceof Map<?, ?>;
    }

    public static boolean isScalar(Object value) {
        return value instanceof String || value instanceof Number || value instanceof Boolean;
    }

    /** A scalar as text: true is {@code 1}, false and null are empty. */
    public static String text(Object value) {
        if (value instanceof Boolean flag) {
            return flag ? "1" : "";
        }
        return value == null || isArray(value) ? "" : value.toString();
    }

    /** An array seen as a map: a list's keys are its positions. */
    public static Map<String, Object> entries(Object array) {
        Map<String, Object> entries = new LinkedHashMap<>();
        if (array instanceof Map<?, ?> map) {
            map.forEach((key, value) -> entries.put(String.valueOf(key), value));
        } else if (array instanceof Collection<?> list) {
            int position = 0;
            for (Object value : list) {
                entries.put(String.valueOf(position++), value);
            }
        }
        return entries;
    }

    /** An array as JSON sees it: keys 0 to n-1 make it a list, and an empty map is an empty list (§1.9). */
    public static Object jsonShape(Object value) {
        if (value instanceof Map<?, ?> map) {
            return isList(map) ? shapeAll(map.values()) : shapeEntries(map);
        }
        return value instanceof Collection<?> list ? shapeAll(list) : value;
    }

    private static Map<String, Object> shapeEntries(Map<?, ?> map) {
        Map<String, Object> shaped = new LinkedHashMap<>();
        map.forEach((key, value) -> shaped.put(String.valueOf(key), jsonShape(value)));
        return shaped;
    }

    private static List<Object> shapeAll(Collection<?> values) {
        List<Object> shaped = new ArrayList<>(values.size());
        values.forEach(value -> shaped.add(jsonShape(value)));
        return shaped;
    }

    private static boolean isList(Map<?, ?> map) {
        int position = 0;
        for (Object key : map.keySet()) {
            if (!String.valueOf(position++).equals(String.valueOf(key))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isEmptyArray(Object value) {
        return (value instanceof Collection<?> list && list.isEmpty())
                || (value instanceof Map<?, ?> map && map.isEmpty());
    }
}
