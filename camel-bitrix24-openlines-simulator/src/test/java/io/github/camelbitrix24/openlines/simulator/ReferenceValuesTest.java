// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Types and values of single fields, row by row of the reference's tables. */
class ReferenceValuesTest extends AppPortalTest {

    @ParameterizedTest
    @CsvSource({
        "id, NUMBER",
        "parent_chat_id, NUMBER",
        "parent_message_id, NUMBER",
        "name, STRING",
        "owner, NUMBER",
        "extranet, BOOLEAN",
        "avatar, STRING",
        "color, STRING",
        "type, STRING",
        "counter, NUMBER",
        "user_counter, NUMBER",
        "message_count, NUMBER",
        "unread_id, NUMBER",
        "marked_id, NUMBER",
        "disk_folder_id, NUMBER",
        "restrictions, OBJECT",
        "last_message_id, NUMBER",
        "last_id, NUMBER",
        "entity_type, STRING",
        "entity_id, STRING",
        "entity_data_1, STRING",
        "entity_data_2, STRING",
        "entity_data_3, STRING",
        "mute_list, ARRAY",
        "date_create, STRING",
        "message_type, STRING",
        "public, STRING",
        "role, STRING",
        "entity_link, OBJECT",
        "text_field_enabled, BOOLEAN",
        "is_new, BOOLEAN",
        "background_id, NULL",
        "permissions, OBJECT",
        "readed_list, ARRAY",
        "manager_list, ARRAY",
        "last_message_views, OBJECT",
        "dialog_id, STRING"
    })
    @Row({
        "7.1/id",
        "7.1/name",
        "7.1/owner",
        "7.1/avatar-color",
        "7.1/counter-user-counter-message-count",
        "7.1/restrictions",
        "7.1/entity-type",
        "7.1/entity-data-1-2-3",
        "7.1/date-create",
        "7.1/public",
        "7.1/entity-link",
        "7.1/background-id",
        "7.1/readed-list",
        "7.1/last-message-views"
    })
    void eachKeyOfADialogHasItsType(String key, String type) {
        JsonNode dialog =
                call(27, "imopenlines.dialog.get", "CHAT_ID", accepted(22, 27)).result();

        assertThat(dialog.get(key).getNodeType()).hasToString(type);
    }

