// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.model;

/** A registered bot; through a webhook the token is its {@code botToken} and its {@code CLIENT_ID} (§7.4, §11.1). */
public record Bot(long id, String code, String name, String token, BotProfile profile) {

    public Bot(long id, String code, String name, String token) {
        this(id, code, name, token, BotProfile.ofOpenLines());
    }

    /** Whether an application, or a webhook's caller with this token, registered the bot. */
    public boolean isOf(AppRef app, String botToken) {
        return profile.app() == null
                ? token.equals(botToken)
                : app != null && profile.app().clientId().equals(app.clientId());
    }

    @Override
    public String toString() {
        return "Bot[" + id + ", " + code + "]";
    }
}
