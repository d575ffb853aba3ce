// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.model;

import io.github.camelbitrix24.openlines.simulator.Confirmation;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** How the portal, its plan, its applications and their users stand with the vendor and the administrator (§1.8, §2). */
public final class Standing {

    private final Set<String> unpaid = new HashSet<>();
    private final Set<String> beingInstalled = new HashSet<>();
    private final Map<String, Set<Long>> users = new HashMap<>();
    private final Map<String, Confirmation> guarded = new HashMap<>();
    private boolean deleted;
    private boolean onHold;
    private boolean restInPlan = true;
    private boolean authorizationServerReachable = true;

    public boolean isDeleted() {
        return deleted;
    }

    public void deleted(boolean value) {
        deleted = value;
    }

    public boolean isOnHold() {
        return onHold;
    }

    public void onHold(boolean value) {
        onHold = value;
    }

    public boolean isRestInPlan() {
        return restInPlan;
    }

    public void restInPlan(boolean value) {
        restInPlan = value;
    }

    /** Whether the portal can ask the authorization server about a token. */
    public boolean isAuthorizationServerReachable() {
        return authorizationServerReachable;
    }

    public void authorizationServerReachable(boolean value) {
        authorizationServerReachable = value;
    }

    public boolean isPaid(String clientId) {
        return !unpaid.contains(clientId);
    }

    public void paid(String clientId, boolean value) {
        change(unpaid, clientId, !value);
    }

    /** False until the application has said that its installation is over (§8.1). */
    public boolean isInstalled(String clientId) {
        return !beingInstalled.contains(clientId);
    }

    public void installed(String clientId, boolean value) {
        change(beingInstalled, clientId, !value);
    }

    private static void change(Set<String> set, String clientId, boolean in) {
        if (in) {
            set.add(clientId);
        } else {
            set.remove(clientId);
        }
    }

    public boolean mayUse(String clientId, long userId) {
        Set<Long> allowed = users.getOrDefault(clientId, Set.of());
        return allowed.isEmpty() || allowed.contains(userId);
    }

    /** Nobody else may use the application; an empty set lets everybody. */
    public void onlyFor(String clientId, Set<Long> userIds) {
        users.put(clientId, Set.copyOf(userIds));
    }

    public Confirmation confirmationOf(String method) {
        return guarded.getOrDefault(method.toLowerCase(Locale.ROOT), Confirmation.NOT_NEEDED);
    }

    public void confirmation(String method, Confirmation value) {
        guarded.put(method.toLowerCase(Locale.ROOT), value);
    }
}
