// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.rest;

import io.github.camelbitrix24.openlines.api.B24InvalidRequestException;
import io.github.camelbitrix24.openlines.api.RestFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A call's parameters as they are when it comes: text, numbers, booleans, references, null, and lists and maps of our own, within
 * bounds. What is made of them later runs no code of who gave them, and cannot be deeper than a stack.
 */
public final class ParameterCopy {
    /** Levels that PHP reads in the commands of a batch, as it comes ({@code max_input_nesting_level}). */
    public static final int USUAL_DEPTH = 64;
    /** What {@code maxCallDepth} may be at most. */
    public static final int LARGEST_DEPTH = 200;
    /** Characters. */
    public static final long USUAL_SIZE = 32L * 1024 * 1024;
    /** What a value counts beside its text. */
    private static final int VALUE = 4;

    private final String method;
    private final int maxDepth;
    private final long maxSize;
    private long size;

    private ParameterCopy(String method, int maxDepth, long maxSize) {
        this.method = method;
        this.maxDepth = maxDepth;
        this.maxSize = maxSize;
    }

    /**
     * Copies parameters.
     *
     * @param method whose they are, for an error's text
     * @param maxDepth levels of maps and lists, the parameters being the first
     * @param maxSize characters of names and values together, each value counting 4 besides
     * @throws B24InvalidRequestException if they are deeper or larger, or hold what JSON cannot say
     */
    public static Map<String, Object> of(String method, Map<?, ?> parameters, int maxDepth, long maxSize) {
        try {
            return new ParameterCopy(method, maxDepth, maxSize).map(parameters, 1);
        } catch (B24InvalidRequestException e) {
            throw e;
        } catch (RuntimeException | Error e) {
            throw new B24InvalidRequestException(
                    method + ": the parameters (the body) cannot be read: "
                            + e.getClass().getSimpleName(),
                    RestFailure.unsent(method),
                    e);
        }
    }

    private Map<String, Object> map(Map<?, ?> map, int depth) {
        check(depth);
        Map<String, Object> copy = new LinkedHashMap<>(Math.min(16, 2 * map.size()));
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            String name = String.valueOf(entry.getKey());
            count(name.length());
            copy.put(name, value(entry.getValue(), depth));
        }
        return copy;
    }

    private List<Object> list(Collection<?> values, int depth) {
        check(depth);
        List<Object> copy = new ArrayList<>(Math.min(16, values.size()));
        for (Object value : values) {
            copy.add(value(value, depth));
        }
        return copy;
    }

    private Object value(Object value, int depth) {
        count(VALUE);
        if (value instanceof CharSequence || value instanceof Character || value instanceof Enum<?>) {
            String text = value.toString();
            count(text.length());
            return text;
        }
        if (value == null || value instanceof Boolean || value instanceof Reference) {
            return value;
        }
        if (value instanceof Number number) {
            return number(number);
        }
        if (value instanceof Map<?, ?> map) {
            return map(map, depth + 1);
        }
        if (value instanceof Collection<?> collection) {
            return list(collection, depth + 1);
        }
        return value instanceof Object[] array ? list(Arrays.asList(array), depth + 1) : written(value, depth);
    }

    private Object number(Number number) {
        if (number instanceof Long || number instanceof Integer || number instanceof Double) {
            return number;
        }
        if (number instanceof Short || number instanceof Byte || number instanceof Float) {
            return number;
        }
        if (number instanceof AtomicLong || number instanceof AtomicInteger) {
            return number.longValue();
        }
        String text = number.toString();
        count(text.length());
        return number.getClass() == BigInteger.class || number.getClass() == BigDecimal.class
                ? number
                : new BigDecimal(text);
    }

    /** What JSON would make of it. */
    private Object written(Object value, int depth) {
        try {
            return value(Json.read(Json.bytes(value)), depth);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void check(int depth) {
        if (depth > maxDepth) {
            throw new B24InvalidRequestException(
                    method + ": the parameters (the body) are nested deeper than maxCallDepth (" + maxDepth
                            + " levels of maps and lists). It was not sent",
                    RestFailure.unsent(method),
                    null);
        }
    }

    private void count(long more) {
        size += more;
        if (size > maxSize) {
            throw new B24InvalidRequestException(
                    method + ": the parameters (the body) are larger than maxCallSize (" + maxSize
                            + " characters). It was not sent",
                    RestFailure.unsent(method),
                    null);
        }
    }
}
