// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import static io.github.camelbitrix24.openlines.CatalogueRow.ask;
import static io.github.camelbitrix24.openlines.CatalogueRow.map;
import static io.github.camelbitrix24.openlines.CatalogueRow.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbitrix24.openlines.api.OperatorResult;
import io.github.camelbitrix24.openlines.operation.Operation;
import java.util.List;
import java.util.Map;

/** The rows about bots, CRM entities and other portals' lines (§7.3, §7.4, §7.6, §11.1). */
final class CatalogueOfBotsAndCrm {
    private static final String BOT = "bot=#bean:supportBot";

    private CatalogueOfBotsAndCrm() {}

    static List<CatalogueRow> rows() {
        return List.of(
                botSession(Operation.botSessionOperator).refuses("WRONG_CHAT", desk -> ask(BOT, desk.ownChat())),
                row(Operation.botSessionTransfer)
                        .sends(desk -> {
                            long chat = desk.botChat();
                            return ask(
                                    BOT + "&queueId=22",
                                    Map.of("CHAT_ID", chat, "LEAVE", true),
                                    "CHAT_ID",
                                    chat,
                                    "QUEUE_ID",
                                    22L,
                                    "LEAVE",
                                    "Y",
                                    "CLIENT_ID",
                                    desk.portal.bot("support").token());
                        })
                        .gives(
                                OperatorResult.class,
                                result -> assertThat(result.result()).isTrue())
                        .refuses("OPERATOR_WRONG", desk -> ask(BOT + "&userId=40", desk.botChat()))
                        .refuses("BOT_ID_ERROR", desk -> ask("botToken=another&userId=31", desk.botChat()))
                        .alsoRefuses("CHAT_ID_EMPTY", "USER_ID_EMPTY", "QUEUE_ID_EMPTY", "TRANSFER_ID_EMPTY")
                        .alsoRefuses(403, "ACCESS_DENIED", "WRONG_AUTH_TYPE")
                        .surprises(
                                "The bot stays in the chat unless `LEAVE` is `Y`. Rights on the chat are not checked."),
                botSession(Operation.botSessionFinish)
                        .refuses("BOT_ID_ERROR", desk -> ask("botToken=another", desk.botChat()))
                        .surprises("`true` always; takes the dialog for the bot first."),
                row(Operation.botSessionMessageSend)
                        .sends(desk -> {
                            long chat = desk.botChat();
                            return ask(
                                    BOT + "&message=Hi&chatId=" + chat,
                                    Map.of("NAME", "WELCOME"),
                                    "CHAT_ID",
                                    chat,
                                    "MESSAGE",
                                    "Hi",
                                    "NAME",
                                    "WELCOME",
                                    "CLIENT_ID",
                                    desk.portal.bot("support").token());
                        })
                        .gives(Boolean.class, done -> assertThat(done).isTrue())
                        .alsoRefuses("CHAT_ID_EMPTY")
                        .alsoRefuses(403, "ACCESS_DENIED", "WRONG_AUTH_TYPE")
                        .surprises("`true` always. `NAME` is `WELCOME` or `DEFAULT`."),
                row(Operation.botMessageSend)
                        .sends(desk -> {
                            long chat = desk.botChat();
                            return ask(
                                    BOT + "&chatId=" + chat,
                                    "Hi",
                                    "botId",
                                    567L,
                                    "botToken",
                                    desk.portal.bot("support").token(),
                                    "dialogId",
                                    "chat" + chat,
                                    "fields",
                                    Map.of("message", "Hi"));
                        })
                        .gives(Long.class, id -> assertThat(id).isPositive())
                        .refuses("BOT_NOT_FOUND", desk -> ask("botId=999&botToken=x&chatId=1", "Hi"))
                        .refuses("BOT_OWNERSHIP_ERROR", 403, desk -> ask("botId=567&botToken=another&chatId=1", "Hi"))
                        .alsoRefuses("BOT_TOKEN_NOT_SPECIFIED", "BOT_ID_REQUIRED")
                        .alsoRefuses(403, "SCOPE_ERROR", "AUTH_ERROR")
                        .surprises("Not repeatable: a second call writes a second message. At most 20,000 characters."),
                row(Operation.botRegister)
                        .sends(desk -> ask(
                                "botToken=s3cr3t",
                                Map.of("code", "night", "properties", Map.of("name", "Night")),
                                "fields",
                                map("code", "night", "properties", Map.of("name", "Night"), "botToken", "s3cr3t")))
                        .gives(Map.class, bot -> assertThat(bot).containsKeys("bot", "users"))
                        .refuses("BOT_TOKEN_NOT_SPECIFIED", desk -> ask("", Map.of("fields", Map.of("code", "x"))))
                        .refuses(
                                "BOT_CODE_REQUIRED", desk -> ask("botToken=t", Map.of("fields", Map.of("type", "bot"))))
                        .refuses("BOT_PROPERTIES_REQUIRED", desk -> ask("botToken=t", Map.of("code", "x")))
                        .refuses(
                                "BOT_TOKEN_INVALID_LENGTH",
                                desk -> ask("botToken=" + "t".repeat(41), Map.of("code", "x")))
                        .refuses("BOT_INVALID_TYPE", desk -> ask("botToken=t", fields("type", "robot")))
                        .refuses("BOT_INVALID_EVENT_MODE", desk -> ask("botToken=t", fields("eventMode", "push")))
                        .refuses("BOT_WEBHOOK_URL_REQUIRED", desk -> ask("botToken=t", fields("eventMode", "webhook")))
                        .alsoRefuses("BOT_CODE_ALREADY_TAKEN", "BOT_LIMIT_EXCEEDED")
                        .surprises(
                                "The same `code` again gives the bot that is there. With a webhook a token is needed, which"
                                        + " `botToken` or `bot` adds to the fields."),
                row(Operation.botUnregister)
                        .sends(desk -> {
                            Map<?, ?> made = desk.send(
                                            "botRegister",
                                            ask(
                                                    "botToken=gone",
                                                    Map.of("code", "gone", "properties", Map.of("name", "G"))))
                                    .getMessage()
                                    .getBody(Map.class);
                            Object id = ((Map<?, ?>) made.get("bot")).get("id");
                            return ask("botToken=gone&botId=" + id, null, "botId", id, "botToken", "gone");
                        })
                        .gives(Boolean.class, done -> assertThat(done).isTrue())
                        .refuses("BOT_NOT_FOUND", desk -> ask("botId=999&botToken=x", null))
                        .refuses("BOT_OWNERSHIP_ERROR", 403, desk -> ask("botId=567&botToken=another", null))
                        .alsoRefuses("BOT_TOKEN_NOT_SPECIFIED", "BOT_ID_REQUIRED"),
                row(Operation.crmChatGet)
                        .sends(desk -> {
                            long deal = desk.dealOf(desk.ownChat());
                            return ask(
                                    "crmEntityType=Deal&crmEntity=" + deal,
                                    Map.of("ACTIVE_ONLY", false),
                                    "CRM_ENTITY_TYPE",
                                    "deal",
                                    "CRM_ENTITY",
                                    deal,
                                    "ACTIVE_ONLY",
                                    "N");
                        })
                        .gives(List.class, chats -> assertThat(chats).hasSize(1))
                        .refuses("ACCESS_DENIED", 403, desk -> deal(desk.hiddenDeal()))
                        .alsoRefuses("ERROR_ARGUMENT")
                        .surprises("Only open dialogs unless `ACTIVE_ONLY` is `N`."),
                row(Operation.crmChatGetLastId)
                        .sends(desk -> {
                            long deal = desk.dealOf(desk.ownChat());
                            return ask(
                                    "",
                                    Map.of("CRM_ENTITY_TYPE", "DEAL", "CRM_ENTITY", deal),
                                    "CRM_ENTITY_TYPE",
                                    "deal",
                                    "CRM_ENTITY",
                                    deal);
                        })
                        .gives(Long.class, chat -> assertThat(chat).isPositive())
                        .refuses("CRM_CHAT_EMPTY_CRM_DATA", desk -> deal(desk.lonelyDeal()))
                        .alsoRefuses("ERROR_ARGUMENT")
                        .surprises(
                                "An entity without a chat is refused with `CRM_CHAT_EMPTY_CRM_DATA`, as is missing input."),
                crmUser(Operation.crmChatUserAdd)
                        .sends(desk -> {
                            long deal = desk.dealOf(desk.ownChat());
                            return ask(
                                    "userId=31&crmEntityType=deal&crmEntity=" + deal,
                                    null,
                                    "USER_ID",
                                    31L,
                                    "CRM_ENTITY_TYPE",
                                    "deal",
                                    "CRM_ENTITY",
                                    deal);
                        })
                        .refuses("WRONG_REQUEST", desk -> user(27, desk.dealOf(desk.ownChat())))
                        .surprises("The entity's latest chat unless `chatId` names another; 0 if it has none."),
                crmUser(Operation.crmChatUserDelete)
                        .sends(desk -> {
                            long chat = desk.ownChat();
                            desk.portal.operator(31).joins(chat);
                            long deal = desk.dealOf(chat);
                            return ask(
                                    "userId=31&crmEntityType=deal&crmEntity=" + deal,
                                    chat,
                                    "USER_ID",
                                    31L,
                                    "CRM_ENTITY_TYPE",
                                    "deal",
                                    "CRM_ENTITY",
                                    deal,
                                    "CHAT_ID",
                                    chat);
                        })
                        .refuses("WRONG_REQUEST", desk -> user(31, desk.dealOf(desk.ownChat())))
                        .refuses("CHAT_DELETE_USER_PERMISSION_DENIED", 403, desk -> {
                            long chat = desk.chatOf(31);
                            return user(31, desk.dealOf(chat));
                        })
                        .alsoRefuses("CRM_CHAT_EMPTY_USER", "CRM_CHAT_EMPTY_CRM_DATA"),
                row(Operation.crmMessageAdd)
                        .sends(desk -> {
                            long chat = desk.ownChat();
                            long deal = desk.dealOf(chat);
                            return ask(
                                    "userId=27&crmEntityType=deal&crmEntity=" + deal + "&chatId=" + chat,
                                    "Good morning",
                                    "USER_ID",
                                    27L,
                                    "CRM_ENTITY_TYPE",
                                    "deal",
                                    "CRM_ENTITY",
                                    deal,
                                    "CHAT_ID",
                                    chat,
                                    "MESSAGE",
                                    "Good morning");
                        })
                        .gives(Long.class, message -> assertThat(message).isPositive())
                        .refuses("ACCESS_DENIED", 403, desk -> write(desk, desk.hiddenDeal()))
                        .refuses("CHAT_NOT_IN_CRM", desk -> write(desk, desk.lonelyDeal()))
                        .refuses("MESSAGE_ADD_ERROR", desk -> {
                            long chat = desk.chatOf(31);
                            return ask(
                                    "userId=27&crmEntityType=deal&crmEntity=" + desk.dealOf(chat) + "&chatId=" + chat,
                                    "Hi");
                        })
                        .alsoRefuses("ERROR_ARGUMENT", "CANCELED")
                        .surprises(
                                "Not repeatable: a second call writes a second message. On a closed dialog it opens a"
                                        + " session."),
                row(Operation.crmLeadCreate)
                        .sends(desk -> {
                            long chat = desk.ownChat();
                            return ask("", chat, "CHAT_ID", chat);
                        })
                        .gives(Boolean.class, done -> assertThat(done).isTrue())
                        .refuses("CHAT_ID", desk -> ask("", CatalogueDesk.NO_SUCH))
                        .refuses("CHAT_TYPE", desk -> ask("", desk.groupChat()))
                        .refuses("ACCESS_DENIED", desk -> ask("", desk.othersChat()))
                        .refuses("ERROR_USER_NOT_OPERATOR", desk -> ask("", desk.chatOf(31)))
                        .refuses("NOT_LOAD_SESSION_OR_CHAT", desk -> ask("", desk.closedChat()))
                        .refuses("IMOL_CHAT_ERROR_NOT_LOAD_DATA", desk -> ask("", desk.brokenChat()))
                        .alsoRefuses("USER_ID")
                        .surprises("`true` too if the dialog is linked to the CRM already."),
                row(Operation.networkJoin)
                        .sends(desk -> ask("", Map.of("code", CatalogueDesk.NETWORK), "CODE", CatalogueDesk.NETWORK))
                        .gives(Long.class, bot -> assertThat(bot).isPositive())
                        .refuses("CODE", desk -> ask("", Map.of("CODE", "short")))
                        .refuses("NOT_FOUND", desk -> ask("", Map.of("CODE", "0".repeat(32))))
                        .refuses("INACTIVE", desk -> ask("", Map.of("CODE", CatalogueDesk.CLOSED_NETWORK)))
                        .refuses("IMBOT_ERROR", desk -> {
                            desk.withoutMessenger();
                            return ask("", Map.of("CODE", CatalogueDesk.NETWORK));
                        }),
                row(Operation.networkMessageAdd)
                        .sends(desk -> ask(
                                "userId=31",
                                Map.of("CODE", CatalogueDesk.NETWORK, "MESSAGE", "Hi", "URL_PREVIEW", false),
                                "CODE",
                                CatalogueDesk.NETWORK,
                                "USER_ID",
                                31L,
                                "MESSAGE",
                                "Hi",
                                "URL_PREVIEW",
                                "N"))
                        .gives(Boolean.class, done -> assertThat(done).isTrue())
                        .refuses("CODE", desk -> network("short", 27))
                        .refuses("NOT_FOUND", desk -> network("0".repeat(32), 27))
                        .refuses("WRONG_REQUEST", desk -> network(CatalogueDesk.NETWORK, 40))
                        .refuses("USER_MESSAGE_LIMIT", desk -> {
                            desk.send("networkMessageAdd", network(CatalogueDesk.NETWORK, 1));
                            return network(CatalogueDesk.NETWORK, 1);
                        })
                        .refuses("ATTACH_ERROR", desk -> network("ATTACH", "text"))
                        .refuses("ATTACH_OVERSIZE", desk -> network("ATTACH", List.of("x".repeat(31_000))))
                        .refuses("KEYBOARD_ERROR", desk -> network("KEYBOARD", "text"))
                        .refuses("IMBOT_ERROR", desk -> {
                            desk.withoutMessenger();
                            return network(CatalogueDesk.NETWORK, 27);
                        })
                        .alsoRefuses("USER_ID_EMPTY", "MESSAGE_EMPTY")
                        .alsoRefuses(403, "WRONG_AUTH_TYPE")
                        .surprises("One message to a user in a week."));
    }

