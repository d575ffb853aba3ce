// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.rest;

import io.github.camelbitrix24.openlines.simulator.UserKind;
import io.github.camelbitrix24.openlines.simulator.model.Standing;
import io.github.camelbitrix24.openlines.simulator.model.User;
import io.github.camelbitrix24.openlines.simulator.portal.Portal;

/** Who may call a method, or why not: the third check of §1.8, in its order. */
final class Admission {

    private final Portal portal;
    private final Accesses accesses;
    private final boolean plainHttpRefused;

    Admission(Portal portal, Accesses accesses, boolean plainHttpRefused) {
        this.portal = portal;
        this.accesses = accesses;
        this.plainHttpRefused = plainHttpRefused;
    }

    /** Somebody who may call; or, with everything else null, an error. */
    record Caller(SystemError error, Access access, User user) {

        private static Caller refused(SystemError error) {
            return new Caller(error, null, null);
        }
    }

    Caller of(RestRequest request, RestMethod method) {
        if (plainHttpRefused) {
            return Caller.refused(SystemError.INVALID_REQUEST);
        }
        Standing standing = portal.state().standing();
        Access access = accesses.of(Credentials.of(request), method.name(), standing, portal.now());
        if (access.error() != null) {
            return Caller.refused(access.error());
        }
        if (!method.isGranted(access.scopes())) {
            return Caller.refused(access.insufficientScope());
        }
        User user = portal.state().user(access.userId()).orElse(null);
        SystemError error = refusal(user, access, standing);
        return error == null ? new Caller(confirmation(method, standing), access, user) : Caller.refused(error);
    }

    private static SystemError refusal(User user, Access access, Standing standing) {
        if (user == null || user.kind() == UserKind.INACTIVE) {
            return SystemError.AUTHORIZATION_ERROR;
        }
        if (user.kind() == UserKind.BOT || user.kind() == UserKind.CONNECTOR) {
            return SystemError.USER_CONTEXT;
        }
        boolean mayUse = access.app() == null || standing.mayUse(access.app().clientId(), user.id());
        return mayUse ? null : SystemError.USER_ACCESS_ERROR;
    }

    /** What stands in the way of a command of a batch, whose caller has been admitted; null for nothing. */
    SystemError ofCommand(RestMethod method) {
        return confirmation(method, portal.state().standing());
    }

    private static SystemError confirmation(RestMethod method, Standing standing) {
        return switch (standing.confirmationOf(method.name())) {
            case NOT_NEEDED -> null;
            case WAITING -> SystemError.CONFIRM_WAITING;
            case DENIED -> SystemError.CONFIRM_DENIED;
        };
    }
}
