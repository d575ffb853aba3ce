// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.portal;

import io.github.camelbitrix24.openlines.simulator.UserKind;
import io.github.camelbitrix24.openlines.simulator.model.Bot;
import io.github.camelbitrix24.openlines.simulator.model.Chat;
import io.github.camelbitrix24.openlines.simulator.model.Handler;
import io.github.camelbitrix24.openlines.simulator.model.Message;
import io.github.camelbitrix24.openlines.simulator.model.User;
import java.util.LinkedHashMap;
import java.util.Map;

/** The {@code data} of the first version of bot events (§8.9). */
final class OldBotData {

    private final Desk desk;

    OldBotData(Desk desk) {
        this.desk = desk;
    }

    Map<String, Object> message(Bot bot, Chat chat, Message message, Handler handler) {
        Map<String, Object> params = new LinkedHashMap<>();
        params.put("MESSAGE", message.text());
        params.put("MESSAGE_TYPE", "L");
        params.put("FROM_USER_ID", message.authorId());
        params.put("DIALOG_ID", "chat" + chat.id());
        params.put("TO_CHAT_ID", chat.id());
        params.put("AUTHOR_ID", message.authorId());
        params.put("SYSTEM", message.system() ? "Y" : "N");
        params.put("CHAT_ID", chat.id());
        params.put("CHAT_TITLE", chat.title());
        params.put("CHAT_AUTHOR_ID", chat.owner());
        params.put("CHAT_TYPE", "L");
        params.put("CHAT_COLOR", "GREEN");
        params.put("CHAT_ENTITY_TYPE", "LINES");
        params.put("CHAT_ENTITY_ID", chat.openLine().userCode());
        params.put("CHAT_ENTITY_DATA_1", chat.entityData1(desk.state().crm()));
        params.put("CHAT_ENTITY_DATA_2", chat.entityData2(desk.state().crm()));
        params.put("CHAT_ENTITY_DATA_3", chat.entityData3());
        params.put("MESSAGE_ORIGINAL", message.text());
        params.put("TO_USER_ID", 0);
        params.put("MESSAGE_ID", message.id());
        params.put("LANGUAGE", "en");
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("BOT", bot(bot, handler));
        data.put("PARAMS", params);
        data.put(
                "USER",
                desk.state().user(message.authorId()).map(OldBotData::user).orElse(null));
        return data;
    }

    /** The queue adds bots, so no user is told (§8.9). */
    Map<String, Object> joinedChat(Bot bot, Chat chat, Handler handler) {
        Map<String, Object> params = new LinkedHashMap<>();
        params.put("CHAT_TYPE", "L");
        params.put("MESSAGE_TYPE", "L");
        params.put("BOT_ID", bot.id());
        params.put("USER_ID", 0);
        params.put("CHAT_ID", chat.id());
        params.put("CHAT_AUTHOR_ID", chat.owner());
        params.put("CHAT_ENTITY_TYPE", "LINES");
        params.put("CHAT_ENTITY_ID", chat.openLine().userCode());
        params.put("ACCESS_HISTORY", 1);
        params.put("DIALOG_ID", "chat" + chat.id());
        params.put("LANGUAGE", "en");
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("BOT", bot(bot, handler));
        data.put("PARAMS", params);
        return data;
    }

    Map<String, Object> deleted(Bot bot, Handler handler) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("BOT", bot(bot, handler));
        return data;
    }

    private Map<String, Object> bot(Bot bot, Handler handler) {
        Map<String, Object> auth = desk.events().auth().ofBot(handler, bot.id(), true);
        Map<String, Object> fields = new LinkedHashMap<>(auth);
        fields.put("AUTH", auth);
        fields.put("BOT_ID", bot.id());
        fields.put("BOT_CODE", bot.code());
        return OpenLineEvents.field(String.valueOf(bot.id()), fields);
    }

    private static Map<String, Object> user(User user) {
        boolean connector = user.kind() == UserKind.CONNECTOR;
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("ID", user.id());
        fields.put("NAME", user.name());
        fields.put("FIRST_NAME", user.firstName());
        fields.put("LAST_NAME", user.lastName());
        fields.put("WORK_POSITION", "");
        fields.put("GENDER", "M");
        fields.put("IS_BOT", user.kind() == UserKind.BOT ? "Y" : "N");
        fields.put("IS_CONNECTOR", connector ? "Y" : "N");
        fields.put("IS_NETWORK", "N");
        fields.put("IS_EXTRANET", connector || user.kind() == UserKind.EXTRANET ? "Y" : "N");
        return fields;
    }
}
