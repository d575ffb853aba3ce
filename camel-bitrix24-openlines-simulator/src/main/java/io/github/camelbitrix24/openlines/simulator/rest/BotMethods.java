// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.rest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.camelbitrix24.openlines.simulator.model.Bot;
import io.github.camelbitrix24.openlines.simulator.model.BotEvent;
import io.github.camelbitrix24.openlines.simulator.portal.BotEvents;
import io.github.camelbitrix24.openlines.simulator.portal.PortalTime;
import io.github.camelbitrix24.openlines.simulator.portal.Refused;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code imbot.v2.*} (§11.1); parameter names are camelCase and found only so. */
final class BotMethods {

    private static final Set<String> SCOPE = Set.of(Scopes.BOTS);
    private static final int DEFAULT_LIMIT = 100;
    private static final int HIGHEST_LIMIT = 1000;
    private static final String CHAT = "chat";

    private BotMethods() {}

    static List<RestMethod> rows() {
        return List.of(
                new RestMethod("imbot.v2.Bot.register", SCOPE, KeyCase.EXACT, BotRegistration::register),
                new RestMethod("imbot.v2.Bot.unregister", SCOPE, KeyCase.EXACT, BotRegistration::unregister),
                new RestMethod("imbot.v2.Event.get", SCOPE, KeyCase.EXACT, BotMethods::events),
                new RestMethod("imbot.v2.Chat.Message.send", SCOPE, KeyCase.EXACT, BotMethods::send));
    }

    private static Object events(Call call) {
        Parameters parameters = call.parameters();
        Bot bot = ownBot(call);
        if (parameters.isTrue("withUserEvents")) {
            throw call.scopes().contains(Scopes.MESSENGER)
                    ? Refused.with("USER_NOT_SUBSCRIBED", "User not subscribed")
                    : Refused.forbidden("SCOPE_ERROR", "Scope error");
        }
        Long offset = parameters.has("offset") ? parameters.intval("offset") : null;
        long limit = parameters.has("limit") ? parameters.intval("limit") : DEFAULT_LIMIT;
        int shown = (int) Math.max(1, Math.min(HIGHEST_LIMIT, limit));
        BotEvents.Page page = call.portal().botEvents().read(bot, offset, shown);
        ZoneId zone = call.portal().zone();
        Map<String, Object> result = new LinkedHashMap<>();
        result.put(
                "events",
                page.events().stream().map(event -> event(event, zone)).toList());
        result.put("nextOffset", page.nextOffset());
        result.put("hasMore", page.hasMore());
        return result;
    }

    private static Map<String, Object> event(BotEvent event, ZoneId zone) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("eventId", event.id());
        fields.put("type", event.type());
        fields.put("date", PortalTime.iso(event.date(), zone));
        fields.put("data", event.data());
        return fields;
    }

    private static Object send(Call call) {
        Bot bot = ownBot(call);
        Map<String, Object> fields = call.parameters().array("fields");
        Object system = fields.get("system");
        long id = call.portal()
                .bots()
                .write(
                        bot,
                        chatOf(call.parameters().text("dialogId")),
                        Php.text(fields.get("message")),
                        "Y".equals(system) || Boolean.TRUE.equals(system));
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("id", id);
        result.put("uuidMap", JsonNodeFactory.instance.objectNode());
        return result;
    }

    private static long chatOf(String dialogId) {
        return dialogId.startsWith(CHAT) ? Php.intval(dialogId.substring(CHAT.length())) : 0;
    }

    static Bot ownBot(Call call) {
        Parameters parameters = call.parameters();
        String token = parameters.text("botToken");
        if (token.isEmpty() && call.app() == null) {
            throw Refused.with("BOT_TOKEN_NOT_SPECIFIED", "Bot token is not specified");
        }
        long id = parameters.intval("botId");
        if (id <= 0) {
            throw Refused.with("BOT_ID_REQUIRED", "Bot ID is required");
        }
        Bot bot = call.portal().state().bot(id).orElseThrow(() -> Refused.with("BOT_NOT_FOUND", "Bot not found"));
        if (!bot.isOf(call.app(), token)) {
            throw Refused.forbidden("BOT_OWNERSHIP_ERROR", "Bot is registered by another application");
        }
        return bot;
    }
}
