// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.rest;

import io.github.camelbitrix24.openlines.simulator.Webhook;
import java.security.SecureRandom;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** The incoming webhooks of a portal: one for each owner and set of scopes. */
public final class Webhooks {

    private static final String ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyz";
    private static final int CODE_LENGTH = 16;

    private final SecureRandom random = new SecureRandom();
    private final Map<Grant, Webhook> webhooks = new ConcurrentHashMap<>();

    private record Grant(long userId, Set<String> scopes) {}

    public Webhook issue(String portalUrl, long userId, Set<String> scopes) {
        Grant grant = new Grant(userId, Set.copyOf(scopes));
        return webhooks.computeIfAbsent(
                grant,
                key -> new Webhook(
                        portalUrl, userId, newCode(), Collections.unmodifiableSortedSet(new TreeSet<>(key.scopes()))));
    }

    /** A webhook with a code that is known beforehand. */
    public void install(Webhook webhook) {
        webhooks.put(new Grant(webhook.userId(), Set.copyOf(webhook.scopes())), webhook);
    }

    Optional<Webhook> find(String userId, String code) {
        return webhooks.values().stream()
                .filter(webhook -> String.valueOf(webhook.userId()).equals(userId)
                        && webhook.code().equals(code))
                .findFirst();
    }

    private String newCode() {
        StringBuilder code = new StringBuilder(CODE_LENGTH);
        for (int i = 0; i < CODE_LENGTH; i++) {
            code.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return code.toString();
    }
}
