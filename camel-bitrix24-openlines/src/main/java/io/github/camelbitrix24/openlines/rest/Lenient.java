// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.rest;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads what the portal means by a value: ids as text, flags as {@code "Y"}, empty maps as {@code []} (§1.9). */
public final class Lenient {
    /** Up to here a {@code double} has every whole number. */
    private static final double LARGEST_EXACT = 1L << 53;

    private Lenient() {}

    /** The whole number meant, if the value is one or is text that is one; nothing is rounded or cut off. */
    public static Optional<Long> number(Object value) {
        if (value instanceof Long number) {
            return Optional.of(number);
        }
        if (value instanceof Double || value instanceof Float) {
            double number = ((Number) value).doubleValue();
            return Math.abs(number) <= LARGEST_EXACT && number == Math.rint(number)
                    ? Optional.of((long) number)
                    : Optional.empty();
        }
        if (value instanceof Number number) {
            return exact(number);
        }
        if (value instanceof CharSequence text) {
            String digits = text.toString().trim();
            if (digits.matches("-?\\d{1,18}")) {
                return Optional.of(Long.parseLong(digits));
            }
        }
        return Optional.empty();
    }

    private static Optional<Long> exact(Number number) {
        try {
            return Optional.of(new BigDecimal(number.toString()).longValueExact());
        } catch (ArithmeticException | NumberFormatException e) {
            return Optional.empty();
        }
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
