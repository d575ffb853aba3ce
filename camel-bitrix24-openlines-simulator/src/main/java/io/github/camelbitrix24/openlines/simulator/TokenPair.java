// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import java.time.Instant;
import java.util.Set;

/**
 * What an application holds to call in a user's name (§5.2).
 *
 * @param accessToken lives 3600 s
 * @param refreshToken lives 180 days and can be used once
 * @param expires when the access token dies
 * @param scopes what the application may do
 * @param userId in whose name it calls
 * @param domain host and port of the authorization server
 * @param memberId what identifies the portal for good
 * @param clientEndpoint address of the portal's REST interface; ends with a slash
 * @param serverEndpoint address of the authorization server's REST interface; ends with a slash
 */
public record TokenPair(
        String accessToken,
        String refreshToken,
        Instant expires,
        Set<String> scopes,
        long userId,
        String domain,
        String memberId,
        String clientEndpoint,
        String serverEndpoint) {

    @Override
    public String toString() {
        return "TokenPair[user " + userId + ", expires " + expires + ", scopes " + scopes + "]";
    }
}
