// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.rest;

import java.util.Map;
import java.util.Optional;

/** Reads the code of an error, which comes as text, as a number, or in the map of REST v3 (§1.1, §1.7). */
public final class ErrorCode {
    private ErrorCode() {}

    /**
     * The code of an error.
     *
     * @param error what stands in an answer's {@code error}; may be null
     * @return as it came, {@code ""} if it came empty; empty if this is no error's code
     */
    public static Optional<String> of(Object error) {
        Object code = error instanceof Map<?, ?> map ? map.get("code") : error;
        return code instanceof CharSequence || code instanceof Number ? Optional.of(code.toString()) : Optional.empty();
    }
}
