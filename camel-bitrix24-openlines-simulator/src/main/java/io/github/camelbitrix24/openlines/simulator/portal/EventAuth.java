// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.portal;

import io.github.camelbitrix24.openlines.simulator.model.AppRef;
import io.github.camelbitrix24.openlines.simulator.model.Handler;
import io.github.camelbitrix24.openlines.simulator.model.User;
import java.util.LinkedHashMap;
import java.util.Map;

/** The {@code auth} block of events: tokens only for applications and only where a user stands behind the event (§8.2). */
final class EventAuth {

    private static final String LOCAL_APPLICATION = "L";

    private final Desk desk;

    EventAuth(Desk desk) {
        this.desk = desk;
    }

    Map<String, Object> of(Handler handler, long causedBy, boolean refreshToken) {
        long user = handler.authType() > 0 ? handler.authType() : causedBy;
        boolean employee = desk.state().user(user).map(User::isEmployee).orElse(false);
        return handler.app() == null || !employee
                ? withoutUser(handler.applicationToken())
                : withTokens(handler.app(), user, refreshToken);
    }

    private Map<String, Object> withoutUser(String applicationToken) {
        Map<String, Object> auth = new LinkedHashMap<>();
        auth.put("domain", desk.address().domain());
        auth.put("client_endpoint", desk.address().clientEndpoint());
        auth.put("server_endpoint", desk.address().serverEndpoint());
        auth.put("member_id", desk.address().memberId());
        auth.put("application_token", applicationToken);
        return auth;
    }

    private Map<String, Object> withTokens(AppRef app, long user, boolean refreshToken) {
        TokenIssuer.Issued token = desk.tokens().issue(app, user, desk.cause().generation() + 1, desk.now());
        Map<String, Object> auth = head(app, token);
        auth.put("user_id", user);
        if (refreshToken) {
            auth.put("refresh_token", token.refreshToken());
        }
        auth.put("application_token", app.applicationToken());
        return auth;
    }

    /** After the application is gone: neither tokens nor addresses (§8.10). */
    Map<String, Object> afterUninstall(Handler handler) {
        Map<String, Object> auth = new LinkedHashMap<>();
        auth.put("domain", desk.address().domain());
        auth.put("member_id", desk.address().memberId());
        auth.put("application_token", handler.applicationToken());
        return auth;
    }

    /** Tokens that act as the bot, none in the offline queue; only the first version of events tells the client id (§8.9). */
    Map<String, Object> ofBot(Handler handler, long botId, boolean clientId) {
        if (handler.offline()) {
            return Map.of();
        }
        if (handler.app() == null) {
            return withoutUser(handler.applicationToken());
        }
        TokenIssuer.Issued token =
                desk.tokens().issue(handler.app(), botId, desk.cause().generation() + 1, desk.now());
        Map<String, Object> auth = head(handler.app(), token);
        auth.put("refresh_token", token.refreshToken());
        auth.put("user_id", botId);
        if (clientId) {
            auth.put("client_id", handler.app().clientId());
        }
        auth.put("application_token", handler.app().applicationToken());
        return auth;
    }

    private Map<String, Object> head(AppRef app, TokenIssuer.Issued token) {
        Map<String, Object> auth = new LinkedHashMap<>();
        auth.put("access_token", token.accessToken());
        auth.put("expires", token.expires().getEpochSecond());
        auth.put("expires_in", token.expiresIn().toSeconds());
        auth.put("scope", String.join(",", app.scopes().stream().sorted().toList()));
        auth.put("domain", desk.address().domain());
        auth.put("server_endpoint", desk.address().serverEndpoint());
        auth.put("status", LOCAL_APPLICATION);
        auth.put("client_endpoint", desk.address().clientEndpoint());
        auth.put("member_id", desk.address().memberId());
        return auth;
    }
}
