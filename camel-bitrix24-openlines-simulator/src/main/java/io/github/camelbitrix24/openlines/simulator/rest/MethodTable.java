// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.rest;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** All methods by name; a name is looked up in lower case first, then as written (§1.1). */
final class MethodTable {

    private final Map<String, RestMethod> methods = new HashMap<>();

    MethodTable(List<List<RestMethod>> families) {
        families.forEach(family -> family.forEach(this::add));
    }

    private void add(RestMethod method) {
        if (methods.put(method.name().toLowerCase(Locale.ROOT), method) != null) {
            throw new IllegalStateException("Two rows for the method " + method.name());
        }
    }

    List<String> names() {
        return methods.values().stream().map(RestMethod::name).sorted().toList();
    }

    Optional<RestMethod> find(String name) {
        return Optional.ofNullable(methods.get(name.toLowerCase(Locale.ROOT)));
    }

    Collection<RestMethod> rows() {
        return Collections.unmodifiableCollection(methods.values());
    }
}
