// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.operation;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Names of parameters and methods as people write them, and what they probably mean. */
final class Names {
    private static final int MOST_TYPOS = 2;

    private Names() {}

    /** {@code CHAT_ID}, {@code chat_id} and {@code chatId} in one spelling. */
    static String plain(String name) {
        return name.replace("_", "").toLowerCase(Locale.ROOT);
    }

    /** The entry of that name in any spelling; the exact one first. */
    static Optional<Object> in(Map<?, ?> map, String name) {
        if (map.containsKey(name)) {
            return Optional.ofNullable(map.get(name));
        }
        String plain = plain(name);
        return map.entrySet().stream()
                .filter(entry -> entry.getKey() != null
                        && plain(entry.getKey().toString()).equals(plain))
                .findFirst()
                .map(Map.Entry::getValue);
    }

    /** The known name that is nearest, if it is near. */
    static Optional<String> near(String name, Collection<String> known) {
        return known.stream()
                .filter(candidate -> distance(name, candidate) <= MOST_TYPOS)
                .min((a, b) -> Integer.compare(distance(name, a), distance(name, b)));
    }

    static int distance(String one, String other) {
        return LevenshteinDistance.getDefaultInstance().apply(plain(one), plain(other));
    }
}
