// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.rest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.camelbitrix24.openlines.simulator.UserKind;
import io.github.camelbitrix24.openlines.simulator.model.Chat;
import io.github.camelbitrix24.openlines.simulator.model.Message;
import io.github.camelbitrix24.openlines.simulator.model.Session;
import io.github.camelbitrix24.openlines.simulator.model.User;
import io.github.camelbitrix24.openlines.simulator.portal.Portal;
import io.github.camelbitrix24.openlines.simulator.portal.PortalTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The result object of {@code imopenlines.session.history.get} (§7.1): keys lower-cased, empty maps as lists. */
final class HistoryResult {

    private HistoryResult() {}

    static Map<String, Object> of(Session session, Chat chat, Call call) {
        Portal portal = call.portal();
        List<Message> messages = chat.messages().stream()
                .filter(message -> session.messageIds().contains(message.id()))
                .toList();
        String dialogId = "chat" + chat.id();
        String chatKey = String.valueOf(chat.id());
        String line = String.valueOf(session.lineId());
        String mayRate = call.caller().admin() ? "Y" : "N";
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("chatId", chat.id());
        result.put("canJoin", "Y");
        result.put("canVoteHead", mayRate);
        result.put("sessionId", session.id());
        result.put("sessionVoteHead", session.rating().headVote());
        result.put("sessionCommentHead", session.rating().headComment());
        result.put("userId", dialogId);
        result.put("message", messagesById(messages, chat, portal));
        result.put("usersMessage", Map.of(dialogId, newestFirst(messages)));
        result.put("users", users(messages, chat, portal));
        result.put("openlines", Map.of("canvoteashead", objectOf(line, mayRate.equals("Y"))));
        result.put("userInGroup", List.of());
        result.put("woUserInGroup", List.of());
        result.put("chat", objectOf(chatKey, chat(chat, portal)));
        result.put("userBlockChat", List.of());
        result.put(
                "userInChat",
                objectOf(chatKey, chat.members().stream().map(String::valueOf).toList()));
        result.put("files", List.of());
        return result;
    }

    private static Map<String, Object> objectOf(String key, Object value) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put(key, value);
        return object;
    }

    private static Map<String, Object> messagesById(List<Message> messages, Chat chat, Portal portal) {
        Map<String, Object> byId = new LinkedHashMap<>();
        for (Message message : messages) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("id", String.valueOf(message.id()));
            fields.put("chatid", String.valueOf(chat.id()));
            fields.put("senderid", String.valueOf(message.authorId()));
            fields.put("recipientid", "chat" + chat.id());
            fields.put("date", PortalTime.iso(message.time(), portal.zone()));
            fields.put("text", message.text());
            fields.put("textlegacy", message.text());
            fields.put("params", parameters(message));
            byId.put(String.valueOf(message.id()), fields);
        }
        return byId;
    }

    private static Object parameters(Message message) {
        return message.externalId() == null
                ? JsonNodeFactory.instance.objectNode()
                : Map.of("connectorMid", List.of(message.externalId()));
    }

    private static List<String> newestFirst(List<Message> messages) {
        List<String> ids = messages.stream()
                .map(message -> String.valueOf(message.id()))
                .collect(Collectors.toCollection(ArrayList::new));
        Collections.reverse(ids);
        return ids;
    }

    private static Map<String, Object> users(List<Message> messages, Chat chat, Portal portal) {
        Map<String, Object> users = new LinkedHashMap<>();
        messages.stream()
                .map(Message::authorId)
                .filter(id -> id > 0)
                .distinct()
                .forEach(id -> portal.state().user(id).ifPresent(user -> users.put(String.valueOf(id), user(user))));
        long client = chat.openLine().clientId();
        portal.state().user(client).ifPresent(user -> users.putIfAbsent(String.valueOf(client), user(user)));
        return users;
    }

    private static Map<String, Object> user(User user) {
        boolean connector = user.kind() == UserKind.CONNECTOR;
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", String.valueOf(user.id()));
        fields.put("name", user.name());
        fields.put("active", user.kind() != UserKind.INACTIVE);
        fields.put("firstName", user.firstName());
        fields.put("lastName", user.lastName());
        fields.put("workPosition", "");
        fields.put("extranet", connector || user.kind() == UserKind.EXTRANET);
        fields.put("network", false);
        fields.put("bot", user.kind() == UserKind.BOT);
        fields.put("connector", connector);
        fields.put("externalAuthId", connector ? "imconnector" : "default");
        return fields;
    }

    private static Map<String, Object> chat(Chat chat, Portal portal) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", String.valueOf(chat.id()));
        fields.put("name", chat.title());
        fields.put("owner", String.valueOf(chat.owner()));
        fields.put("extranet", true);
        fields.put("avatar", "");
        fields.put("color", "#58cc47");
        fields.put("type", "lines");
        fields.put("entityType", "LINES");
        fields.put("entityId", chat.openLine().userCode());
        fields.put("entityData1", chat.entityData1(portal.state().crm()));
        fields.put("entityData2", chat.entityData2(portal.state().crm()));
        fields.put("entityData3", chat.entityData3());
        fields.put("dateCreate", PortalTime.iso(chat.created(), portal.zone()));
        fields.put("messageType", "L");
        return fields;
    }
}
