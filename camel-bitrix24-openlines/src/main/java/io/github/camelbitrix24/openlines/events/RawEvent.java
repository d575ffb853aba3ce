// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.events;

import io.github.camelbitrix24.openlines.rest.Lenient;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.lang3.StringUtils;

/**
 * An event as its source hands it over.
 *
 * @param type upper-case name
 * @param fields its {@code data}, with all tokens in it
 * @param memberId the portal, null if the source does not say
 * @param time when it happened, null if the source does not say
 */
record RawEvent(String type, Map<String, Object> fields, String memberId, Instant time) {

    /** From a bot's queue (§11.1). */
    static RawEvent fetched(Map<String, Object> event) {
        return new RawEvent(type(event.get("type")), fields(event.get("data")), null, iso(event.get("date")));
    }

    /** From the offline queue (§9.2). */
    static RawEvent offline(Map<String, Object> row) {
        return new RawEvent(
                type(row.get("EVENT_NAME")), fields(row.get("EVENT_DATA")), null, iso(row.get("TIMESTAMP_X")));
    }

    /** From a form that was posted (§8.1). */
    static RawEvent pushed(Map<String, Object> form) {
        return new RawEvent(
                type(form.get("event")),
                fields(form.get("data")),
                Lenient.text(Lenient.map(form.get("auth")).get("member_id")),
                Lenient.epochSecond(form.get("ts")).orElse(null));
    }

    /** A time in ISO form, null if it is none. */
    static Instant iso(Object value) {
        String text = Lenient.text(value);
        try {
            return text == null ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    /** A name in upper case, empty if there is none. */
    static String type(Object name) {
        return StringUtils.defaultString(Lenient.text(name)).toUpperCase(Locale.ROOT);
    }

    /** A deleted line comes as a bare number (§8.8); whatever else is no map is kept under {@code data}. */
    private static Map<String, Object> fields(Object data) {
        if (data instanceof Map<?, ?>) {
            return Lenient.map(data);
        }
        if (data instanceof List<?> list) {
            Map<String, Object> byPosition = new LinkedHashMap<>();
            list.forEach(item -> byPosition.put(Integer.toString(byPosition.size()), item));
            return byPosition;
        }
        return Lenient.text(data) == null ? Map.of() : Map.of("LINE", data);
    }

    @Override
    public String toString() {
        return "RawEvent[type=" + type + "]";
    }
}