    @Test
    @Row({"7.1/restrictions", "7.1/entity-link", "7.1/background-id", "7.1/last-message-views"})
    void aDialogsPartsHaveTheirKeys() {
        long chat = accepted(22, 27);
        JsonNode dialog = call(27, "imopenlines.dialog.get", "CHAT_ID", chat).result();

        assertThat(dialog.get("type").asText()).isEqualTo("lines");
        assertThat(dialog.get("message_type").asText()).isEqualTo("L");
        assertThat(dialog.get("dialog_id").asText()).isEqualTo("chat" + chat);
        assertThat(dialog.get("restrictions").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "avatar", "rename", "extend", "call", "mute", "leave", "leave_owner", "send", "user_list");
        assertThat(dialog.get("entity_link").fieldNames()).toIterable().containsExactlyInAnyOrder("type", "url", "id");
        assertThat(dialog.get("permissions").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "manage_users_add",
                        "manage_users_delete",
                        "manage_ui",
                        "manage_settings",
                        "manage_messages",
                        "can_post");
        assertThat(dialog.get("last_message_views").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("message_id", "first_viewers", "count_of_viewers");
    }

    @Test
    @Row({
        "7.1/chatid-sessionid",
        "7.1/canjoin-canvotehead",
        "7.1/sessionvotehead",
        "7.1/sessioncommenthead",
        "7.1/userid",
        "7.1/message",
        "7.1/usersmessage",
        "7.1/users",
        "7.1/openlines",
        "7.1/useringroup-wouseringroup-userblockchat-user",
        "7.1/chat"
    })
    void aHistoryHasItsTypes() {
        long chat = accepted(22, 27);
        JsonNode history =
                call(27, "imopenlines.session.history.get", "CHAT_ID", chat).result();

        assertThat(history.get("chatId").asLong()).isEqualTo(chat);
        assertThat(history.get("canJoin").asText()).isIn("Y", "N");
        assertThat(history.get("canVoteHead").asText()).isIn("Y", "N");
        assertThat(history.get("sessionVoteHead").isInt()).isTrue();
        assertThat(history.get("sessionCommentHead").isNull()).isTrue();
        assertThat(history.get("openlines").get("canvoteashead").get("22").isBoolean())
                .isTrue();
        assertThat(history.get("userBlockChat").isArray()).isTrue();
        JsonNode shown = history.get("chat").get(String.valueOf(chat));
        assertThat(shown.get("owner").isTextual()).isTrue();
        assertThat(shown.fieldNames()).toIterable().contains("entityId", "entityData1", "entityData2", "entityData3");
        assertThat(history.get("message").elements().next().fieldNames())
                .toIterable()
                .contains("id", "chatid", "senderid", "recipientid", "date", "text", "textlegacy", "params");
    }

    @Test
    @Row({"6.1/line-id-active-queue-type-evenly-strictly-al", "7.5/config-get"})
    void aLineHasTheFieldsOfTheReference() {
        JsonNode line = call(1, "imopenlines.config.get", "CONFIG_ID", 22).result();

        assertThat(line.fieldNames())
                .toIterable()
                .contains(
                        "ID",
                        "LINE_NAME",
                        "ACTIVE",
                        "QUEUE_TYPE",
                        "QUEUE_TIME",
                        "NO_ANSWER_TIME",
                        "CHECK_AVAILABLE",
                        "MAX_CHAT",
                        "TYPE_MAX_CHAT",
                        "CLOSE_RULE",
                        "CLOSE_TEXT",
                        "VOTE_MESSAGE",
                        "VOTE_BEFORE_FINISH",
                        "VOTE_CLOSING_DELAY",
                        "VOTE_TIME_LIMIT",
                        "FULL_CLOSE_TIME",
                        "AUTO_CLOSE_RULE",
                        "AUTO_CLOSE_TIME",
                        "AUTO_CLOSE_TEXT",
                        "WELCOME_BOT_ENABLE",
                        "WELCOME_BOT_ID",
                        "WELCOME_BOT_JOIN",
                        "WELCOME_BOT_LEFT",
                        "CRM",
                        "CRM_CREATE",
                        "CRM_TRANSFER_CHANGE",
                        "LANGUAGE_ID",
                        "CONFIRM_CLOSE",
                        "DATE_CREATE",
                        "DATE_MODIFY",
                        "MODIFY_USER_ID",
                        "TEMPORARY",
                        "XML_ID",
                        "QUEUE",
                        "QUEUE_FULL",
                        "QUEUE_USERS_FIELDS",
                        "QUEUE_ONLINE",
                        "CONFIG_QUEUE");
        assertThat(line.get("QUEUE_USERS_FIELDS").get("27").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("USER_NAME", "USER_WORK_POSITION", "USER_AVATAR", "USER_AVATAR_ID");
        assertThat(line.get("CONFIG_QUEUE").get(0).fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("ENTITY_TYPE", "ENTITY_ID");
    }

    @Test
    @Row("4.1/method-lookup")
    void aCommandIsFoundInAnyCase() {
        JsonNode result = call(27, "batch", "cmd", map("a", "IMOPENLINES.Revision.Get", "b", "server.TIME"))
                .result();

        assertThat(result.get("result").get("a").get("rest").asInt()).isEqualTo(2);
        assertThat(result.get("result").has("b")).isTrue();
        assertThat(result.get("result_time").fieldNames()).toIterable().containsExactly("a", "b");
    }

    @Test
    @Row("4.2/result-total-result-next")
    void theNextPageStandsBesideItsCommand() {
        PortalBuilder crowded = PortalSimulator.builder();
        IntStream.rangeClosed(1, 51).forEach(id -> crowded.operator(id, "User " + id));
        try (PortalSimulator other = crowded.start()) {
            JsonNode result = post(
                            other.webhook(1).url() + "batch",
                            "application/json",
                            json(map("cmd", map("a", "user.get", "b", "user.get?start=50", "c", "server.time"))))
                    .result();

            assertThat(result.get("result_next").toString()).isEqualTo("{\"a\":50}");
            assertThat(result.get("result_total").toString()).isEqualTo("{\"a\":51,\"b\":51}");
        }
    }

    @Test
    @Row({
        "8.4/onopenlinemessageadd-inbound-data-connector",
        "8.4/data-message-id",
        "8.4/data-connector-user-id-data-message-user-id",
        "8.4/onsessionstart-finish-data-connector-chat-id",
        "8.4/data-connector-user-id",
        "8.4/onimconnectordialogstart-finish-all-chat-ids",
        "8.5/connector-chat-id",
        "8.5/connector-user-id",
        "8.5/chat-id-chat-name-chat-description-chat-url",
        "8.5/message-id",
        "8.5/message-date",
        "8.7/connector-connector-id",
        "8.7/connector-chat-id",
        "8.7/connector-user-id",
        "8.8/onimconnectordialogstart-finish"
    })
    void idsOfAClientsMessageAreThoseOfTheMessenger() {
        registerConnector();
        bind("ONOPENLINEMESSAGEADD", "ONSESSIONSTART", "ONIMCONNECTORDIALOGSTART");
        send("u1", "channel-1", "m1", "Hello");
        DialogView dialog = portal.dialogs().get(0);
        String client = dialog.userCode().substring(dialog.userCode().lastIndexOf('|') + 1);

        Map<String, String> message = receiver.await("ONOPENLINEMESSAGEADD").fields();
        assertThat(message)
                .containsEntry("data[DATA][connector][chat_id]", "channel-1")
                .containsEntry("data[DATA][chat][id]", "channel-1")
                .containsEntry("data[DATA][message][id]", "m1")
                .containsEntry("data[DATA][connector][user_id]", client)
                .containsEntry("data[DATA][message][user_id]", client)
                .containsEntry("data[DATA][message][date]", "");
        assertThat(receiver.await("ONSESSIONSTART").fields())
                .containsEntry("data[DATA][connector][connector_id]", "myconnector")
                .containsEntry("data[DATA][connector][chat_id]", String.valueOf(dialog.chatId()))
                .containsEntry("data[DATA][connector][user_id]", client);
        assertThat(receiver.await("ONIMCONNECTORDIALOGSTART").fields())
                .containsEntry("data[DATA][0][connector][chat_id]", "channel-1")
                .containsEntry("data[DATA][0][chat][id]", "channel-1")
                .containsEntry("data[DATA][0][user][id]", client)
                .containsEntry("data[DATA][0][session][id]", String.valueOf(dialog.sessionId()))
                .containsEntry("data[DATA][0][session][closed]", "N");
    }

    @Test
    @Row({
        "8.4/data-message-chat-id",
        "8.4/data-message-id-2",
        "8.4/data-message-user-id",
        "8.5/message-id-chat-id-user-id"
    })
    void idsOfAnOperatorsMessageAreThoseOfThePortal() {
        long chat = accepted(128, 27);
        bind("ONOPENLINEMESSAGEADD");
        portal.operator(27).writes(chat, "Hello");

        assertThat(receiver.await("ONOPENLINEMESSAGEADD").fields())
                .containsEntry("data[CONNECTOR]", "myconnector")
                .containsEntry("data[LINE]", "128")
                .containsEntry(
                        "data[DATA][message][id]",
                        String.valueOf(last(dialog(chat)).id()))
                .containsEntry("data[DATA][message][chat_id]", String.valueOf(chat))
                .containsEntry("data[DATA][message][user_id]", "27")
                .containsEntry("data[DATA][message][system]", "N");
    }

    @Test
    @Row({
        "8.9/data-bot-botid-access-token-expires-expires",
        "8.9/data-bot-botid-auth",
        "8.9/data-bot-botid-bot-id-bot-code",
        "8.9/data-params-message-message-original-message",
        "8.9/data-params-message-type-chat-type",
        "8.9/data-params-from-user-id-author-id-to-user-i",
        "8.9/data-params-dialog-id-to-chat-id-chat-id",
        "8.9/data-params-chat-title-chat-author-id-chat-a",
        "8.9/data-params-chat-entity-type",
        "8.9/data-params-chat-entity-id",
        "8.9/data-params-chat-entity-data-1-3",
        "8.9/data-params-system-push-convert-skip-connect",
        "8.9/data-params-language",
        "8.9/data-user-id-name-first-name-last-name-work"
    })
    void aBotEventOfTheFirstVersionHasItsValues() {
        long bot = app(
                        1,
                        "imbot.v2.Bot.register",
                        "fields",
                        map("code", "helper", "properties", map("name", "Helper"), "type", "openline"))
                .result()
                .get("bot")
                .get("id")
                .asLong();
        call(
                1,
                "imopenlines.config.update",
                "CONFIG_ID",
                128,
                "PARAMS",
                map("WELCOME_BOT_ENABLE", "Y", "WELCOME_BOT_ID", bot));
        bind("ONIMBOTMESSAGEADD");
        long chat = portal.client("John Doe").on(128).writes("Good day");
        DialogView dialog = dialog(chat);

        Map<String, String> fields =
                new TreeMap<>(receiver.await("ONIMBOTMESSAGEADD").fields());
        String head = "data[BOT][" + bot + "]";
        assertThat(fields)
                .containsEntry(head + "[user_id]", String.valueOf(bot))
                .containsEntry(head + "[client_id]", APP)
                .containsEntry(head + "[AUTH][user_id]", String.valueOf(bot))
                .containsEntry(head + "[BOT_ID]", String.valueOf(bot))
                .containsEntry(head + "[BOT_CODE]", "helper")
                .containsEntry("data[PARAMS][MESSAGE]", "Good day")
                .containsEntry("data[PARAMS][MESSAGE_ORIGINAL]", "Good day")
                .containsEntry("data[PARAMS][MESSAGE_TYPE]", "L")
                .containsEntry("data[PARAMS][CHAT_TYPE]", "L")
                .containsEntry("data[PARAMS][DIALOG_ID]", "chat" + chat)
                .containsEntry("data[PARAMS][TO_CHAT_ID]", String.valueOf(chat))
                .containsEntry("data[PARAMS][CHAT_AUTHOR_ID]", "0")
                .containsEntry("data[PARAMS][CHAT_ENTITY_TYPE]", "LINES")
                .containsEntry("data[PARAMS][CHAT_ENTITY_ID]", dialog.userCode())
                .containsEntry("data[PARAMS][LANGUAGE]", "en")
                .containsEntry("data[USER][FIRST_NAME]", "John")
                .containsEntry("data[USER][IS_BOT]", "N");
        assertThat(fields.get("data[PARAMS][CHAT_ENTITY_DATA_1]").split("\\|")[5])
                .isEqualTo(String.valueOf(dialog.sessionId()));
        assertThat(fields.get("data[PARAMS][FROM_USER_ID]"))
                .isEqualTo(fields.get("data[USER][ID]"))
                .isEqualTo(fields.get("data[PARAMS][AUTHOR_ID]"));
        assertThat(get(portal.url() + "/rest/profile?auth=" + fields.get(head + "[access_token]"))
                        .outcome())
                .as("the token acts as the bot, and bots call nothing but their own methods")
                .isEqualTo("401 ACCESS_DENIED");
    }

    @Test
    @Row({"11.2/bot", "11.2/message", "11.2/chat", "11.2/user"})
    void aBotEventOfTheSecondVersionHasItsFields() {
        portal.client("Anna").on(26).writes("Hello");
        Map<String, Object> data = portal.events("support").get(1).data();

        assertThat(keys(data, "message"))
                .containsExactlyInAnyOrder(
                        "id",
                        "chatId",
                        "authorId",
                        "date",
                        "text",
                        "isSystem",
                        "uuid",
                        "forward",
                        "params",
                        "viewedByOthers");
        assertThat(keys(data, "chat"))
                .containsExactlyInAnyOrder("id", "dialogId", "type", "name", "entityType", "owner", "avatar", "color");
        assertThat(keys(data, "user"))
                .contains("id", "active", "name", "firstName", "lastName", "bot", "connector", "extranet", "type");
        assertThat(keys(data, "bot")).contains("id", "code", "type", "isSupportOpenline", "eventMode", "countMessage");
    }

    @SuppressWarnings("unchecked")
    private static Iterable<String> keys(Map<String, Object> data, String part) {
        return ((Map<String, Object>) data.get(part)).keySet();
    }
}
