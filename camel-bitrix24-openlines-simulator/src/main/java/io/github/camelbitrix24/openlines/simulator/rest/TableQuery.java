// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.rest;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Filter and order of list methods over rows of fields; a filter key may carry one of {@code = ! > < >= <= @ %} (§7.8). */
final class TableQuery {

    private final Map<String, Object> filter;
    private final Map<String, Object> order;

    private TableQuery(Map<String, Object> filter, Map<String, Object> order) {
        this.filter = filter;
        this.order = order;
    }

    static TableQuery of(Map<String, Object> filter, Map<String, Object> order) {
        return new TableQuery(filter, order);
    }

    List<Map<String, Object>> select(Collection<Map<String, Object>> rows) {
        List<Map<String, Object>> selected = new ArrayList<>(rows);
        selected.removeIf(row -> !filter.entrySet().stream()
                .allMatch(condition -> matches(row, condition.getKey(), condition.getValue())));
        List<Map.Entry<String, Object>> keys = List.copyOf(order.entrySet());
        for (int i = keys.size() - 1; i >= 0; i--) {
            selected.sort(by(keys.get(i).getKey(), keys.get(i).getValue()));
        }
        return selected;
    }

    private static Comparator<Map<String, Object>> by(String field, Object direction) {
        String name = field.toUpperCase(Locale.ROOT);
        Comparator<Map<String, Object>> ascending =
                (one, other) -> compare(Php.text(one.get(name)), Php.text(other.get(name)));
        return "DESC".equalsIgnoreCase(Php.text(direction)) ? ascending.reversed() : ascending;
    }

    private static boolean matches(Map<String, Object> row, String key, Object wanted) {
        String field = key.replaceFirst("^[^A-Za-z]+", "");
        String prefix = key.substring(0, key.length() - field.length());
        String operator = prefix.isEmpty() ? "=" : prefix;
        Object found = row.get(field.toUpperCase(Locale.ROOT));
        Collection<Object> values =
                Php.isArray(found) ? Php.entries(found).values() : List.of(found == null ? "" : found);
        Collection<Object> choices =
                Php.isArray(wanted) ? Php.entries(wanted).values() : List.of(wanted == null ? "" : wanted);
        boolean any = values.stream()
                .map(Php::text)
                .anyMatch(value -> choices.stream().anyMatch(choice -> compares(operator, value, Php.text(choice))));
        return operator.startsWith("!") != any;
    }

    private static boolean compares(String operator, String value, String wanted) {
        return switch (operator) {
            case ">" -> compare(value, wanted) > 0;
            case "<" -> compare(value, wanted) < 0;
            case ">=" -> compare(value, wanted) >= 0;
            case "<=" -> compare(value, wanted) <= 0;
            case "%", "=%", "%=", "!%" -> value.toLowerCase(Locale.ROOT).contains(wanted.toLowerCase(Locale.ROOT));
            default -> value.equalsIgnoreCase(wanted);
        };
    }

    /** Numbers compare as numbers, all else as text. */
    private static int compare(String one, String other) {
        boolean numbers = one.matches("\\d{1,18}") && other.matches("\\d{1,18}");
        return numbers ? Long.compare(Long.parseLong(one), Long.parseLong(other)) : one.compareToIgnoreCase(other);
    }
}
