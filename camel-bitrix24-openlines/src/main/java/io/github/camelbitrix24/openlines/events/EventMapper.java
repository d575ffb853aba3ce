// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.events;

import io.github.camelbitrix24.openlines.api.Author;
import io.github.camelbitrix24.openlines.api.ChatEvent;
import io.github.camelbitrix24.openlines.rest.Lenient;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.lang3.StringUtils;

/** Events of all sources and families in one shape. The family is told by the name, so new events of one are read too. */
final class EventMapper {
    /** {@code connector|line|external chat|connector user} (§7.1). */
    static final String CODE_SEPARATOR = "|";

    private final long ownBot;

    /** @param ownBot the user id of the bot that the consumer reads or acts as, 0 for none */
    EventMapper(long ownBot) {
        this.ownBot = ownBot;
    }

    ChatEvent map(RawEvent event) {
        EventFields found = read(event);
        return new ChatEvent(
                event.type(),
                event.memberId(),
                found.chatId(),
                found.externalChatId(),
                found.messageId(),
                found.text(),
                author(found.author()),
                found.lineId(),
                found.connectorId(),
                found.userCode(),
                event.time() == null ? found.time() : event.time(),
                Tokens.without(event.fields()));
    }

    private static EventFields read(RawEvent event) {
        String type = event.type();
        if (type.startsWith("ONIMBOTV2")) {
            return BotFields.read(event.fields());
        }
        if (type.startsWith("ONIMBOT")) {
            return OldBotFields.read(event.fields());
        }
        if (type.startsWith("ONSESSION")) {
            return LineFields.session(event.fields());
        }
        if (type.startsWith("ONOPENLINE") || type.startsWith("ONIMCONNECTOR")) {
            return LineFields.message(event.fields());
        }
        return EventFields.NONE;
    }

    /** Line events do not say which authors are bots. */
    private Author author(Author author) {
        return author != null
                        && ownBot > 0
                        && author.id() == ownBot
                        && author.kind().equals(Author.OPERATOR)
                ? new Author(author.id(), Author.BOT, author.name())
                : author;
    }

    /** Whether the event is about a chat that is no dialog of an open line, which bots may be in too. */
    static boolean ofOtherChat(RawEvent event) {
        Map<String, Object> chat = Lenient.map(event.fields().get("chat"));
        Map<String, Object> parameters = Lenient.map(event.fields().get("PARAMS"));
        String type = event.type();
        if (type.startsWith("ONIMBOTV2")) {
            return !chat.isEmpty() && !isLines(chat.get("entityType"));
        }
        return type.startsWith("ONIMBOT")
                && !parameters.isEmpty()
                && !isLines(parameters.get("CHAT_ENTITY_TYPE"))
                && !"L".equals(Lenient.text(parameters.get("CHAT_TYPE")))
                && !"L".equals(Lenient.text(parameters.get("MESSAGE_TYPE")));
    }

    private static boolean isLines(Object entityType) {
        return "LINES".equalsIgnoreCase(Lenient.text(entityType));
    }

    /** A positive number, null if there is none. */
    static Long id(Object value) {
        return Lenient.number(value).filter(id -> id > 0).orElse(null);
    }

    /** Text that says something, null if there is none. */
    static String text(Object value) {
        return StringUtils.trimToNull(Lenient.text(value));
    }

    /** The chat of {@code chat10585}, null for the dialog with a person. */
    static Long chatOfDialog(Object dialogId) {
        String text = StringUtils.defaultString(Lenient.text(dialogId));
        return text.startsWith("chat") ? id(text.substring("chat".length())) : null;
    }

    /** Where a list is documented the server sends one object, and the other way round (§8.5, §8.6). */
    static Map<String, Object> first(Object objectOrList) {
        if (objectOrList instanceof List<?> list) {
            return list.isEmpty() ? Map.of() : Lenient.map(list.get(0));
        }
        Map<String, Object> map = Lenient.map(objectOrList);
        return map.get("0") instanceof Map<?, ?> first ? Lenient.map(first) : map;
    }

    /** Takes out what acts in somebody's name: {@code data[bot][auth]}, {@code data[BOT][567][access_token]} (§8.9). */
    static final class Tokens {
        private static final List<String> NAMES =
                List.of("auth", "access_token", "refresh_token", "application_token", "client_id", "client_secret");

        private Tokens() {}

        static Map<String, Object> without(Map<String, Object> fields) {
            Map<String, Object> clean = new LinkedHashMap<>();
            fields.forEach((name, value) -> {
                if (NAMES.stream().noneMatch(name::equalsIgnoreCase)) {
                    clean.put(name, cleaned(value));
                }
            });
            return clean;
        }

        private static Object cleaned(Object value) {
            if (value instanceof Map<?, ?>) {
                return without(Lenient.map(value));
            }
            return value instanceof List<?> list
                    ? list.stream().map(Tokens::cleaned).toList()
                    : value;
        }
    }
}
