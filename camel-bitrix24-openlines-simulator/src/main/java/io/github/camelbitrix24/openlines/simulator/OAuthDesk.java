// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import io.github.camelbitrix24.openlines.simulator.model.AppRef;
import io.github.camelbitrix24.openlines.simulator.portal.Portal;
import io.github.camelbitrix24.openlines.simulator.rest.Accesses;
import io.github.camelbitrix24.openlines.simulator.rest.Applications;
import io.github.camelbitrix24.openlines.simulator.rest.RestRules;
import io.github.camelbitrix24.openlines.simulator.rest.TokenEndpoint;
import io.github.camelbitrix24.openlines.simulator.rest.Tokens;
import io.github.camelbitrix24.openlines.simulator.rest.Webhooks;
import java.time.Duration;
import java.util.Set;

/** The applications of one portal and what users let them do. */
final class OAuthDesk {

    private final Portal portal;
    private final Known known;
    private final Applications applications = new Applications();
    private final Tokens tokens = new Tokens();
    private final TokenEndpoint endpoint;

    OAuthDesk(Portal portal, Known known, PortalSettings settings, RestRules rules) {
        this.portal = portal;
        this.known = known;
        endpoint = new TokenEndpoint(
                portal, applications, tokens, settings.memberId(), settings.tokenErrorsOn200(), rules);
    }

    TokenEndpoint endpoint() {
        return endpoint;
    }

    Accesses accesses(Webhooks webhooks) {
        return new Accesses(webhooks, applications, tokens);
    }

    void install(String clientId, String secret, Set<String> scopes, boolean installed) {
        portal.run(() -> {
            applications.install(clientId, secret, scopes);
            portal.state().standing().installed(clientId, installed);
        });
    }

    /** @throws IllegalArgumentException if there is no such user */
    void requireUser(long userId) {
        portal.run(() -> known.user(userId));
    }

    void consent(String clientId, String url, long userId) {
        portal.run(() ->
                applications.consent(app(clientId), url, known.user(userId).id()));
    }

    void uninstall(String clientId) {
        AppRef gone = ref(clientId);
        portal.run(() -> {
            applications.uninstall(clientId);
            portal.events().uninstalled(gone, true);
        });
    }

    void installed(String clientId, long userId, String url) {
        AppRef app = ref(clientId);
        portal.run(() -> portal.events().installed(app, known.user(userId).id(), url, 1));
    }

    AppRef ref(String clientId) {
        return portal.inside(() -> applications.ref(app(clientId)).orElseThrow());
    }

    TokenPair authorize(String clientId, long userId, String baseUrl) {
        return portal.inside(
                () -> endpoint.authorize(app(clientId), known.user(userId).id(), baseUrl));
    }

    String code(String clientId, long userId) {
        return portal.inside(
                () -> tokens.issueCode(app(clientId), known.user(userId).id(), portal.now()));
    }

    void revoke(String clientId, long userId) {
        portal.run(() -> tokens.revoke(app(clientId), known.user(userId).id()));
    }

    void revoke(String clientId, long userId, Duration remembered) {
        portal.run(() -> tokens.revoke(
                app(clientId), known.user(userId).id(), portal.now().plus(remembered)));
    }

    private String app(String clientId) {
        if (!applications.clientIds().contains(clientId)) {
            throw Known.unknown("application", clientId, applications.clientIds(), id -> id);
        }
        return clientId;
    }
}
