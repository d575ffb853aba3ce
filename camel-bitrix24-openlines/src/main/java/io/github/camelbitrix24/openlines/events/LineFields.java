// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.events;

import io.github.camelbitrix24.openlines.api.Author;
import io.github.camelbitrix24.openlines.rest.Lenient;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Events of open lines and of connectors (§8.5 to §8.8). Which {@code chat_id} is the portal's is told by §8.4. */
final class LineFields {
    private LineFields() {}

    /** All but sessions: whatever is not under {@code im} or in an outbound message is the messenger's id. */
    static EventFields message(Map<String, Object> data) {
        Map<String, Object> item = item(data);
        Map<String, Object> connector = Lenient.map(item.get("connector"));
        Map<String, Object> message = Lenient.map(item.get("message"));
        Map<String, Object> im = Lenient.map(item.get("im"));
        String external =
                either(connector.get("chat_id"), Lenient.map(item.get("chat")).get("id"));
        Long line = line(data, connector);
        String name = either(connector.get("connector_id"), data.get("CONNECTOR"), data.get("connector"));
        return new EventFields(
                Optional.ofNullable(EventMapper.id(im.get("chat_id")))
                        .orElseGet(() -> EventMapper.id(message.get("chat_id"))),
                external,
                either(im.get("message_id"), one(message.get("id"))),
                Lenient.text(message.get("text")),
                message.isEmpty() ? null : author(data, item, connector, message),
                line,
                name,
                code(name, line, external, EventMapper.text(connector.get("user_id"))),
                RawEvent.iso(message.get("date")));
    }

    /** In these alone {@code connector[chat_id]} is the portal's; as documented they look like dialogs of a connector (§8.7). */
    static EventFields session(Map<String, Object> data) {
        Map<String, Object> item = item(data);
        if (item.get("session") instanceof Map<?, ?>) {
            return message(data);
        }
        Map<String, Object> connector = Lenient.map(item.get("connector"));
        Long line = EventMapper.id(Lenient.map(item.get("line")).get("id"));
        return new EventFields(
                Optional.ofNullable(EventMapper.id(Lenient.map(item.get("chat")).get("chat_id")))
                        .orElseGet(() -> EventMapper.id(connector.get("chat_id"))),
                null,
                null,
                null,
                null,
                line == null ? line(data, connector) : line,
                EventMapper.text(connector.get("connector_id")),
                null,
                null);
    }

    private static Map<String, Object> item(Map<String, Object> data) {
        return EventMapper.first(data.containsKey("DATA") ? data.get("DATA") : data.get("MESSAGES"));
    }

    private static Long line(Map<String, Object> data, Map<String, Object> connector) {
        return Stream.of(connector.get("line_id"), data.get("LINE"), data.get("line"))
                .map(EventMapper::id)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static Author author(
            Map<String, Object> data,
            Map<String, Object> item,
            Map<String, Object> connector,
            Map<String, Object> message) {
        boolean inbound = !data.containsKey("CONNECTOR") && !item.containsKey("im") && !message.containsKey("chat_id");
        Object written = message.get("user_id");
        Long id = Lenient.number(written == null && inbound ? connector.get("user_id") : written)
                .orElse(null);
        if (id == null) {
            return null;
        }
        String name = EventMapper.text(Lenient.map(item.get("user")).get("name"));
        if (id == 0 || Lenient.flag(message.get("system")).orElse(false)) {
            return new Author(id, Author.SYSTEM, name);
        }
        return new Author(id, inbound ? Author.CLIENT : Author.OPERATOR, name);
    }

    private static String code(String connector, Long line, String chat, String user) {
        return connector == null || line == null || chat == null || user == null
                ? null
                : String.join(EventMapper.CODE_SEPARATOR, connector, line.toString(), chat, user);
    }

    private static Object one(Object valueOrList) {
        return valueOrList instanceof List<?> list && !list.isEmpty() ? list.get(0) : valueOrList;
    }

    private static String either(Object... values) {
        return Stream.of(values)
                .map(EventMapper::text)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }
}
