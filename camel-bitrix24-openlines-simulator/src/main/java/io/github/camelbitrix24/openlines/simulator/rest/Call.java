// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.rest;

import io.github.camelbitrix24.openlines.simulator.Webhook;
import io.github.camelbitrix24.openlines.simulator.model.User;
import io.github.camelbitrix24.openlines.simulator.portal.Portal;

/** One execution of a method: who calls, with what, on which portal. */
record Call(Portal portal, User caller, Webhook webhook, Parameters parameters, long start) {

    long callerId() {
        return caller.id();
    }
}
