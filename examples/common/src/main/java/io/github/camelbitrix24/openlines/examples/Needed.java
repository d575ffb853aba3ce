// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.examples;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** What a test needs and does not find on the machine. */
public final class Needed {
    private Needed() {}

    /**
     * Skips the test; on a build server, which says {@code CI=true}, fails it.
     *
     * @param what is missing, and how to come to it
     */
    public static <T> T missing(String what) {
        return "true".equals(System.getenv("CI")) ? Assertions.fail(what) : Assumptions.abort(what);
    }
}
