// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.rest;

import io.github.camelbitrix24.openlines.simulator.Webhook;
import io.github.camelbitrix24.openlines.simulator.model.AppRef;
import java.util.Set;

/**
 * What credentials come to: a webhook or an application that acts for a user, or an error.
 *
 * @param generation how many events lie behind the token, 0 for credentials that no event brought (§8.1)
 */
record Access(Webhook webhook, AppRef app, long userId, int generation, SystemError error) {

    static Access of(Webhook webhook) {
        return new Access(webhook, null, webhook.userId(), 0, null);
    }

    static Access of(AppRef app, Tokens.Grant grant) {
        return new Access(null, app, grant.userId(), grant.generation(), null);
    }

    static Access refused(SystemError error) {
        return new Access(null, null, 0, 0, error);
    }

    Set<String> scopes() {
        return app == null ? webhook.scopes() : app.scopes();
    }

    SystemError insufficientScope() {
        return app == null ? SystemError.INSUFFICIENT_SCOPE : SystemError.INSUFFICIENT_TOKEN_SCOPE;
    }
}
