// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.operation;

import io.github.camelbitrix24.openlines.rest.RestResponse;

/**
 * The portal's answer with what it answers.
 *
 * @param operation the operation asked for
 * @param arguments what it was asked with
 * @param method the REST method that was called
 * @param response the portal's answer
 * @param failOnFalse whether {@code false} is a failure
 */
public record Reply(
        Operation operation, Arguments arguments, String method, RestResponse response, boolean failOnFalse) {

    /** The same answer, of which only that part is looked at. */
    Reply about(Object part) {
        return new Reply(operation, arguments, method, response.with(part), failOnFalse);
    }
}
