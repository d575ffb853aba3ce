// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.control;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;

/** One request to the interface, with its fields read strictly: query and body, the body first. */
record ApiRequest(String argument, Map<String, Object> query, Map<String, Object> body) {

    boolean has(String name) {
        return get(name) != null;
    }

    private Object get(String name) {
        return body.containsKey(name) ? body.get(name) : query.get(name);
    }

    long number(String name) {
        Object value = get(name);
        try {
            return Long.parseLong(String.valueOf(value));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " is a whole number, not " + value, e);
        }
    }

    long numberOr(String name, long otherwise) {
        return has(name) ? number(name) : otherwise;
    }

    long[] numbers(String name) {
        if (get(name) instanceof List<?> list && list.stream().allMatch(Integer.class::isInstance)) {
            return list.stream().mapToLong(item -> ((Integer) item).longValue()).toArray();
        }
        throw new IllegalArgumentException(name + " is a list of whole numbers, not " + get(name));
    }

    double fraction(String name) {
        Object value = get(name);
        try {
            return Double.parseDouble(String.valueOf(value));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " is a number such as 0.05, not " + value, e);
        }
    }

    String text(String name) {
        if (get(name) instanceof String text && !text.isEmpty()) {
            return text;
        }
        throw new IllegalArgumentException(name + " is a text, not " + get(name));
    }

    boolean flag(String name) {
        Object value = get(name);
        if (value == null || value instanceof Boolean) {
            return Boolean.TRUE.equals(value);
        }
        throw new IllegalArgumentException(name + " is true or false, not " + value);
    }

    Duration duration(String name) {
        try {
            return Duration.parse(text(name));
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(name + " is a duration such as PT90S, not " + get(name), e);
        }
    }

    Map<?, ?> object(String name) {
        if (get(name) instanceof Map<?, ?> fields) {
            return fields;
        }
        throw new IllegalArgumentException(name + " is a JSON object, not " + get(name));
    }

    /** The last segment of the path as a number. */
    long argumentNumber() {
        try {
            return Long.parseLong(argument);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("The path ends with a number, not " + argument, e);
        }
    }
}
