// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

/** How an executed REST method ended. */
public sealed interface Outcome {

    /** The method answered 200 with this {@code result}. */
    record Done(Object result) implements Outcome {}

    /** The method answered an error; {@code code} may be empty (§6.3). */
    record Refused(int status, String code, String description) implements Outcome {}

    /** Whether it answered 200. */
    default boolean isDone() {
        return this instanceof Done;
    }
}
