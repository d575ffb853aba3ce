// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.rest;

import io.github.camelbitrix24.openlines.simulator.model.Standing;
import io.github.camelbitrix24.openlines.simulator.portal.TokenIssuer;
import java.time.Instant;
import java.util.function.Supplier;

/** Decides who a request's credentials let in, in the order of §1.3 and §1.8. */
public final class Accesses {

    private static final String BOT_SESSION = "imopenlines.bot.session.";

    private final Webhooks webhooks;
    private final Applications applications;
    private final Tokens tokens;

    public Accesses(Webhooks webhooks, Applications applications, Tokens tokens) {
        this.webhooks = webhooks;
        this.applications = applications;
        this.tokens = tokens;
    }

    /** For the tokens of events: they are as good as any other. */
    public TokenIssuer issuer() {
        return (app, userId, generation, now) -> {
            Tokens.Pair pair = tokens.issue(app.clientId(), userId, generation, now);
            return new TokenIssuer.Issued(
                    pair.accessToken(), pair.refreshToken(), pair.grant().expires(), Tokens.ACCESS_LIFE);
        };
    }

    Access of(Credentials credentials, String method, Standing standing, Instant now) {
        if (credentials.hasToken()) {
            return standing.isAuthorizationServerReachable()
                    ? tokens.access(credentials.token(), now)
                            .map(grant -> open(standing, () -> of(grant, now)))
                            .orElseGet(() -> Access.refused(SystemError.INVALID_TOKEN))
                    : Access.refused(SystemError.CONNECTION_ERROR);
        }
        if (credentials.hasWebhook()) {
            return webhooks.find(credentials.webhookUser(), credentials.webhookCode())
                    .map(webhook -> open(standing, () -> Access.of(webhook)))
                    .orElseGet(() -> Access.refused(SystemError.INVALID_CREDENTIALS));
        }
        if (!credentials.hasSession()) {
            return Access.refused(SystemError.NO_AUTH_FOUND);
        }
        return Access.refused(
                method.startsWith(BOT_SESSION) ? SystemError.WRONG_AUTH_TYPE : SystemError.SESSION_FAILED);
    }

    /** The portal itself comes after the credentials and before the application (§1.8). */
    private static Access open(Standing standing, Supplier<Access> access) {
        if (standing.isOnHold()) {
            return Access.refused(SystemError.OVERLOAD_LIMIT);
        }
        return standing.isRestInPlan() ? access.get() : Access.refused(SystemError.PLAN);
    }

    private Access of(Tokens.Grant grant, Instant now) {
        Applications.Application application =
                applications.find(grant.clientId()).orElse(null);
        if (application == null || !application.installed()) {
            return Access.refused(SystemError.APPLICATION_NOT_FOUND);
        }
        return grant.isExpiredAt(now) ? Access.refused(SystemError.EXPIRED_TOKEN) : Access.of(application.ref(), grant);
    }
}
