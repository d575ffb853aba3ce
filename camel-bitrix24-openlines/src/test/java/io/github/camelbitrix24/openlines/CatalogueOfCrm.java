// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import static io.github.camelbitrix24.openlines.CatalogueRow.ask;
import static io.github.camelbitrix24.openlines.CatalogueRow.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbitrix24.openlines.operation.Operation;
import java.util.List;
import java.util.Map;

/** The rows about CRM entities (§7.3). */
final class CatalogueOfCrm {
    private CatalogueOfCrm() {}

    static List<CatalogueRow> rows() {
        return List.of(
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
                        .surprises("`true` too if the dialog is linked to the CRM already."));
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

    private static CatalogueRow.Ask deal(long deal) {
        return ask("crmEntityType=deal&crmEntity=" + deal, null);
    }

    private static CatalogueRow.Ask user(long user, long deal) {
        return ask("userId=" + user + "&crmEntityType=deal&crmEntity=" + deal, null);
    }

    private static CatalogueRow.Ask write(CatalogueDesk desk, long deal) {
        return ask("userId=27&crmEntityType=deal&crmEntity=" + deal + "&chatId=" + desk.ownChat(), "Hi");
    }
}
