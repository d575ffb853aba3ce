// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Whose tokens: an application's, on a portal, in the name of an employee.
 *
 * @param clientId the application
 * @param memberId the portal's {@code member_id}, which outlives its address (§5.2); for tokens that stand in the configuration,
 *     whose portal nobody has named yet, {@code seed-} and a digest of the configured refresh token
 * @param userId the employee; 0 for the one who installed the application
 */
public record TokenKey(String clientId, String memberId, long userId) {
    private static final int DIGEST_LENGTH = 32;

    /** The key of an installation's tokens. */
    public static TokenKey installation(String clientId, String memberId) {
        return new TokenKey(clientId, memberId, 0);
    }

    /** The key of tokens that began with a configured refresh token: another one configured is another key. */
    static TokenKey seeded(String clientId, String refreshToken) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(refreshToken.getBytes(StandardCharsets.UTF_8));
            return new TokenKey(
                    clientId, "seed-" + HexFormat.of().formatHex(digest).substring(0, DIGEST_LENGTH), 0);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Without the application's id, which counts as a secret. */
    @Override
    public String toString() {
        return "TokenKey[" + memberId + (userId == 0 ? "" : ", user " + userId) + "]";
    }
}
