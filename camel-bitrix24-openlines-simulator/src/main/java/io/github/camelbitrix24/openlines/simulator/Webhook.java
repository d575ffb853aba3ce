// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import java.util.Set;

/**
 * An incoming webhook: a user in whose name calls run, a secret and what it may do (§1.1).
 *
 * @param portalUrl the portal's address, without a slash at its end
 * @param userId in whose name calls run
 * @param code the secret
 * @param scopes what it may do
 */
public record Webhook(String portalUrl, long userId, String code, Set<String> scopes) {

    /** The two path segments that identify the webhook, such as {@code 27/abc}. */
    public String authToken() {
        return userId + "/" + code;
    }

    /** Address to which a method's name is appended; ends with a slash. */
    public String url() {
        return portalUrl + "/rest/" + authToken() + "/";
    }

    @Override
    public String toString() {
        return "Webhook[user " + userId + ", scopes " + scopes + "]";
    }
}
