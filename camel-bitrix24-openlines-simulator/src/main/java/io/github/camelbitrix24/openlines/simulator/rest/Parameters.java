// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.rest;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The parameters of one call, as its method sees them. */
final class Parameters {

    private final Map<String, Object> values;
    private final Set<String> asked = new HashSet<>();

    private Parameters(Map<String, Object> values) {
        this.values = values;
    }

    static Parameters of(Map<String, Object> given, KeyCase keyCase) {
        return new Parameters(keyCase == KeyCase.ANY ? upperCase(given) : given);
    }

    private static Map<String, Object> upperCase(Map<String, Object> given) {
        Map<String, Object> upper = new LinkedHashMap<>();
        given.forEach((name, value) -> upper.put(name.toUpperCase(Locale.ROOT), value));
        return upper;
    }

    /** Null also when the parameter is given as null, which PHP does not tell apart. */
    Object get(String name) {
        asked.add(name);
        return values.get(name);
    }

    boolean has(String name) {
        return get(name) != null;
    }

    long intval(String name) {
        return Php.intval(get(name));
    }

    String text(String name) {
        return Php.text(get(name));
    }

    boolean isTrue(String name) {
        return Php.isTrue(get(name));
    }

    /** A nested array with its keys as written; empty if the parameter is none. */
    Map<String, Object> array(String name) {
        return Php.entries(get(name));
    }

    /** A nested array's values; a single value counts as a list of one. */
    List<Object> list(String name) {
        Object value = get(name);
        if (value == null) {
            return List.of();
        }
        return Php.isArray(value) ? List.copyOf(array(name).values()) : List.of(value);
    }

    /** All parameters, which counts as having read each. */
    Map<String, Object> asMap() {
        asked.addAll(values.keySet());
        return values;
    }

    /** These are known to the method and change nothing on this portal. */
    void passOver(String... names) {
        for (String name : names) {
            get(name);
        }
    }

    /** All parameters, for those who only look on. */
    Map<String, Object> seen() {
        return values;
    }

    /** The names that the method looked for. */
    Set<String> asked() {
        return asked;
    }

    Set<String> unread() {
        Set<String> unread = new HashSet<>(values.keySet());
        unread.removeAll(asked);
        return unread;
    }

    /** Whether the method looked for this name in another case. */
    boolean isMisspelt(String name) {
        return asked.stream().anyMatch(other -> other.equalsIgnoreCase(name) && !other.equals(name));
    }
}
