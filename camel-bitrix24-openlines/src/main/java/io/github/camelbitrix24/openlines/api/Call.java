// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.api;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A call of a REST method, to be one of a batch.
 *
 * @param method the REST method, {@code crm.lead.get} say
 * @param parameters text, numbers, booleans, maps and lists of these, under the portal's own names; a text may hold {@code
 *     $result[name][field]}, which stands for what an earlier call of the batch has answered (§4.1)
 */
public record Call(String method, Map<String, Object> parameters) {

    public Call {
        Objects.requireNonNull(method, "method");
        parameters = parameters == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    /** A call without parameters. */
    public Call(String method) {
        this(method, Map.of());
    }

    /** Names only: parameters may hold a bot's token. */
    @Override
    public String toString() {
        return "Call[" + method + parameters.keySet() + "]";
    }
}
