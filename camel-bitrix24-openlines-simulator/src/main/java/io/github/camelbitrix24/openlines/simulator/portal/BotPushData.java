// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.portal;

import io.github.camelbitrix24.openlines.simulator.model.Bot;
import io.github.camelbitrix24.openlines.simulator.model.Chat;
import io.github.camelbitrix24.openlines.simulator.model.Handler;
import io.github.camelbitrix24.openlines.simulator.model.Message;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The {@code data} of the second version of bot events as they are pushed (§8.9, §11.2): a small bot with tokens. */
final class BotPushData {

    private static final List<String> USER =
            List.of("id", "active", "name", "firstName", "lastName", "extranet", "bot", "connector", "type");

    private final Desk desk;
    private final BotEventData fetched;

    BotPushData(Desk desk, BotEventData fetched) {
        this.desk = desk;
        this.fetched = fetched;
    }

    Map<String, Object> message(Bot bot, Chat chat, Message message, Handler handler) {
        return pushed(fetched.messageAdded(bot, chat, message), bot, handler);
    }

    Map<String, Object> messageDeleted(Bot bot, Chat chat, Message message, Handler handler) {
        return pushed(fetched.messageDeleted(bot, chat, message), bot, handler);
    }

    Map<String, Object> joinedChat(Bot bot, Chat chat, Handler handler) {
        return pushed(fetched.joinedChat(bot, chat), bot, handler);
    }

    Map<String, Object> deleted(Bot bot, Handler handler) {
        return pushed(OpenLineEvents.field("bot", null), bot, handler);
    }

    @SuppressWarnings("unchecked")
    Map<String, Object> pushed(Map<String, Object> whole, Bot bot, Handler handler) {
        Map<String, Object> data = new LinkedHashMap<>(whole);
        Map<String, Object> small = OpenLineEvents.field("id", bot.id());
        small.put("code", bot.code());
        small.put("auth", desk.events().auth().ofBot(handler, bot.id(), false));
        data.put("bot", small);
        data.computeIfPresent("user", (key, user) -> shown((Map<String, Object>) user));
        data.computeIfPresent("message", (key, message) -> withoutParams((Map<String, Object>) message));
        return data;
    }

    private static Map<String, Object> shown(Map<String, Object> user) {
        Map<String, Object> shown = new LinkedHashMap<>(user);
        shown.keySet().retainAll(USER);
        return shown;
    }

    private static Map<String, Object> withoutParams(Map<String, Object> message) {
        Map<String, Object> shown = new LinkedHashMap<>(message);
        shown.remove("params");
        return shown;
    }
}
