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

    /**
     * In whose name which application acts, and until when.
     *
     * @param generation how many events lie behind it (§8.1)
     * @param revoked from when on it is not recognised any more
     */
    record Grant(String clientId, long userId, int generation, Instant expires, Instant revoked) {

        Grant(String clientId, long userId, Instant expires) {
            this(clientId, userId, 0, expires, Instant.MAX);
        }

        boolean isOf(String otherClientId, long otherUserId) {
            return clientId.equals(otherClientId) && userId == otherUserId;
        }

        Grant revokedFrom(Instant when) {
            return new Grant(clientId, userId, generation, expires, when);
        }

        boolean isExpiredAt(Instant now) {
            return !now.isBefore(expires);
        }
    }

    record Pair(String accessToken, String refreshToken, Grant grant) {}

    Pair issue(String clientId, long userId, Instant now) {
        return issue(clientId, userId, 0, now);
    }

    Pair issue(String clientId, long userId, int generation, Instant now) {
        Grant grant = new Grant(clientId, userId, generation, now.plus(ACCESS_LIFE), Instant.MAX);
        Pair pair = new Pair(Secrets.token(), Secrets.token(), grant);
        access.put(pair.accessToken(), pair.grant());
        refresh.put(pair.refreshToken(), new Grant(clientId, userId, now.plus(REFRESH_LIFE)));
        return pair;
    }

    public String issueCode(String clientId, long userId, Instant now) {
        String code = Secrets.token();
        codes.put(code, new Grant(clientId, userId, now.plus(CODE_LIFE)));
        return code;
    }

    Optional<Grant> access(String token, Instant now) {
        return Optional.ofNullable(access.get(token)).filter(grant -> now.isBefore(grant.revoked()));
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
        access.values().removeIf(grant -> grant.isOf(clientId, userId));
        forgetWhatRenews(clientId, userId);
    }

    /** The portal has verified the access tokens a while ago and takes them until then (§5.3). */
    public void revoke(String clientId, long userId, Instant until) {
        access.replaceAll((token, grant) -> grant.isOf(clientId, userId) ? grant.revokedFrom(until) : grant);
        forgetWhatRenews(clientId, userId);
    }

    private void forgetWhatRenews(String clientId, long userId) {
        for (Map<String, Grant> grants : List.of(refresh, codes)) {
            grants.values().removeIf(grant -> grant.isOf(clientId, userId));
        }
    }
}
