// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.events;

import io.github.camelbitrix24.openlines.api.Author;
import io.github.camelbitrix24.openlines.api.ChatEvent;
import io.github.camelbitrix24.openlines.rest.Lenient;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.lang3.StringUtils;

/** A bot's event, as {@code imbot.v2.Event.get} gives it, in the shape of all events (§11.2). */
final class BotEventMapper {
    private static final String LINES = "LINES";

    private BotEventMapper() {}

    /** Whether the event is about a dialog of an open line. */
    static boolean ofOpenLine(Map<String, Object> event) {
        Map<String, Object> chat = Lenient.map(Lenient.map(event.get("data")).get("chat"));
        return LINES.equalsIgnoreCase(Lenient.text(chat.get("entityType")));
    }

    static ChatEvent map(Map<String, Object> event) {
        Map<String, Object> data = Lenient.map(event.get("data"));
        Map<String, Object> message = Lenient.map(data.get("message"));
        return new ChatEvent(
                type(event),
                null,
                chatId(data, message),
                null,
                messageId(data, message),
                Lenient.text(message.get("text")),
                author(message, Lenient.map(data.get("user"))),
                null,
                null,
                null,
                time(event, message),
                withoutTokens(data));
    }

    static String type(Map<String, Object> event) {
        return StringUtils.upperCase(Lenient.text(event.get("type")), Locale.ROOT);
    }

    private static Long chatId(Map<String, Object> data, Map<String, Object> message) {
        Map<String, Object> chat = Lenient.map(data.get("chat"));
        return Lenient.number(message.get("chatId"))
                .or(() -> Lenient.number(chat.get("id")))
                .or(() -> Optional.ofNullable(Lenient.text(data.get("dialogId")))
                        .filter(id -> id.startsWith("chat"))
                        .flatMap(id -> Lenient.number(id.substring("chat".length()))))
                .filter(id -> id > 0)
                .orElse(null);
    }

    private static String messageId(Map<String, Object> data, Map<String, Object> message) {
        return Lenient.text(message.containsKey("id") ? message.get("id") : data.get("messageId"));
    }

    private static Author author(Map<String, Object> message, Map<String, Object> user) {
        Object written = message.get("authorId");
        if (written == null && user.isEmpty()) {
            return null;
        }
        long id = Lenient.id(written == null ? user.get("id") : written);
        return new Author(id, kind(id, message, user), StringUtils.trimToNull(Lenient.text(user.get("name"))));
    }

    private static String kind(long id, Map<String, Object> message, Map<String, Object> user) {
        if (id == 0 || flag(message, "isSystem")) {
            return Author.SYSTEM;
        }
        if (flag(user, "connector")) {
            return Author.CLIENT;
        }
        return flag(user, "bot") ? Author.BOT : Author.OPERATOR;
    }

    private static boolean flag(Map<String, Object> map, String key) {
        return Lenient.flag(map.get(key)).orElse(false);
    }

    private static Instant time(Map<String, Object> event, Map<String, Object> message) {
        String text = Lenient.text(event.containsKey("date") ? event.get("date") : message.get("date"));
        try {
            return text == null ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    /** {@code data[bot][auth]} holds tokens that act as the bot (§11.2). */
    private static Map<String, Object> withoutTokens(Map<String, Object> data) {
        Map<String, Object> clean = new LinkedHashMap<>(data);
        clean.remove("auth");
        if (clean.get("bot") instanceof Map<?, ?> bot) {
            Map<String, Object> cleanBot = new LinkedHashMap<>(Lenient.map(bot));
            cleanBot.remove("auth");
            clean.put("bot", cleanBot);
        }
        return clean;
    }
}
