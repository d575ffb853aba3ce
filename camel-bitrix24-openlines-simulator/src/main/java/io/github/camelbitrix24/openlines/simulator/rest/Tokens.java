// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.rest;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Access tokens, refresh tokens and authorization codes, each with its life (§5.2, §5.3); used under the portal's lock. */
public final class Tokens {

    static final Duration ACCESS_LIFE = Duration.ofSeconds(3600);

    private static final Duration REFRESH_LIFE = Duration.ofDays(180);
    private static final Duration CODE_LIFE = Duration.ofSeconds(30);

    private final Map<String, Grant> access = new HashMap<>();
    private final Map<String, Grant> refresh = new HashMap<>();
    private final Map<String, Grant> codes = new HashMap<>();

    /** In whose name which application acts, and until when. */
    record Grant(String clientId, long userId, Instant expires) {

        boolean isExpiredAt(Instant now) {
            return !now.isBefore(expires);
        }
    }

    record Pair(String accessToken, String refreshToken, Grant grant) {}

    Pair issue(String clientId, long userId, Instant now) {
        Pair pair = new Pair(Secrets.token(), Secrets.token(), new Grant(clientId, userId, now.plus(ACCESS_LIFE)));
        access.put(pair.accessToken(), pair.grant());
        refresh.put(pair.refreshToken(), new Grant(clientId, userId, now.plus(REFRESH_LIFE)));
        return pair;
    }

    public String issueCode(String clientId, long userId, Instant now) {
        String code = Secrets.token();
        codes.put(code, new Grant(clientId, userId, now.plus(CODE_LIFE)));
        return code;
    }

    Optional<Grant> access(String token) {
        return Optional.ofNullable(access.get(token));
    }

    /** A code is gone once somebody has shown it. */
    Optional<Grant> takeCode(String code, String clientId, Instant now) {
        return take(codes, code, clientId, now);
    }

    /** A refresh token is gone once somebody has shown it. */
    Optional<Grant> takeRefresh(String token, String clientId, Instant now) {
        return take(refresh, token, clientId, now);
    }

    private static Optional<Grant> take(Map<String, Grant> grants, String key, String clientId, Instant now) {
        Grant grant = grants.get(key);
        if (grant == null || !grant.clientId().equals(clientId)) {
            return Optional.empty();
        }
        grants.remove(key);
        return grant.isExpiredAt(now) ? Optional.empty() : Optional.of(grant);
    }

    /** Nothing that the application holds for the user is recognised from now on. */
    public void revoke(String clientId, long userId) {
        for (Map<String, Grant> grants : List.of(access, refresh, codes)) {
            grants.values().removeIf(grant -> grant.clientId().equals(clientId) && grant.userId() == userId);
        }
    }
}
