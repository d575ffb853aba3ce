// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.wire;

import java.util.Locale;
import java.util.Set;
import org.apache.commons.lang3.StringUtils;

/** A bot is told of its leaving a chat by the refusal of what it does next, and by nothing else (B§14.3). */
final class BotMembership {
    static final String OVER = "The bot is no longer in this chat: it was handed over, taken over or closed";

    private static final String ACCESS_DENIED = "ACCESS_DENIED";
    private static final int UNAUTHORIZED = 401;

    /** Methods that only a member may call, and that ask for no other right (B§2). */
    private static final Set<String> FOR_MEMBERS = Set.of(
            "imbot.v2.chat.message.send",
            "imbot.v2.chat.message.read",
            "imbot.v2.chat.inputaction.notify",
            "imbot.v2.chat.textfield.enabled",
            "imbot.v2.chat.get",
            "imbot.v2.chat.leave",
            "imbot.v2.chat.user.list");

    private BotMembership() {}

    /** Whether the portal refused the call because the bot is in the chat no more; a plan without REST has the same code (§2). */
    static boolean isOver(String restMethod, Delivery.Rejected rejected) {
        String method = restMethod.toLowerCase(Locale.ROOT);
        return rejected.code().equalsIgnoreCase(ACCESS_DENIED)
                && rejected.status() != UNAUTHORIZED
                && (method.startsWith("imopenlines.bot.session.") || FOR_MEMBERS.contains(method))
                && !StringUtils.containsAnyIgnoreCase(
                        rejected.description(), "commercial plan", "subscription", "client id");
    }
}
