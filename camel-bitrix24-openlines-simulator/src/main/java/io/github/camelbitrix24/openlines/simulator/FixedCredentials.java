// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import io.github.camelbitrix24.openlines.simulator.rest.Scopes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The webhooks and applications that a portal has from its start, with secrets that are known beforehand. */
final class FixedCredentials {

    private final Map<String, FixedWebhook> webhooks = new LinkedHashMap<>();
    private final Map<String, FixedApp> apps = new LinkedHashMap<>();

    private record FixedWebhook(long userId, Set<String> scopes) {}

    private record FixedApp(String secret, Set<String> scopes, boolean installed) {}

    void webhook(long userId, String code, String... scopes) {
        if (!code.matches("[A-Za-z0-9_-]+")) {
            throw new IllegalArgumentException("A webhook's code has letters, digits, - and _, not '" + code + "'");
        }
        Known.refuseDuplicate("webhook", code, webhooks.keySet());
        webhooks.put(code, new FixedWebhook(userId, granted(scopes)));
    }

    void app(String clientId, String secret, boolean installed, String... scopes) {
        if (clientId.isEmpty() || secret.isEmpty()) {
            throw new IllegalArgumentException("An application has a client id and a secret, not empty texts");
        }
        Known.refuseDuplicate("application", clientId, apps.keySet());
        apps.put(clientId, new FixedApp(secret, granted(scopes), installed));
    }

    private static Set<String> granted(String... scopes) {
        return scopes.length == 0 ? new TreeSet<>(Scopes.all()) : Known.scopes(scopes);
    }

    void requireUsers(Known known) {
        webhooks.values().forEach(webhook -> known.user(webhook.userId()));
    }

    void installOn(PortalSimulator portal) {
        webhooks.forEach((code, webhook) -> portal.installWebhook(webhook.userId(), code, webhook.scopes()));
        apps.forEach((clientId, app) -> portal.install(clientId, app.secret(), app.scopes(), app.installed()));
    }
}
