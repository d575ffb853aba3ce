// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.events;

import io.github.camelbitrix24.openlines.api.Author;
import io.github.camelbitrix24.openlines.rest.Lenient;
import java.util.Map;
import java.util.Optional;

/** Events of bots 2.0, fetched or pushed (§11.2). */
final class BotFields {
    private BotFields() {}

    static EventFields read(Map<String, Object> data) {
        Map<String, Object> message = Lenient.map(data.get("message"));
        return new EventFields(
                chat(data, message),
                null,
                EventMapper.text(message.containsKey("id") ? message.get("id") : data.get("messageId")),
                Lenient.text(message.get("text")),
                author(data, message),
                null,
                null,
                null,
                RawEvent.iso(message.get("date")));
    }

    private static Long chat(Map<String, Object> data, Map<String, Object> message) {
        Map<String, Object> chat = Lenient.map(data.get("chat"));
        return Optional.ofNullable(EventMapper.id(message.get("chatId")))
                .or(() -> Optional.ofNullable(EventMapper.id(chat.get("id"))))
                .or(() -> Optional.ofNullable(EventMapper.chatOfDialog(data.get("dialogId"))))
                .or(() -> Optional.ofNullable(EventMapper.chatOfDialog(chat.get("dialogId"))))
                .orElse(null);
    }

    /** Only what is about no chat has no author: what nobody did in one, the portal did. */
    private static Author author(Map<String, Object> data, Map<String, Object> message) {
        Map<String, Object> user = Lenient.map(data.get("user"));
        Object written = message.get("authorId");
        if (written == null && user.isEmpty() && Lenient.map(data.get("chat")).isEmpty()) {
            return null;
        }
        long id = Lenient.id(written == null ? user.get("id") : written);
        return new Author(id, kind(id, message, user), EventMapper.text(user.get("name")));
    }

    /** The user is absent for system lines (B§10.2). */
    private static String kind(long id, Map<String, Object> message, Map<String, Object> user) {
        if (id == 0 || user.isEmpty() || flag(message, "isSystem")) {
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
}
