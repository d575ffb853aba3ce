// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.rest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Replaces {@code $result[id][field]} and its like in the parameters of a batch command (§4.1). */
final class References {

    /** The token ends at white space, not at its last bracket. */
    private static final Pattern REFERENCE =
            Pattern.compile("\\$(result|error|total|next|time)\\[(\\S*)\\]", Pattern.CASE_INSENSITIVE);

    private final Map<String, Map<String, Object>> containers;

    References(Map<String, Map<String, Object>> containers) {
        this.containers = containers;
    }

    Map<String, Object> resolve(Map<String, Object> parameters) {
        Map<String, Object> resolved = new LinkedHashMap<>();
        parameters.forEach((name, value) -> resolved.put(name, resolve(value)));
        return resolved;
    }

    private Object resolve(Object value) {
        if (value instanceof String text) {
            return resolve(text);
        }
        if (value instanceof Map<?, ?>) {
            return resolve(Php.entries(value));
        }
        if (value instanceof List<?> list) {
            List<Object> resolved = new ArrayList<>();
            list.forEach(item -> resolved.add(resolve(item)));
            return resolved;
        }
        return value;
    }

    /** A value that is nothing but a reference keeps its type; within text only scalars are put in. */
    private Object resolve(String text) {
        Matcher reference = REFERENCE.matcher(text);
        if (reference.matches()) {
            return lookUp(reference);
        }
        return REFERENCE.matcher(text).replaceAll(match -> {
            Object found = lookUp(match.group(1), match.group(2));
            return Matcher.quoteReplacement(Php.isScalar(found) ? Php.text(found) : match.group());
        });
    }

    private Object lookUp(Matcher reference) {
        return lookUp(reference.group(1), reference.group(2));
    }

    /** A missing part of the path yields the deepest value that exists. */
    private Object lookUp(String container, String path) {
        Object found = containers.get(container.toLowerCase(Locale.ROOT));
        for (String key : path.split("]\\[", -1)) {
            Map<String, Object> level = Php.entries(found);
            if (!level.containsKey(key)) {
                return found;
            }
            found = level.get(key);
        }
        return found;
    }
}
