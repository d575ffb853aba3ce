// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.events;

import io.github.camelbitrix24.openlines.api.Author;
import io.github.camelbitrix24.openlines.rest.Lenient;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.lang3.StringUtils;

/** Events of the first version of bots (§8.9). */
final class OldBotFields {
    private static final int CODE_PARTS = 4;

    private OldBotFields() {}

    static EventFields read(Map<String, Object> data) {
        Map<String, Object> parameters = Lenient.map(data.get("PARAMS"));
        String code = "LINES".equals(Lenient.text(parameters.get("CHAT_ENTITY_TYPE")))
                ? EventMapper.text(parameters.get("CHAT_ENTITY_ID"))
                : null;
        String[] parts = StringUtils.splitPreserveAllTokens(StringUtils.defaultString(code), '|');
        boolean whole = parts.length == CODE_PARTS;
        return new EventFields(
                chat(parameters),
                whole ? EventMapper.text(parts[2]) : null,
                EventMapper.text(parameters.get("MESSAGE_ID")),
                Lenient.text(parameters.get("MESSAGE")),
                author(parameters, Lenient.map(data.get("USER")), whole ? parts[CODE_PARTS - 1] : null),
                whole ? EventMapper.id(parts[1]) : null,
                whole ? EventMapper.text(parts[0]) : null,
                code,
                null);
    }

    private static Long chat(Map<String, Object> parameters) {
        return Optional.ofNullable(EventMapper.id(parameters.get("CHAT_ID")))
                .or(() -> Optional.ofNullable(EventMapper.id(parameters.get("TO_CHAT_ID"))))
                .or(() -> Optional.ofNullable(EventMapper.chatOfDialog(parameters.get("DIALOG_ID"))))
                .orElse(null);
    }

    private static Author author(Map<String, Object> parameters, Map<String, Object> user, String connectorUser) {
        Object written = Optional.ofNullable(parameters.get("AUTHOR_ID"))
                .or(() -> Optional.ofNullable(parameters.get("FROM_USER_ID")))
                .or(() -> Optional.ofNullable(parameters.get("USER_ID")))
                .orElse(user.get("ID"));
        if (written == null && chat(parameters) == null) {
            return null;
        }
        long id = Lenient.id(written);
        return new Author(id, kind(id, parameters, user, connectorUser), EventMapper.text(user.get("NAME")));
    }

    /** The user is absent for the system (§8.9). */
    private static String kind(
            long id, Map<String, Object> parameters, Map<String, Object> user, String connectorUser) {
        if (id == 0 || flag(parameters, "SYSTEM")) {
            return Author.SYSTEM;
        }
        if (flag(user, "IS_CONNECTOR") || Long.toString(id).equals(connectorUser)) {
            return Author.CLIENT;
        }
        if (user.isEmpty()) {
            return Author.SYSTEM;
        }
        return flag(user, "IS_BOT") ? Author.BOT : Author.OPERATOR;
    }

    private static boolean flag(Map<String, Object> map, String key) {
        return Lenient.flag(map.get(key)).orElse(false);
    }
}
