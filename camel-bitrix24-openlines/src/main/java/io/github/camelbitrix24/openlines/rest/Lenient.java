// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.rest;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads what the portal means by a value: ids as text, flags as {@code "Y"}, empty maps as {@code []} (§1.9). */
public final class Lenient {
    /** Above these, neighbouring whole numbers are one value. */
    private static final double EXACT_DOUBLE = 0x1p53 - 1;

    private static final double EXACT_FLOAT = 0x1p24 - 1;

    private static final Pattern WHOLE = Pattern.compile("-?\\d{1,40}(?:\\.0{1,40})?");

    /** Of the year 9999. */
    private static final long LAST_SECOND = 253_402_300_799L;

    private Lenient() {}

    /**
     * The whole number meant, exactly, if the value is one or is text that is one. Empty for all others: for a part of a number, for
     * one that a {@code long} does not hold, and for a {@code double} that may stand for several whole numbers.
     */
    public static Optional<Long> number(Object value) {
        if (value instanceof Long number) {
            return Optional.of(number);
        }
        if (value instanceof Double || value instanceof Float) {
            double number = ((Number) value).doubleValue();
            double exact = value instanceof Float ? EXACT_FLOAT : EXACT_DOUBLE;
            return Math.abs(number) <= exact && number == Math.rint(number)
                    ? Optional.of((long) number)
                    : Optional.empty();
        }
        if (value instanceof BigDecimal number) {
            return exact(number);
        }
        if (value instanceof Number || value instanceof CharSequence) {
            String text = value.toString().trim();
            return WHOLE.matcher(text).matches() ? exact(new BigDecimal(text)) : Optional.empty();
        }
        return Optional.empty();
    }

    private static Optional<Long> exact(BigDecimal number) {
        try {
            return Optional.of(number.longValueExact());
        } catch (ArithmeticException e) {
            return Optional.empty();
        }
    }

    /** The time meant by seconds since 1970; empty for all that is before it or beyond the year 9999. */
    public static Optional<Instant> epochSecond(Object value) {
        return number(value)
                .filter(seconds -> seconds >= 0 && seconds <= LAST_SECOND)
                .map(Instant::ofEpochSecond);
    }

    /** The whole number meant, if an {@code int} can hold it. */
    public static Optional<Integer> small(Object value) {
        return number(value).filter(number -> number == number.intValue()).map(Long::intValue);
    }

    /** The whole number meant, 0 if there is none. */
    public static long id(Object value) {
        return number(value).orElse(0L);
    }

    /** The flag meant: booleans, {@code Y} and {@code N}, 1 and 0. Empty if the value is none of these. */
    public static Optional<Boolean> flag(Object value) {
        if (value instanceof Boolean flag) {
            return Optional.of(flag);
        }
        if (value instanceof Number number) {
            double one = number.doubleValue();
            return one == 1 || one == 0 ? Optional.of(one == 1) : Optional.empty();
        }
        if (value instanceof CharSequence text) {
            return switch (text.toString().trim().toUpperCase(Locale.ROOT)) {
                case "Y", "1", "TRUE" -> Optional.of(true);
                case "N", "0", "FALSE" -> Optional.of(false);
                default -> Optional.empty();
            };
        }
        return Optional.empty();
    }

    /** The text meant, null if there is none. */
    public static String text(Object value) {
        return value instanceof CharSequence || value instanceof Number || value instanceof Boolean
                ? value.toString()
                : null;
    }

    /** The map meant, an empty one if the value is no map. */
    @SuppressWarnings("unchecked")
    public static Map<String, Object> map(Object value) {
        return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }

    /** The list meant: a map's values too, since PHP makes a map of a list with gaps; an empty one if the value is neither. */
    public static List<Object> list(Object value) {
        if (value instanceof List<?> list) {
            return Collections.unmodifiableList(list);
        }
        return value instanceof Map<?, ?> map ? Collections.unmodifiableList(new ArrayList<>(map.values())) : List.of();
    }
}
