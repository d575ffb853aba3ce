// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.api;

import java.util.Objects;

/**
 * A chatbot's id and token, as they were given at its registration (§11.1).
 *
 * <p>A bean, so that a property file can build it: {@code camel.beans.supportBot = #class:io.github.camelbitrix24.openlines.api.Bot},
 * {@code camel.beans.supportBot.id = 567}, {@code camel.beans.supportBot.token = {{supportBotToken}}}. The token has no
 * getter in the style of beans and shows in no text.
 *
 * <p>With its first use, which is the first reading of its id or token, it is complete: nothing changes it after that. An
 * endpoint's options take it into use.
 */
public final class Bot {
    private volatile long id;
    private volatile String token;
    private boolean used;

    /** Makes an empty bot, for property files to fill. */
    public Bot() {}

    /**
     * Makes a bot.
     *
     * @param id the bot's user id at the portal, above 0
     * @param token the token it was registered with, 40 characters at most
     */
    public Bot(long id, String token) {
        this.id = id;
        this.token = token;
    }

    /** The bot's user id at the portal, 0 if unset. */
    public long id() {
        use();
        return id;
    }

    /** The secret that the bot was registered with, null if unset. */
    public String token() {
        use();
        return token;
    }

    /**
     * For property files.
     *
     * @throws IllegalStateException if it has been used
     */
    public synchronized void setId(long id) {
        refuseOnceUsed();
        this.id = id;
    }

    /**
     * For property files.
     *
     * @throws IllegalStateException if it has been used
     */
    public synchronized void setToken(String token) {
        refuseOnceUsed();
        this.token = token;
    }

    private synchronized void use() {
        used = true;
    }

    private void refuseOnceUsed() {
        if (used) {
            throw new IllegalStateException("a bot that is in use does not change: make another bean");
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bot bot && bot.id == id && Objects.equals(bot.token, token);
    }

    @Override
    public int hashCode() {
        return Objects.hash(id, token);
    }

    @Override
    public String toString() {
        return "Bot[id=" + id + ", token=" + (token == null ? "unset" : "xxxxxx") + "]";
    }
}