    private static CatalogueRow botSession(Operation operation) {
        return row(operation)
                .sends(desk -> {
                    long chat = desk.botChat();
                    return ask(
                            BOT,
                            chat,
                            "CHAT_ID",
                            chat,
                            "CLIENT_ID",
                            desk.portal.bot("support").token());
                })
                .gives(
                        OperatorResult.class,
                        result -> assertThat(result.result()).isTrue())
                .alsoRefuses("CHAT_ID_EMPTY")
                .alsoRefuses(403, "ACCESS_DENIED", "WRONG_AUTH_TYPE");
    }

    private static CatalogueRow crmUser(Operation operation) {
        return row(operation)
                .gives(Long.class, chat -> assertThat(chat).isPositive())
                .refuses("ACCESS_DENIED", 403, desk -> user(31, desk.hiddenDeal()))
                .refuses(
                        "CHAT_NOT_IN_CRM",
                        desk -> ask(
                                "userId=31&crmEntityType=deal&crmEntity=" + desk.dealOf(desk.ownChat()),
                                desk.ownChat()))
                .refuses("CRM_CHAT_USER_NOT_ACTIVE", desk -> user(40, desk.dealOf(desk.ownChat())))
                .refuses("IM_NOT_INSTALLED", desk -> {
                    long deal = desk.dealOf(desk.ownChat());
                    desk.withoutMessenger();
                    return user(31, deal);
                })
                .alsoRefuses("ERROR_ARGUMENT");
    }

    private static Map<String, Object> fields(String name, String value) {
        return map("code", "x", "properties", Map.of("name", "X"), name, value);
    }

    private static CatalogueRow.Ask deal(long deal) {
        return ask("crmEntityType=deal&crmEntity=" + deal, null);
    }

    private static CatalogueRow.Ask user(long user, long deal) {
        return ask("userId=" + user + "&crmEntityType=deal&crmEntity=" + deal, null);
    }

    private static CatalogueRow.Ask write(CatalogueDesk desk, long deal) {
        return ask("userId=27&crmEntityType=deal&crmEntity=" + deal + "&chatId=" + desk.ownChat(), "Hi");
    }

    private static CatalogueRow.Ask network(String code, long user) {
        return ask("userId=" + user, Map.of("CODE", code, "MESSAGE", "Hi"));
    }

    private static CatalogueRow.Ask network(String name, Object value) {
        return ask("userId=27", map("CODE", CatalogueDesk.NETWORK, "MESSAGE", "Hi", name, value));
    }
}
