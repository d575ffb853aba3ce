// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.rest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.camelbitrix24.openlines.simulator.MessageFile;
import io.github.camelbitrix24.openlines.simulator.model.AppRef;
import io.github.camelbitrix24.openlines.simulator.model.Chat;
import io.github.camelbitrix24.openlines.simulator.model.Connectors.Connector;
import io.github.camelbitrix24.openlines.simulator.model.Line;
import io.github.camelbitrix24.openlines.simulator.portal.ConnectorDesk.Delivered;
import io.github.camelbitrix24.openlines.simulator.portal.ConnectorDesk.Incoming;
import io.github.camelbitrix24.openlines.simulator.portal.Refused;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** {@code imconnector.*}: messengers that applications connect (§7.11). */
final class ConnectorMethods {

    private static final Set<String> SCOPE = Set.of("imconnector");

    private static final String[] WITHOUT_EFFECT = {
        "ICON",
        "ICON_DISABLED",
        "CHAT_GROUP",
        "DEL_EXTERNAL_MESSAGES",
        "EDIT_INTERNAL_MESSAGES",
        "DEL_INTERNAL_MESSAGES",
        "NEWSLETTER",
        "COMMENT"
    };

    private ConnectorMethods() {}

    /** What a message of a list is to do; answers what is told of it, or refuses. */
    private interface Step {
        Map<String, Object> take(Connector connector, Line line, Incoming incoming);
    }

    static List<RestMethod> rows() {
        return List.of(
                row("register", ConnectorMethods::register),
                row("unregister", ConnectorMethods::unregister),
                row("activate", ConnectorSettings::activate),
                row("status", ConnectorSettings::status),
                row(
                        "send.messages",
                        call -> each(call, (connector, line, message) -> send(call, connector, line, message))),
                row(
                        "update.messages",
                        call -> each(call, (connector, line, message) -> {
                            requireKnown(call.portal().connectors().change(connector, line, message));
                            return Map.of();
                        })),
                row(
                        "delete.messages",
                        call -> each(call, (connector, line, message) -> {
                            requireKnown(call.portal().connectors().delete(connector, line, message));
                            return Map.of();
                        })),
                row("send.status.delivery", call -> confirm(call, true)),
                row("send.status.reading", call -> confirm(call, false)));
    }

    private static RestMethod row(String name, RestMethod.Handler handler) {
        return new RestMethod("imconnector." + name, SCOPE, KeyCase.ANY, call -> {
            call.requireApp();
            return handler.handle(call);
        });
    }

    /** What is wrong with a registration stands inside of the result (§7.11). */
    private static Object register(Call call) {
        Parameters parameters = call.parameters();
        parameters.passOver(WITHOUT_EFFECT);
        String id = parameters.text("ID").toLowerCase(Locale.ROOT);
        String name = parameters.text("NAME");
        if (id.isEmpty()
                || name.isEmpty()
                || parameters.text("PLACEMENT_HANDLER").isEmpty()) {
            return failed("ERROR_ARGUMENT", "ID, NAME and PLACEMENT_HANDLER are required");
        }
        Connector connector = new Connector(
                id,
                name,
                call.requireApp(),
                isOn(parameters, "NEED_SIGNATURE"),
                isOn(parameters, "NEED_SYSTEM_MESSAGES"));
        return call.portal().connectors().register(connector)
                ? Map.of("result", true)
                : failed("ERROR_ARGUMENT", "The connector belongs to another application");
    }

