// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.operation;

import io.github.camelbitrix24.openlines.api.B24InvalidRequestException;
import io.github.camelbitrix24.openlines.api.BatchResult;
import io.github.camelbitrix24.openlines.api.ChatEvent;
import io.github.camelbitrix24.openlines.api.Dialog;
import io.github.camelbitrix24.openlines.api.Line;
import io.github.camelbitrix24.openlines.api.OperatorLoad;
import io.github.camelbitrix24.openlines.api.OperatorResult;
import io.github.camelbitrix24.openlines.api.User;
import io.github.camelbitrix24.openlines.rest.Json;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What people may be sent: text and numbers. Other objects are data, and so is the JSON of a value of ours: a route has left it in the
 * body, and nobody wants to read it.
 */
final class MessageText {
    private static final List<Form> FORMS = List.of(
            new Form(
                    ChatEvent.class,
                    Set.of("type", "data"),
                    Set.of(
                            "memberId",
                            "chatId",
                            "externalChatId",
                            "messageId",
                            "text",
                            "author",
                            "lineId",
                            "connectorId",
                            "userCode",
                            "time")),
            new Form(
                    OperatorResult.class,
                    Set.of("operation", "chatId", "result", "outcome"),
                    Set.of("before", "after", "time")),
            new Form(
                    Dialog.class,
                    Set.of("chatId", "ownerId", "lineId", "sessionId", "closing", "pinned", "crm"),
                    Set.of("userCode", "data")),
            new Form(Line.class, Set.of("id", "active", "operatorIds", "data"), Set.of("name", "queueType")),
            new Form(User.class, Set.of("id", "active", "data"), Set.of("name", "lastName", "email", "type", "online")),
            new Form(
                    OperatorLoad.class,
                    Set.of("userId", "lineId", "activeSessions", "maxChat"),
                    Set.of("status", "freeSlots")),
            new Form(BatchResult.class, Set.of("results", "errors"), Set.of()));

    private static final Pattern EVENT = Pattern.compile("ON[A-Z0-9_]+");

    private MessageText() {}

    /** Whether the value is a text, or what is written in a text as it stands. */
    static boolean isText(Object value) {
        return value instanceof CharSequence || value instanceof Character || value instanceof Number;
    }

    /**
     * The text.
     *
     * @param place how an error names where the value stands, {@code the body} say
     * @throws B24InvalidRequestException if it is none
     */
    static String of(Object value, String place) {
        if (!isText(value)) {
            throw new B24InvalidRequestException(
                    place + " is a " + value.getClass().getSimpleName()
                            + ", which is no text: send text, bytes, a stream or a file, or take from it what is to be said");
        }
        String text = value.toString();
        if (isData(text)) {
            throw new B24InvalidRequestException(place + " is the JSON of an event or a result, which is data and no"
                    + " message. Set " + Parameter.MESSAGE.named() + " to what is to be said; if it is this that people"
                    + " are to read, put a word before it, like Event: ${body}");
        }
        return text;
    }

    private static boolean isData(String text) {
        String json = text.strip();
        if (!json.endsWith("}") && !json.endsWith("]") || !json.startsWith("{") && !json.startsWith("[")) {
            return false;
        }
        try {
            return isData(Json.read(json));
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isData(Object plain) {
        if (plain instanceof List<?> list) {
            return !list.isEmpty() && list.stream().allMatch(MessageText::isData);
        }
        return plain instanceof Map<?, ?> map
                && (!map.containsKey("data") || map.get("data") instanceof Map<?, ?>)
                && FORMS.stream().anyMatch(form -> form.fits(map));
    }

    /**
     * The names that the JSON of a kind of value has.
     *
     * @param always those that are never left out, whether or not its writer leaves out what is null
     */
    record Form(Class<? extends Record> type, Set<String> always, Set<String> others) {
        private boolean fits(Map<?, ?> map) {
            return map.keySet().containsAll(always)
                    && map.keySet().stream().allMatch(name -> always.contains(name) || others.contains(name))
                    && (type != ChatEvent.class
                            || map.get("type") instanceof String name
                                    && EVENT.matcher(name).matches());
        }
    }

    static List<Form> forms() {
        return FORMS;
    }
}
