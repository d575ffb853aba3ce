// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.rest;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Who a request claims to be, separated from what it asks for (§1.3). */
public record Credentials(String token, String webhookUser, String webhookCode, boolean hasSession) {

    /** Consumed before a method sees its parameters (§1.2 row 7). */
    private static final Set<String> CONSUMED =
            Set.of("auth", "access_token", "aplogin", "ap", "auth_connector", "start", "state", "token", "sessid");

    static Credentials of(RestRequest request) {
        Map<String, Object> parameters = request.parameters();
        return new Credentials(
                firstOf(request.bearer(), parameters.get("auth"), parameters.get("access_token")),
                firstOf(request.webhookUser(), parameters.get("aplogin")),
                firstOf(request.webhookCode(), parameters.get("ap")),
                firstOf(parameters.get("sessid")) != null);
    }

    /** Array-valued tokens are ignored. */
    private static String firstOf(Object... candidates) {
        for (Object candidate : candidates) {
            if (Php.isScalar(candidate) && !Php.text(candidate).isEmpty()) {
                return Php.text(candidate);
            }
        }
        return null;
    }

    public static Map<String, Object> stripped(Map<String, Object> parameters) {
        Map<String, Object> rest = new LinkedHashMap<>(parameters);
        rest.keySet().removeAll(CONSUMED);
        return rest;
    }

    boolean hasToken() {
        return token != null;
    }

    boolean hasWebhook() {
        return webhookUser != null && webhookCode != null;
    }
}
