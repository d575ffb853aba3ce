// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.auth;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An incoming webhook: acts as the employee who made it, within the scopes given to it (§1.1).
 *
 * @param userId the employee
 * @param code the secret part
 */
public record Webhook(long userId, String code) implements Identity, Credentials {
    private static final Pattern TOKEN = Pattern.compile("(\\d{1,18})/([A-Za-z0-9_-]+)");

    /**
     * Reads the option {@code authToken}.
     *
     * @throws IllegalArgumentException if it is not {@code USER_ID/CODE}; the text does not repeat it
     */
    public static Webhook parse(String authToken) {
        Matcher matcher = TOKEN.matcher(authToken.trim());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("authToken must be the USER_ID/CODE of an incoming webhook: of"
                    + " https://example.bitrix24.com/rest/1/code/ that is 1/code, without slashes around it");
        }
        return new Webhook(Long.parseLong(matcher.group(1)), matcher.group(2));
    }

    @Override
    public Optional<Access> access() {
        return Optional.of(new Access("/rest/" + userId + "/" + code + "/", Map.of(), List.of(code), null));
    }

    @Override
    public CompletableFuture<Access> fetch() {
        return CompletableFuture.completedFuture(access().orElseThrow());
    }

    @Override
    public boolean expired(Access access) {
        return false;
    }

    @Override
    public String kind() {
        return "webhook";
    }

    @Override
    public String name() {
        return "webhook of user " + userId;
    }

    @Override
    public String toString() {
        return "Webhook[userId=" + userId + ", code=xxxxxx]";
    }
}
