// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.events;

import io.github.camelbitrix24.openlines.rest.Json;
import io.github.camelbitrix24.openlines.rest.Lenient;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.commons.lang3.StringUtils;

/** What keeps something in a queue from being an event, and by which name it is known to be the same when it comes again. */
final class Defects {
    /** Beyond it numbers lose their last digits on the way through JSON. */
    private static final long LARGEST_NUMBER = 1L << 53;

    private static final String NAME = "malformed-";

    private Defects() {}

    /** Of an event of a bot's queue (§11.1); null if there is none. */
    static String ofBotEvent(Object event) {
        if (!(event instanceof Map<?, ?> fields)) {
            return "it is no event: no object stands in its place";
        }
        if (number(fields.get("eventId")) <= 0) {
            return "it is no event: it has no eventId";
        }
        return ofContent(fields.get("type"), "type", fields.get("data"), "data");
    }

    /** Of a row of the offline queue (§9.2); null if there is none. */
    static String ofRow(Object row) {
        if (!(row instanceof Map<?, ?> fields)) {
            return "it is no event: no object stands in its place";
        }
        if (!isId(Lenient.text(fields.get("MESSAGE_ID")))) {
            return "it is no event: it has no MESSAGE_ID";
        }
        // a deleted line comes as a bare number (§8.8)
        Object data = fields.get("EVENT_DATA");
        boolean bare = data instanceof Number
                || Boolean.FALSE.equals(data)
                || Lenient.number(data).isPresent();
        return ofContent(fields.get("EVENT_NAME"), "EVENT_NAME", bare ? null : data, "EVENT_DATA");
    }

    private static String ofContent(Object type, String typeName, Object data, String dataName) {
        if (StringUtils.isBlank(Lenient.text(type))) {
            return "it is no event: it has no " + typeName;
        }
        if (Json.isPruned(data)) {
            return "it is no event that could be read: it is too deep, or holds something too long";
        }
        if (data != null && !(data instanceof Map) && !(data instanceof List)) {
            return "it is no event: its " + dataName + " is no object";
        }
        return null;
    }

    /** The number of an event, 0 if it has none that could be one. */
    static long number(Object value) {
        long number = Lenient.id(value);
        return value instanceof Double || number < 0 || number > LARGEST_NUMBER ? 0 : number;
    }

    /** Whether the portal could mean it as the id of a row or a reservation (§9.2). */
    static boolean isId(String text) {
        return text != null && text.matches("\\w{1,100}");
    }

    /** Names something that has no id of its own by what it holds. */
    static String nameOf(Object content) {
        try {
            return NAME + UUID.nameUUIDFromBytes(Json.text(content).getBytes(StandardCharsets.UTF_8));
        } catch (RuntimeException | StackOverflowError e) {
            // too deep to be written
            return NAME + "unreadable";
        }
    }

    /** Whether it is such a name. */
    static boolean isName(String id) {
        return id.startsWith(NAME);
    }
}
