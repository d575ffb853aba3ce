// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.portal;

import io.github.camelbitrix24.openlines.simulator.model.AppRef;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The access tokens that the portal hands out with events; each lets its application call in a user's name for an hour. */
public final class AppTokens implements TokenIssuer {

    private static final Duration LIFETIME = Duration.ofHours(1);
    private static final int BYTES = 16;

    private final SecureRandom random = new SecureRandom();
    private final Map<String, Grant> grants = new LinkedHashMap<>();

    /** Who calls with a token. */
    public record Grant(AppRef app, long userId, Instant expires) {}

    @Override
    public Issued issue(AppRef app, long userId, Instant now) {
        grants.values().removeIf(grant -> !now.isBefore(grant.expires()));
        Issued issued = new Issued(newToken(), newToken(), now.plus(LIFETIME), LIFETIME);
        grants.put(issued.accessToken(), new Grant(app, userId, issued.expires()));
        return issued;
    }

    public Optional<Grant> find(String accessToken, Instant now) {
        return Optional.ofNullable(grants.get(accessToken)).filter(grant -> now.isBefore(grant.expires()));
    }

    private String newToken() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
