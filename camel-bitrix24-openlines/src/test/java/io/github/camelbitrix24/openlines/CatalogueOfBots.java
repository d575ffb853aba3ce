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

/** The rows about bots and other portals' lines (§7.4, §7.6, §11.1). */
final class CatalogueOfBots {
    private static final String BOT = "bot=#bean:supportBot";

    private CatalogueOfBots() {}

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

    private static Map<String, Object> fields(String name, String value) {
        return map("code", "x", "properties", Map.of("name", "X"), name, value);
    }

    private static CatalogueRow.Ask network(String code, long user) {
        return ask("userId=" + user, Map.of("CODE", code, "MESSAGE", "Hi"));
    }

    private static CatalogueRow.Ask network(String name, Object value) {
        return ask("userId=27", map("CODE", CatalogueDesk.NETWORK, "MESSAGE", "Hi", name, value));
    }
}
