// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.operation;

/**
 * What an endpoint asks of its actions beside doing them.
 *
 * @param verify whether the dialog is read before and after
 * @param explain whether a refusal is looked into
 * @param failOnFalse whether {@code false} is a failure
 * @param failOnNoEffect whether a verified action without effect is a failure
 */
public record Checks(boolean verify, boolean explain, boolean failOnFalse, boolean failOnNoEffect) {

    /** The same, verified. */
    public Checks verified() {
        return new Checks(true, explain, failOnFalse, failOnNoEffect);
    }
}
