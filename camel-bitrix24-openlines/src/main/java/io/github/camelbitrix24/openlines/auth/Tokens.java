// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.auth;

import io.github.camelbitrix24.openlines.rest.Json;
import io.github.camelbitrix24.openlines.rest.Lenient;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A pair of tokens and what came with it (§5.2). Its text shows no token.
 *
 * @param accessToken opens the portal; null if it has to be fetched first
 * @param refreshToken fetches the next pair, once
 * @param expires when the access token's life is over, null if nobody has said
 * @param memberId the portal, null if nobody has said
 * @param userId in whose name, 0 if nobody has said
 * @param clientEndpoint the portal's REST root, null if nobody has said
 * @param serverEndpoint the authorisation server's REST root, null if nobody has said
 * @param applicationToken what the installation's events prove themselves with (§8.1), null if not known
 */
public record Tokens(
        String accessToken,
        String refreshToken,
        Instant expires,
        String memberId,
        long userId,
        String clientEndpoint,
        String serverEndpoint,
        String applicationToken) {

    public Tokens {
        Objects.requireNonNull(refreshToken, "refreshToken");
    }

    /** Tokens of which nothing is known but themselves. */
    static Tokens configured(String accessToken, String refreshToken) {
        return new Tokens(accessToken, refreshToken, null, null, 0, null, null, null);
    }

    /** These as the successors of others: what an answer leaves out stays as it was. */
    public Tokens after(Tokens before) {
        return new Tokens(
                accessToken,
                refreshToken,
                expires,
                memberId == null ? before.memberId : memberId,
                userId == 0 ? before.userId : userId,
                clientEndpoint == null ? before.clientEndpoint : clientEndpoint,
                serverEndpoint == null ? before.serverEndpoint : serverEndpoint,
                applicationToken == null ? before.applicationToken : applicationToken);
    }

    /** As a text for a store of one's own; holds all secrets. */
    public String toJson() {
        return Json.text(toMap());
    }

    Map<String, Object> toMap() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("access_token", accessToken);
        fields.put("refresh_token", refreshToken);
        fields.put("expires", expires == null ? null : expires.getEpochSecond());
        fields.put("member_id", memberId);
        fields.put("user_id", userId);
        fields.put("client_endpoint", clientEndpoint);
        fields.put("server_endpoint", serverEndpoint);
        fields.put("application_token", applicationToken);
        fields.values().removeIf(Objects::isNull);
        return fields;
    }

    /**
     * Reads what {@link #toJson} wrote.
     *
     * @throws IllegalArgumentException if it is no such text; the exception does not repeat it
     */
    public static Tokens fromJson(String json) {
        try {
            return fromMap(Lenient.map(Json.read(json)));
        } catch (IOException e) {
            throw new IllegalArgumentException("stored tokens cannot be read");
        }
    }

    static Tokens fromMap(Map<String, Object> fields) {
        String refreshToken = Lenient.text(fields.get("refresh_token"));
        if (refreshToken == null) {
            throw new IllegalArgumentException("stored tokens hold no refresh_token");
        }
        return new Tokens(
                Lenient.text(fields.get("access_token")),
                refreshToken,
                Lenient.epochSecond(fields.get("expires")).orElse(null),
                Lenient.text(fields.get("member_id")),
                Lenient.id(fields.get("user_id")),
                Lenient.text(fields.get("client_endpoint")),
                Lenient.text(fields.get("server_endpoint")),
                Lenient.text(fields.get("application_token")));
    }

    @Override
    public String toString() {
        return "Tokens[memberId=" + memberId + ", userId=" + userId + ", expires=" + expires + "]";
    }
}
