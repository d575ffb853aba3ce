// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.api;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a batch came to, call by call, in the order given. Each call is in one of the two.
 *
 * @param results what the portal answered, by the call's name; a list's calls are named {@code "0"}, {@code "1"} …
 * @param errors why a call failed, by its name; {@link B24OutcomeUnknownException} if it may have been executed
 */
public record BatchResult(
        @JsonDeserialize(using = JsonForm.DataReader.class) Map<String, Object> results,
        Map<String, B24Exception> errors)
        implements Serializable {

    public BatchResult {
        results = Collections.unmodifiableMap(new LinkedHashMap<>(results));
        errors = Collections.unmodifiableMap(new LinkedHashMap<>(errors));
    }
}
