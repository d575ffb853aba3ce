// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.rest;

import io.github.camelbitrix24.openlines.simulator.PortalSwitch;
import io.github.camelbitrix24.openlines.simulator.model.Chat;
import io.github.camelbitrix24.openlines.simulator.model.Message;
import io.github.camelbitrix24.openlines.simulator.model.User;
import io.github.camelbitrix24.openlines.simulator.portal.Portal;
import io.github.camelbitrix24.openlines.simulator.portal.PortalTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The result object of {@code imopenlines.dialog.get} with all keys of §7.1. */
final class DialogResult {

    private DialogResult() {}

    static Map<String, Object> of(Chat chat, long callerId, Portal portal) {
        Map<String, Object> result = new LinkedHashMap<>();
        putIdentity(result, chat);
        putCounters(result, chat);
        putEntity(result, chat, portal);
        putRights(result, chat, callerId, portal);
        putReaders(result, chat, portal);
        return result;
    }

    private static void putIdentity(Map<String, Object> result, Chat chat) {
        result.put("id", chat.id());
        result.put("parent_chat_id", 0);
        result.put("parent_message_id", 0);
        result.put("name", chat.title());
        result.put("description", null);
        result.put("owner", chat.owner());
        result.put("extranet", true);
        result.put("avatar", "");
        result.put("color", "#58cc47");
        result.put("type", "lines");
        result.put("dialog_id", "chat" + chat.id());
    }

    private static void putCounters(Map<String, Object> result, Chat chat) {
        long last = lastMessageId(chat);
        result.put("counter", 0);
        result.put("user_counter", chat.members().size());
        result.put("message_count", chat.messages().size());
        result.put("unread_id", 0);
        result.put("marked_id", 0);
        result.put("disk_folder_id", 0);
        result.put("last_message_id", last);
        result.put("last_id", last);
    }

    private static void putEntity(Map<String, Object> result, Chat chat, Portal portal) {
        Map<String, Object> link = new LinkedHashMap<>();
        link.put("type", "LINES");
        link.put("url", "");
        link.put("id", chat.openLine().userCode());
        result.put("entity_type", "LINES");
        result.put("entity_id", chat.openLine().userCode());
        result.put("entity_data_1", chat.entityData1(portal.state().crm()));
        result.put("entity_data_2", chat.entityData2(portal.state().crm()));
        result.put("entity_data_3", chat.entityData3());
        result.put("entity_link", link);
        result.put("mute_list", List.of());
        result.put("date_create", PortalTime.iso(chat.created(), portal.zone()));
        result.put("message_type", "L");
        result.put("public", "");
        result.put("text_field_enabled", true);
        result.put("is_new", false);
        result.put("background_id", null);
    }

    private static void putRights(Map<String, Object> result, Chat chat, long callerId, Portal portal) {
        Map<String, Object> restrictions = new LinkedHashMap<>();
        Stream.of("avatar", "rename", "extend", "call", "mute", "leave", "leave_owner", "send", "user_list")
                .forEach(action -> restrictions.put(action, true));
        Map<String, Object> permissions = new LinkedHashMap<>();
        Stream.of(
                        "manage_users_add",
                        "manage_users_delete",
                        "manage_ui",
                        "manage_settings",
                        "manage_messages",
                        "can_post")
                .forEach(right -> permissions.put(right, "member"));
        result.put("restrictions", restrictions);
        result.put("permissions", permissions);
        if (!portal.state().is(PortalSwitch.NO_ROLE)) {
            result.put("role", role(chat, callerId));
        }
        result.put("manager_list", chat.owner() > 0 ? List.of(chat.owner()) : List.of());
    }

    private static String role(Chat chat, long callerId) {
        if (chat.owner() == callerId) {
            return "owner";
        }
        return chat.hasMember(callerId) ? "member" : "guest";
    }

    private static void putReaders(Map<String, Object> result, Chat chat, Portal portal) {
        long last = lastMessageId(chat);
        List<Map<String, Object>> readers = chat.members().stream()
                .map(member -> reader(member, last, portal))
                .toList();
        Map<String, Object> views = new LinkedHashMap<>();
        views.put("message_id", last);
        views.put("first_viewers", List.of());
        views.put("count_of_viewers", 0);
        result.put("readed_list", readers);
        result.put("last_message_views", views);
    }

    private static Map<String, Object> reader(long userId, long lastMessageId, Portal portal) {
        Map<String, Object> reader = new LinkedHashMap<>();
        reader.put("user_id", userId);
        reader.put("user_name", portal.state().user(userId).map(User::name).orElse(""));
        reader.put("message_id", lastMessageId);
        reader.put("date", null);
        return reader;
    }

    private static long lastMessageId(Chat chat) {
        List<Message> messages = chat.messages();
        return messages.isEmpty() ? 0 : messages.get(messages.size() - 1).id();
    }
}
