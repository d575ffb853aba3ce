// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.events;

/** A request that is no event of a portal: the answer's status, and a reason that shows nothing of the request. */
final class PushRefusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;

    PushRefusal(int status, String reason) {
        super(reason, null, false, false);
        this.status = status;
    }

    int status() {
        return status;
    }
}
