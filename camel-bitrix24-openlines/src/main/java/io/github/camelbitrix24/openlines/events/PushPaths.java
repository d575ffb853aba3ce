// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.events;

import io.github.camelbitrix24.openlines.api.B24InvalidRequestException;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.commons.lang3.StringUtils;

/** The HTTP paths that are taken: two consumers on one would both seem to run, and one would get nothing. */
public final class PushPaths {
    private final Set<String> taken = ConcurrentHashMap.newKeySet();

    /**
     * Takes a path until it is released.
     *
     * @throws B24InvalidRequestException if it is taken
     */
    void take(String path) {
        if (!taken.add(plain(path))) {
            throw new B24InvalidRequestException(
                    "path " + path + " has a consumer with source=push already: give one of"
                            + " them another path, or let one route receive and filter");
        }
    }

    void release(String path) {
        taken.remove(plain(path));
    }

    static String plain(String path) {
        return StringUtils.strip(path, "/").toLowerCase(Locale.ROOT);
    }
}
