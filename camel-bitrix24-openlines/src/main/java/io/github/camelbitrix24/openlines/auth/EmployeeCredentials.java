// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.auth;

import org.apache.commons.lang3.StringUtils;

/**
 * With what an employee calls: a webhook, or tokens of the endpoint's OAuth application. Its text shows no secret.
 *
 * @param authToken the {@code USER_ID/CODE} of the employee's webhook, null with tokens
 * @param accessToken to begin with; may be null
 * @param refreshToken to begin with, null with a webhook
 */
public record EmployeeCredentials(String authToken, String accessToken, String refreshToken) {

    public EmployeeCredentials {
        if (StringUtils.isBlank(authToken) == StringUtils.isBlank(refreshToken)) {
            throw new IllegalArgumentException(
                    "an employee's credentials are either authToken, or refreshToken (and accessToken): exactly one of them");
        }
    }

    /** A webhook that the employee made. */
    public static EmployeeCredentials webhook(String authToken) {
        return new EmployeeCredentials(authToken, null, null);
    }

    /** Tokens that the employee's authorisation of the application gave. */
    public static EmployeeCredentials tokens(String accessToken, String refreshToken) {
        return new EmployeeCredentials(null, accessToken, refreshToken);
    }

    @Override
    public String toString() {
        return "EmployeeCredentials[" + (authToken == null ? "tokens" : "webhook") + "]";
    }
}
