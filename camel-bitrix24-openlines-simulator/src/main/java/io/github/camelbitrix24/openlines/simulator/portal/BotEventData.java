// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.portal;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.camelbitrix24.openlines.simulator.UserKind;
import io.github.camelbitrix24.openlines.simulator.model.Bot;
import io.github.camelbitrix24.openlines.simulator.model.Chat;
import io.github.camelbitrix24.openlines.simulator.model.Message;
import io.github.camelbitrix24.openlines.simulator.model.PortalState;
import io.github.camelbitrix24.openlines.simulator.model.User;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The {@code data} of bot events in their fetch form (§11.2): typed JSON, the full bot object, no tokens. */
public final class BotEventData {

    private final PortalState state;
    private final ZoneId zone;
    private final BotEvents events;

    BotEventData(PortalState state, ZoneId zone, BotEvents events) {
        this.state = state;
        this.zone = zone;
        this.events = events;
    }

    Map<String, Object> messageAdded(Bot bot, Chat chat, Message message) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("bot", bot(bot));
        data.put("message", message(message));
        data.put("chat", chat(chat));
        data.put("user", user(message.authorId()));
        data.put("language", "en");
        return data;
    }

    Map<String, Object> messageDeleted(Bot bot, Chat chat, Message message) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("bot", bot(bot));
        data.put("messageId", message.id());
        data.put("chat", chat(chat));
        data.put("user", user(message.authorId()));
        data.put("language", "en");
        return data;
    }

    /** What all types have in common, and what the teller adds; the client stands behind it. */
    Map<String, Object> somethingElse(Bot bot, Chat chat, Map<String, Object> more) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("bot", bot(bot));
        data.put("chat", chat(chat));
        data.put("user", chat.isOpenLine() ? user(chat.openLine().clientId()) : null);
        data.put("language", "en");
        data.putAll(more);
        return data;
    }

    /** §8.9: nobody is named who added the bot, for the queue did. */
    Map<String, Object> joinedChat(Bot bot, Chat chat) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("bot", bot(bot));
        data.put("dialogId", "chat" + chat.id());
        data.put("chat", chat(chat));
        data.put("user", null);
        data.put("language", "en");
        return data;
    }

    public Map<String, Object> bot(Bot bot) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", bot.id());
        fields.put("code", bot.code());
        fields.put("type", bot.profile().type());
        fields.put("isHidden", bot.profile().hidden());
        fields.put("isSupportOpenline", bot.profile().supportsOpenLines());
        fields.put("isReactionsEnabled", bot.profile().reactions());
        fields.put("backgroundId", bot.profile().backgroundId());
        fields.put("language", "en");
        fields.put("moduleId", "rest");
        fields.put("appId", "custom" + bot.code());
        fields.put("eventMode", bot.profile().eventMode());
        fields.put("countMessage", events.messageCount(bot));
        fields.put("countCommand", 0);
        fields.put("countChat", events.chatCount(bot));
        fields.put("countUser", events.chatCount(bot));
        return fields;
    }

    private Map<String, Object> message(Message message) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", message.id());
        fields.put("chatId", message.chatId());
        fields.put("authorId", message.authorId());
        fields.put("date", iso(message.time()));
        fields.put("text", message.text());
        fields.put("isSystem", message.system());
        fields.put("uuid", "");
        fields.put("forward", null);
        fields.put("params", JsonNodeFactory.instance.objectNode());
        fields.put("viewedByOthers", false);
        return fields;
    }

    private static Map<String, Object> chat(Chat chat) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", chat.id());
        fields.put("dialogId", "chat" + chat.id());
        fields.put("type", "lines");
        fields.put("name", chat.title());
        fields.put("entityType", "LINES");
        fields.put("owner", chat.owner());
        fields.put("avatar", "");
        fields.put("color", "#58cc47");
        return fields;
    }

    public Map<String, Object> user(long id) {
        User user = state.user(id).orElseThrow(() -> new IllegalStateException("User " + id + " is gone"));
        boolean outside = user.kind() == UserKind.CONNECTOR || user.kind() == UserKind.EXTRANET;
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", user.id());
        fields.put("active", user.kind() != UserKind.INACTIVE);
        fields.put("name", user.name());
        fields.put("firstName", user.firstName());
        fields.put("lastName", user.lastName());
        fields.put("workPosition", "");
        fields.put("color", "#58cc47");
        fields.put("avatar", "");
        fields.put("gender", "M");
        fields.put("birthday", "");
        fields.put("extranet", outside);
        fields.put("bot", user.kind() == UserKind.BOT);
        fields.put("connector", user.kind() == UserKind.CONNECTOR);
        fields.put("externalAuthId", user.kind() == UserKind.CONNECTOR ? "imconnector" : "default");
        fields.put("status", "online");
        fields.put("idle", false);
        fields.put("lastActivityDate", false);
        fields.put("absent", false);
        fields.put("departments", List.of());
        fields.put("phones", false);
        fields.put("type", outside ? "extranet" : user.kind().name().toLowerCase(Locale.ROOT));
        return fields;
    }

    private String iso(Instant time) {
        return PortalTime.iso(time, zone);
    }
}
