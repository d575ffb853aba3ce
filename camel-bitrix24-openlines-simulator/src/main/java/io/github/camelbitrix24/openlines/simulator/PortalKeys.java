// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import io.github.camelbitrix24.openlines.simulator.http.PortalCertificate;
import io.github.camelbitrix24.openlines.simulator.http.PortalServer;
import io.github.camelbitrix24.openlines.simulator.model.AppRef;
import io.github.camelbitrix24.openlines.simulator.rest.Scopes;
import io.github.camelbitrix24.openlines.simulator.rest.Webhooks;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Set;
import javax.net.ssl.SSLContext;

/** Where a portal is and what opens it: its address, webhooks, applications and certificate. */
abstract class PortalKeys {

    final PortalSettings settings;
    final PortalServer server;
    final Webhooks webhooks;
    final OAuthDesk oauth;

    PortalKeys(PortalSettings settings, PortalServer server, Webhooks webhooks, PortalParts parts) {
        this.settings = settings;
        this.server = server;
        this.webhooks = webhooks;
        oauth = parts.oauth();
    }

    /** Such as {@code http://127.0.0.1:8080}, without a slash at its end. */
    public String url() {
        return server.url();
    }

    /** The user's webhook with all scopes; the same one on every call. */
    public Webhook webhook(long userId) {
        return webhook(userId, Scopes.all().toArray(String[]::new));
    }

    /** The user's webhook with these scopes; the same one for the same scopes. */
    public Webhook webhook(long userId, String... scopes) {
        oauth.requireUser(userId);
        return webhooks.issue(url(), userId, Known.scopes(scopes));
    }

    void installWebhook(long userId, String code, Set<String> scopes) {
        webhooks.install(new Webhook(url(), userId, code, scopes));
    }

    void install(String clientId, String secret, Set<String> scopes, boolean installed) {
        oauth.install(clientId, secret, scopes, installed);
    }

    /** What identifies the portal for good (§1.1). */
    public String memberId() {
        return settings.memberId();
    }

    /** The user lets the application act in the user's name: a new pair of tokens on each call (§5.2). */
    public TokenPair authorize(String clientId, long userId) {
        return oauth.authorize(clientId, userId, url());
    }

    /** The same as a code that {@code /oauth/token/} exchanges for tokens, once and within 30 s (§5.1). */
    public String authorizationCode(String clientId, long userId) {
        return oauth.code(clientId, userId);
    }

    /** Nothing that the application holds for the user is recognised any more: {@code invalid_token}, {@code invalid_grant}. */
    public void revoke(String clientId, long userId) {
        oauth.revoke(clientId, userId);
    }

    /** As {@link #revoke(String, long)}, while the portal goes on to take access tokens that it has verified before (§5.3). */
    public void revoke(String clientId, long userId, Duration remembered) {
        oauth.revoke(clientId, userId, remembered);
    }

    /** Takes the application away from the portal: {@code APPLICATION_NOT_FOUND}, {@code wrong_client}, {@code ONAPPUNINSTALL}. */
    public void uninstall(String clientId) {
        oauth.uninstall(clientId);
    }

    /** For a client that trusts this portal's certificate and no other. */
    public SSLContext sslContext() {
        return certificate().sslContext();
    }

    /** The portal's certificate as text. */
    public String certificatePem() {
        return certificate().pem();
    }

    /** A key store that holds this portal's certificate as trusted. */
    public KeyStore trustStore() {
        return certificate().trustStore();
    }

    /** Writes {@link #trustStore} as a PKCS #12 file and returns it. */
    public Path writeTrustStore(Path file, String password) {
        return TrustStoreFile.write(trustStore(), file, password);
    }

    private PortalCertificate certificate() {
        if (settings.listening().certificate() == null) {
            throw new IllegalStateException("The portal speaks plain HTTP: start it with PortalBuilder.https()");
        }
        return settings.listening().certificate();
    }

    /** The application's installation is over: this address gets {@code ONAPPINSTALL} with the user's tokens (§8.10). */
    public void installed(String clientId, long userId, String url) {
        oauth.installed(clientId, userId, url);
    }

    AppRef appRef(String clientId) {
        return oauth.ref(clientId);
    }
}
