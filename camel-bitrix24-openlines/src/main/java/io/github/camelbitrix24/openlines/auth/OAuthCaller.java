// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.auth;

import java.util.Optional;

/**
 * In whose name an application calls: whose tokens, and with which they began.
 *
 * @param application the application
 * @param key whose tokens
 * @param seed what is used as long as the store has nothing, empty if tokens come into the store in another way
 */
public record OAuthCaller(OAuthApplication application, TokenKey key, Optional<Tokens> seed) implements Identity {

    /**
     * The owner of configured tokens. What their refreshing led to is found again under the configured refresh token, so a new
     * one in the configuration begins anew.
     *
     * @param accessToken may be null
     */
    public static OAuthCaller configured(OAuthApplication application, String accessToken, String refreshToken) {
        return new OAuthCaller(
                application,
                TokenKey.seeded(application.clientId(), refreshToken),
                Optional.of(Tokens.configured(accessToken, refreshToken)));
    }

    @Override
    public String kind() {
        return "oauth";
    }

    @Override
    public String name() {
        return (seed.isPresent() ? "configured tokens" : "installation " + key.memberId())
                + (key.userId() == 0 ? "" : " of user " + key.userId());
    }

    @Override
    public String toString() {
        return "OAuthCaller[" + key + "]";
    }
}
