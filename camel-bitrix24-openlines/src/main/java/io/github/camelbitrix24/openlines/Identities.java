// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import io.github.camelbitrix24.openlines.auth.Identity;
import io.github.camelbitrix24.openlines.auth.OAuthApplication;
import io.github.camelbitrix24.openlines.auth.OAuthCaller;
import io.github.camelbitrix24.openlines.auth.TokenStore;
import io.github.camelbitrix24.openlines.auth.Webhook;
import io.github.camelbitrix24.openlines.rest.PortalAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.lang3.StringUtils;

/** Reads in whose name an endpoint calls. */
final class Identities {
    private Identities() {}

    /**
     * Reads a webhook or an application; null if each exchange says who calls.
     *
     * @param tokens the store of an endpoint that names none
     * @throws IllegalArgumentException naming the options that are missing or do not go together, and no secret
     */
    static Identity of(B24OpenLinesConfiguration options, TokenStore tokens) {
        List<String> given = oauth(options).entrySet().stream()
                .filter(option -> StringUtils.isNotBlank(option.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        boolean webhook = StringUtils.isNotBlank(options.getAuthToken());
        if (options.getPortal() == PortalChoice.event) {
            if (webhook) {
                throw new IllegalArgumentException("portal=event acts with an application's installation, for which"
                        + " clientId and clientSecret are needed: a webhook (authToken) opens one portal only");
            }
            application(options, tokens);
            return null;
        }
        if (webhook && !given.isEmpty()) {
            throw new IllegalArgumentException(
                    "authToken and " + String.join(", ", given)
                            + " do not go together: authToken is a webhook, the others are an OAuth application. Remove one side");
        }
        if (webhook) {
            return Webhook.parse(options.getAuthToken());
        }
        if (StringUtils.isBlank(options.getRefreshToken()) && options.getCredentialSource() != null) {
            return null;
        }
        if (given.isEmpty()) {
            throw new IllegalArgumentException("no credentials: set option authToken on the component to the"
                    + " USER_ID/CODE of an incoming webhook (camel.component.b24openlines.auth-token = {{b24.authToken}}),"
                    + " or clientId, clientSecret and refreshToken of an OAuth application");
        }
        OAuthApplication application = application(options, tokens);
        if (StringUtils.isBlank(options.getRefreshToken())) {
            throw new IllegalArgumentException("no tokens: beside clientId and clientSecret set refreshToken, which the"
                    + " authorisation of the application gave (and accessToken, if you like)");
        }
        return OAuthCaller.configured(
                application,
                StringUtils.trimToNull(options.getAccessToken()),
                options.getRefreshToken().trim());
    }

    /**
     * Reads the application alone.
     *
     * @throws IllegalArgumentException naming the option that is missing or wrong
     */
    static OAuthApplication application(B24OpenLinesConfiguration options, TokenStore tokens) {
        if (StringUtils.isBlank(options.getClientId()) || StringUtils.isBlank(options.getClientSecret())) {
            throw new IllegalArgumentException("an OAuth application needs clientId and clientSecret: set both");
        }
        return new OAuthApplication(
                options.getClientId().trim(),
                options.getClientSecret().trim(),
                server(options),
                options.getTokenStore() == null ? tokens : options.getTokenStore());
    }

    private static PortalAddress server(B24OpenLinesConfiguration options) {
        try {
            return PortalAddress.parse(options.getOauthServerUrl());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "oauthServerUrl must be the authorisation server's address and nothing else, like "
                            + OAuthApplication.DEFAULT_SERVER + "; /oauth/token/ is appended");
        }
    }

    private static Map<String, String> oauth(B24OpenLinesConfiguration options) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("clientId", options.getClientId());
        values.put("clientSecret", options.getClientSecret());
        values.put("accessToken", options.getAccessToken());
        values.put("refreshToken", options.getRefreshToken());
        return values;
    }
}
