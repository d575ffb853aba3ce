// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.rest;

import io.github.camelbitrix24.openlines.simulator.model.AppRef;
import io.github.camelbitrix24.openlines.simulator.model.Bot;
import io.github.camelbitrix24.openlines.simulator.model.BotProfile;
import io.github.camelbitrix24.openlines.simulator.portal.Refused;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code imbot.v2.Bot.register} and {@code .unregister} (§11.1). */
final class BotRegistration {

    private static final Set<String> TYPES = Set.of("bot", "openline", "personal", "supervisor");
    private static final int LONGEST_TOKEN = 40;

    private BotRegistration() {}

    static Object register(Call call) {
        Map<String, Object> fields = call.parameters().array("fields");
        Map<String, Object> properties = Php.entries(fields.get("properties"));
        AppRef app = call.app();
        String token = app == null ? token(fields) : app.clientId();
        String code = Php.text(fields.get("code"));
        if (code.isEmpty()) {
            throw Refused.with("BOT_CODE_REQUIRED", "Bot code is required");
        }
        String name = Php.text(properties.get("name"));
        if (name.isEmpty()) {
            throw Refused.with("BOT_PROPERTIES_REQUIRED", "Bot name is required");
        }
        String lastName = Php.text(properties.get("lastName"));
        BotProfile profile = new BotProfile(
                type(fields),
                webhookUrl(fields),
                isOn(fields, "isSupportOpenline", false),
                isOn(fields, "isHidden", false),
                isOn(fields, "isReactionsEnabled", true),
                fields.get("backgroundId") == null ? null : Php.text(fields.get("backgroundId")),
                app,
                call.callerId());
        Bot bot = call.portal().registry().register(new Bot(0, code, (name + " " + lastName).strip(), token, profile));
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("bot", call.portal().botEventData().bot(bot));
        result.put("users", List.of(call.portal().botEventData().user(bot.id())));
        return result;
    }

    private static String token(Map<String, Object> fields) {
        String token = Php.text(fields.get("botToken"));
        if (token.isEmpty()) {
            throw Refused.with("BOT_TOKEN_NOT_SPECIFIED", "Bot token is not specified");
        }
        if (token.length() > LONGEST_TOKEN) {
            throw Refused.with("BOT_TOKEN_INVALID_LENGTH", "A bot token has at most 40 characters");
        }
        return token;
    }

    private static String type(Map<String, Object> fields) {
        String type = fields.get("type") == null ? "bot" : Php.text(fields.get("type"));
        if (!TYPES.contains(type)) {
            throw Refused.with("BOT_INVALID_TYPE", "Unknown bot type");
        }
        return type;
    }

    /** Null for a bot that fetches its events. */
    private static String webhookUrl(Map<String, Object> fields) {
        String mode = fields.get("eventMode") == null ? "fetch" : Php.text(fields.get("eventMode"));
        if (!mode.equals("fetch") && !mode.equals("webhook")) {
            throw Refused.with("BOT_INVALID_EVENT_MODE", "Unknown event mode");
        }
        String url = Php.text(fields.get("webhookUrl"));
        if (mode.equals("fetch")) {
            return null;
        }
        if (url.isEmpty()) {
            throw Refused.with("BOT_WEBHOOK_URL_REQUIRED", "A webhook URL is required");
        }
        return url;
    }

    private static boolean isOn(Map<String, Object> fields, String name, boolean otherwise) {
        Object value = fields.get(name);
        return value == null
                ? otherwise
                : Boolean.TRUE.equals(value) || "Y".equals(value) || "1".equals(Php.text(value));
    }

    static Object unregister(Call call) {
        call.portal().registry().unregister(BotMethods.ownBot(call));
        return true;
    }
}
