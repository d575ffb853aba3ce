// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.rest;

import io.github.camelbitrix24.openlines.simulator.model.Chat;
import io.github.camelbitrix24.openlines.simulator.model.CrmEntity;
import io.github.camelbitrix24.openlines.simulator.portal.CrmActions.EntityKey;
import io.github.camelbitrix24.openlines.simulator.portal.Refused;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code imopenlines.crm.*} (§7.3); keys in upper case only. */
final class CrmMethods {

    private static final Set<String> SCOPE = Set.of(Scopes.OPEN_LINES);

    private CrmMethods() {}

    static List<RestMethod> rows() {
        return List.of(
                row("chat.get", CrmMethods::chats),
                row("chat.getLastId", CrmMethods::lastChat),
                row("chat.user.add", CrmMethods::addUser),
                row("chat.user.delete", CrmMethods::removeUser),
                row("message.add", CrmMethods::addMessage),
                row("lead.create", call -> {
                    call.portal().crm().createLead(call.parameters().intval("CHAT_ID"), call.callerId());
                    return true;
                }));
    }

    private static RestMethod row(String name, RestMethod.Handler handler) {
        return new RestMethod("imopenlines.crm." + name, SCOPE, KeyCase.EXACT, handler);
    }

    private static Object chats(Call call) {
        boolean activeOnly = !"N".equals(call.parameters().get("ACTIVE_ONLY"));
        return call.portal().crm().chats(entity(call), call.caller(), activeOnly).stream()
                .map(CrmMethods::row)
                .toList();
    }

    private static Map<String, Object> row(Chat chat) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("CHAT_ID", String.valueOf(chat.id()));
        row.put("CONNECTOR_ID", chat.openLine().connector());
        row.put("CONNECTOR_TITLE", chat.openLine().connector());
        return row;
    }

    /** One code for missing input and for an entity without a chat. */
    private static Object lastChat(Call call) {
        Parameters parameters = call.parameters();
        if (!parameters.isTrue("CRM_ENTITY_TYPE") || !parameters.isTrue("CRM_ENTITY")) {
            throw emptyCrmData();
        }
        return call.portal().crm().lastChat(entity(call)).map(Chat::id).orElseThrow(CrmMethods::emptyCrmData);
    }

    private static Object addUser(Call call) {
        EntityKey entity = entity(call);
        long user = required(call, "USER_ID");
        return idOf(call.portal().crm().addUser(entity, call.caller(), user, chat(call)));
    }

    private static Object removeUser(Call call) {
        Parameters parameters = call.parameters();
        if (parameters.intval("USER_ID") <= 0) {
            throw Refused.with("CRM_CHAT_EMPTY_USER", "User ID can't be empty");
        }
        if (!parameters.isTrue("CRM_ENTITY_TYPE") || !parameters.isTrue("CRM_ENTITY")) {
            throw emptyCrmData();
        }
        return idOf(
                call.portal().crm().removeUser(entity(call), call.caller(), parameters.intval("USER_ID"), chat(call)));
    }

    private static Object addMessage(Call call) {
        EntityKey entity = entity(call);
        long sender = required(call, "USER_ID");
        long chat = required(call, "CHAT_ID");
        String text = call.parameters().text("MESSAGE");
        if (text.isEmpty()) {
            throw Refused.missingArgument("MESSAGE");
        }
        return call.portal()
                .crm()
                .addMessage(entity, call.caller(), sender, chat, text)
                .id();
    }

    private static EntityKey entity(Call call) {
        String name = call.parameters().text("CRM_ENTITY_TYPE");
        if (name.isEmpty()) {
            throw Refused.missingArgument("CRM_ENTITY_TYPE");
        }
        CrmEntity.Type type = Arrays.stream(CrmEntity.Type.values())
                .filter(known -> known.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() ->
                        Refused.argument("CRM_ENTITY_TYPE", "The value of an argument 'CRM_ENTITY_TYPE' is unknown"));
        return new EntityKey(type, required(call, "CRM_ENTITY"));
    }

    private static long required(Call call, String name) {
        long value = call.parameters().intval(name);
        if (value <= 0) {
            throw Refused.missingArgument(name);
        }
        return value;
    }

    /** 0 when none is named. */
    private static long chat(Call call) {
        return Math.max(0, call.parameters().intval("CHAT_ID"));
    }

    private static long idOf(Optional<Chat> chat) {
        return chat.map(Chat::id).orElse(0L);
    }

    private static Refused emptyCrmData() {
        return Refused.with("CRM_CHAT_EMPTY_CRM_DATA", "CRM data can't be empty");
    }
}
