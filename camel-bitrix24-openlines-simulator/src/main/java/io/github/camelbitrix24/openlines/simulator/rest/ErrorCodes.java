// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.rest;

import io.github.camelbitrix24.openlines.simulator.ErrorStatuses;
import java.util.Arrays;
import java.util.List;

/** The system's error codes by name (§2). */
public final class ErrorCodes {

    private ErrorCodes() {}

    public static List<String> all() {
        return Arrays.stream(SystemError.values())
                .map(SystemError::code)
                .distinct()
                .toList();
    }

    /** Of several errors with one code, the first in the table; {@code ACCESS_DENIED} is that of the plan. */
    static RestAnswer.Failure answer(String code, ErrorStatuses statuses) {
        return Arrays.stream(SystemError.values())
                .filter(error -> error.code().equals(code))
                .findFirst()
                .orElseThrow()
                .answer(statuses);
    }
}
