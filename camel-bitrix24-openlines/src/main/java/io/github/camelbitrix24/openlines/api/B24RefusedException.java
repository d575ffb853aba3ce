// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.api;

/** The portal refused the action, or answered {@code false}. Not executed, but for the partial effects of §6. */
public final class B24RefusedException extends B24Exception {
    private static final long serialVersionUID = 1L;

    public B24RefusedException(String message, RestFailure failure, Throwable cause) {
        super(message, failure, cause);
    }
}
