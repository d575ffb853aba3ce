// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.rest;

import io.github.camelbitrix24.openlines.simulator.Webhook;
import io.github.camelbitrix24.openlines.simulator.model.AppRef;
import io.github.camelbitrix24.openlines.simulator.model.User;
import io.github.camelbitrix24.openlines.simulator.portal.Portal;
import io.github.camelbitrix24.openlines.simulator.portal.Refused;
import java.util.Map;
import java.util.Set;

/**
 * One execution of a method: who calls, with what, on which portal.
 *
 * @param authConnector the label of the changes that the call makes, empty for none (§1.3)
 */
record Call(Portal portal, User caller, Access access, String authConnector, Parameters parameters, long start) {

    /** Null when a webhook calls. */
    AppRef app() {
        return access.app();
    }

    /** Null when an application calls. */
    Webhook webhook() {
        return access.webhook();
    }

    Set<String> scopes() {
        return access.scopes();
    }

    /** Refuses a webhook where only an application may call. */
    AppRef requireApp() {
        if (app() == null) {
            throw Refused.forbidden("WRONG_AUTH_TYPE", "Current authorization type is denied for this method");
        }
        return app();
    }

    long callerId() {
        return caller.id();
    }

    /** The label as an ordinary parameter of the event methods, whose names are found in any case (§9.1). */
    String queueLabel() {
        return authConnector.isEmpty() ? parameters.text("AUTH_CONNECTOR") : authConnector;
    }

    /** Under which the portal counts what the call uses up (§3.2). */
    String credential() {
        return app() == null ? "webhook " + webhook().authToken() : "app " + app().clientId();
    }

    /** The same caller with other parameters, for a command of a batch. */
    Call with(Parameters others, Map<String, Object> given) {
        Object label = given.getOrDefault("auth_connector", authConnector);
        return new Call(portal, caller, access, Php.text(label), others, Php.intval(given.get("start")));
    }
}
