// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.metrics;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Names that may be a tag's value; all others are one, so that nobody can make series without end. */
final class Names {
    static final String OTHER = "other";

    private final Map<String, String> known;

    Names(Collection<String> known) {
        this.known = known.stream().collect(Collectors.toMap(Names::key, Function.identity(), (one, same) -> one));
    }

    /** In its known spelling, whatever case it came in. */
    String bounded(String name) {
        return known.getOrDefault(key(name), OTHER);
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
