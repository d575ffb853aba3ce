// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import io.github.camelbitrix24.openlines.simulator.model.Standing;
import io.github.camelbitrix24.openlines.simulator.model.User;
import io.github.camelbitrix24.openlines.simulator.portal.Portal;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** What the vendor and the administrator of a portal decide, with the errors that callers meet from then on (§2). */
public final class PortalAdministration {

    private final Portal portal;
    private final Known known;
    private final OAuthDesk applications;
    private final List<String> methods;

    PortalAdministration(Portal portal, Known known, OAuthDesk applications, List<String> methods) {
        this.portal = portal;
        this.known = known;
        this.applications = applications;
        this.methods = methods;
    }

    /** The portal is no more: {@code PORTAL_DELETED}. */
    public PortalAdministration deleted(boolean deleted) {
        return set(standing -> standing.deleted(deleted));
    }

    /** The vendor has blocked the portal's REST interface: {@code OVERLOAD_LIMIT}. */
    public PortalAdministration onHold(boolean onHold) {
        return set(standing -> standing.onHold(onHold));
    }

    /** Whether the plan includes REST; if not, {@code ACCESS_DENIED} with 401. */
    public PortalAdministration restInPlan(boolean included) {
        return set(standing -> standing.restInPlan(included));
    }

    /** Whether the portal can verify tokens; if not, applications get {@code CONNECTION_ERROR}, and webhooks notice nothing. */
    public PortalAdministration authorizationServerReachable(boolean reachable) {
        return set(standing -> standing.authorizationServerReachable(reachable));
    }

    /** Whether the application's paid or trial period runs; if not, it gets no events (§8.1) and no tokens: {@code PAYMENT_REQUIRED}. */
    public PortalAdministration paid(String clientId, boolean paid) {
        String application = applications.ref(clientId).clientId();
        return set(standing -> standing.paid(application, paid));
    }

    /** Nobody else may use the application: {@code user_access_error}; without users, everybody may again. */
    public PortalAdministration onlyFor(String clientId, long... userIds) {
        String application = applications.ref(clientId).clientId();
        Set<Long> users = LongStream.of(userIds).boxed().collect(Collectors.toSet());
        return set(standing -> {
            users.forEach(known::user);
            standing.onlyFor(application, users);
        });
    }

    /** What the administrator says to the use of this method: {@code METHOD_CONFIRM_WAITING} or {@code METHOD_CONFIRM_DENIED}. */
    public PortalAdministration confirmation(String restMethod, Confirmation decision) {
        if (methods.stream().noneMatch(restMethod::equalsIgnoreCase)) {
            throw Known.unknownMethod(restMethod, methods);
        }
        return set(standing -> standing.confirmation(restMethod, decision));
    }

    /** The employee leaves, or is blocked: {@code authorization_error}; queues pass the person over. */
    public PortalAdministration dismiss(long userId) {
        return becomes(userId, UserKind.EMPLOYEE, UserKind.INACTIVE);
    }

    /** Ends what {@link #dismiss} began. */
    public PortalAdministration reinstate(long userId) {
        return becomes(userId, UserKind.INACTIVE, UserKind.EMPLOYEE);
    }

    private PortalAdministration becomes(long userId, UserKind from, UserKind to) {
        portal.run(() -> {
            User user = known.user(userId);
            if (user.kind() != from) {
                throw new IllegalArgumentException("User " + userId + " is " + user.kind() + ", not " + from);
            }
            portal.state().add(new User(user.id(), user.name(), to, user.admin()));
        });
        return this;
    }

    private PortalAdministration set(Consumer<Standing> change) {
        portal.run(() -> change.accept(portal.state().standing()));
        return this;
    }
}