    private static Map<String, Object> failed(String code, String text) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("result", false);
        result.put("error", code);
        result.put("error_description", text);
        return result;
    }

    private static boolean isOn(Parameters parameters, String name) {
        Object value = parameters.get(name);
        return value == null || Boolean.TRUE.equals(value) || "Y".equals(value);
    }

    private static Object unregister(Call call) {
        String id = call.parameters().text("ID").toLowerCase(Locale.ROOT);
        return Map.of("result", call.portal().connectors().unregister(id, call.requireApp()));
    }

    private static Object each(Call call, Step step) {
        AppRef app = call.requireApp();
        Connector connector = call.portal().connectors().own(ConnectorSettings.connector(call), app);
        Line line = call.portal().connectors().requireActive(connector.id(), ConnectorSettings.line(call));
        List<Object> results = new ArrayList<>();
        for (Object message : messages(call)) {
            results.add(one(lowerCase(message), connector, line, step));
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("SUCCESS", true);
        answer.put("DATA", Map.of("RESULT", results));
        return answer;
    }

    /** A message that fails leaves the others as they are (§7.11). */
    private static Map<String, Object> one(Map<String, Object> given, Connector connector, Line line, Step step) {
        Map<String, Object> result = new LinkedHashMap<>();
        Map<String, Object> message = new LinkedHashMap<>(Php.entries(given.get("message")));
        Incoming incoming = incoming(given, message);
        message.put("date", JsonNodeFactory.instance.objectNode());
        result.put("user", "");
        result.put("message", message);
        result.put("chat", given.get("chat"));
        result.put("extra", JsonNodeFactory.instance.objectNode());
        try {
            if (incoming.chatId().isEmpty() || incoming.messageId().isEmpty()) {
                throw Refused.with("ERROR_ARGUMENT", "The chat and the message need an id");
            }
            Map<String, Object> told = step.take(connector, line, incoming);
            result.put("SUCCESS", true);
            result.putAll(told);
        } catch (Refused refused) {
            result.put("SUCCESS", false);
            result.put("ERRORS", List.of(refused.description()));
        }
        return result;
    }

    private static Incoming incoming(Map<String, Object> given, Map<String, Object> message) {
        Map<String, Object> user = Php.entries(given.get("user"));
        String name = (Php.text(user.get("name")) + " " + Php.text(user.get("last_name"))).strip();
        return new Incoming(
                Php.text(user.get("id")),
                name.isEmpty() ? "Guest" : name,
                Php.text(Php.entries(given.get("chat")).get("id")),
                Php.text(message.get("id")),
                Php.text(message.get("text")),
                files(message));
    }

    private static List<MessageFile> files(Map<String, Object> message) {
        List<MessageFile> files = new ArrayList<>();
        for (Object given : Php.entries(message.get("files")).values()) {
            Map<String, Object> file = Php.entries(given);
            String url = Php.text(file.get("url"));
            if (!url.isEmpty()) {
                String name = Php.text(file.get("name"));
                String shown = name.isEmpty() ? url.substring(url.lastIndexOf('/') + 1) : name;
                files.add(new MessageFile(shown.isEmpty() ? "file" : shown, "", url, 0, 0, 0));
            }
        }
        return files;
    }

    private static Map<String, Object> send(Call call, Connector connector, Line line, Incoming incoming) {
        if (incoming.userId().isEmpty()) {
            throw Refused.with("ERROR_ARGUMENT", "The user needs an id");
        }
        Chat chat = call.portal().connectors().receive(connector, line, incoming);
        Map<String, Object> session = new LinkedHashMap<>();
        session.put("ID", String.valueOf(chat.latestSession().id()));
        session.put("CHAT_ID", String.valueOf(chat.id()));
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("user", String.valueOf(chat.openLine().clientId()));
        told.put("session", session);
        return told;
    }

    private static void requireKnown(boolean found) {
        if (!found) {
            throw Refused.with("ERROR_NOT_FOUND", "The message was not found");
        }
    }

    private static Object confirm(Call call, boolean delivered) {
        Connector connector = call.portal().connectors().own(ConnectorSettings.connector(call), call.requireApp());
        call.portal().connectors().requireActive(connector.id(), ConnectorSettings.line(call));
        for (Object message : messages(call)) {
            Map<String, Object> fields = lowerCase(message);
            Map<String, Object> im = Php.entries(fields.get("im"));
            Object id = Php.entries(fields.get("message")).get("id");
            List<Object> ids = Php.isArray(id) ? List.copyOf(Php.entries(id).values()) : List.of(Php.text(id));
            if (delivered && !ids.isEmpty()) {
                call.portal()
                        .connectors()
                        .delivered(new Delivered(
                                Php.intval(im.get("chat_id")), Php.intval(im.get("message_id")), Php.text(ids.get(0))));
            }
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("SUCCESS", true);
        answer.put("DATA", List.of());
        return answer;
    }

    private static List<Object> messages(Call call) {
        if (!Php.isArray(call.parameters().get("MESSAGES"))) {
            throw Refused.missingArgument("MESSAGES");
        }
        return List.copyOf(call.parameters().array("MESSAGES").values());
    }

    /** Inside of MESSAGES the server lower-cases all keys (§7.11). */
    private static Map<String, Object> lowerCase(Object array) {
        Map<String, Object> lower = new LinkedHashMap<>();
        Php.entries(array)
                .forEach((key, value) ->
                        lower.put(key.toLowerCase(Locale.ROOT), value instanceof Map<?, ?> ? lowerCase(value) : value));
        return lower;
    }
}
