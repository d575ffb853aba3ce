// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.rest;

import io.github.camelbitrix24.openlines.simulator.Webhook;
import io.github.camelbitrix24.openlines.simulator.model.AppRef;
import java.util.Set;

/** What credentials come to: a webhook or an application that acts for a user, or an error. */
record Access(Webhook webhook, AppRef app, long userId, SystemError error) {

    static Access of(Webhook webhook) {
        return new Access(webhook, null, webhook.userId(), null);
    }

    static Access of(AppRef app, long userId) {
        return new Access(null, app, userId, null);
    }

    static Access refused(SystemError error) {
        return new Access(null, null, 0, error);
    }

    Set<String> scopes() {
        return app == null ? webhook.scopes() : app.scopes();
    }

    SystemError insufficientScope() {
        return app == null ? SystemError.INSUFFICIENT_SCOPE : SystemError.INSUFFICIENT_TOKEN_SCOPE;
    }
}
