// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.events;

import io.github.camelbitrix24.openlines.api.ChatEvent;

/** Told of what a consumer cannot give to its route, or of what the route fails with: Camel's exception handler. */
@FunctionalInterface
interface EventFailures {
    /**
     * Tells a failure; throws nothing.
     *
     * @param what happened, for a log
     * @param event null if it is not known
     * @param routed whether the route's own error handler has had the failure
     */
    void tell(String what, ChatEvent event, Throwable failure, boolean routed);
}
