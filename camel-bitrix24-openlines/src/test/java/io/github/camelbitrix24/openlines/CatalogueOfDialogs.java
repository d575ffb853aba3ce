// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import static io.github.camelbitrix24.openlines.CatalogueRow.ask;
import static io.github.camelbitrix24.openlines.CatalogueRow.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbitrix24.openlines.CatalogueRow.Ask;
import io.github.camelbitrix24.openlines.api.Dialog;
import io.github.camelbitrix24.openlines.api.OperatorResult;
import io.github.camelbitrix24.openlines.operation.Operation;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** The rows about a dialog and its sessions (§6, §7.1, §7.2). */
final class CatalogueOfDialogs {
    private CatalogueOfDialogs() {}

    static List<CatalogueRow> rows() {
        return List.of(
                operator(Operation.answer, desk -> desk.newChat(CatalogueDesk.LINE_ALL))
                        .refuses("", chat(CatalogueDesk::ownChat))
                        .surprises(
                                "Takes the dialog from whoever has it. An empty code stands for own already, closed or"
                                        + " answered by another at this moment; on a closed dialog the caller has become a member."),
                operator(Operation.finish, CatalogueDesk::ownChat)
                        .refuses("ERROR_USER_NOT_OPERATOR", chat(desk -> desk.chatOf(CatalogueDesk.COLLEAGUE)))
                        .refuses("NOT_LOAD_SESSION_OR_CHAT", chat(CatalogueDesk::closedChat))
                        .refuses("IMOL_CHAT_ERROR_NOT_LOAD_DATA", chat(CatalogueDesk::brokenChat))
                        .surprises(
                                "With a closing text or a vote the dialog is only closing; a second call closes it at once."
                                        + " `true` without effect while another call has the dialog's lock."),
                operator(Operation.anotherFinish, desk -> desk.chatOf(CatalogueDesk.COLLEAGUE))
                        .refuses("NOT_LOAD_SESSION_OR_CHAT", chat(CatalogueDesk::closedChat))
                        .refuses("IMOL_CHAT_ERROR_NOT_LOAD_DATA", chat(CatalogueDesk::brokenChat))
                        .surprises("As `finish`, for everybody's dialogs; a dialog that nobody has is answered first."),
                operator(Operation.skip, desk -> desk.newChat(CatalogueDesk.LINE))
                        .refuses("ACCESS_DENIED_KICK", chat(CatalogueDesk::closedChat))
                        .refuses("", chat(desk -> desk.newChat(CatalogueDesk.LINE_ALL)))
                        .surprises(
                                "Never works on a line whose queue type is `all`. A second call skips the next operator."),
                operator(Operation.spam, desk -> desk.newChat(CatalogueDesk.LINE))
                        .surprises("`true` on a closed dialog too, and under a lock: nothing happens then."),
                row(Operation.transfer)
                        .sends(desk -> {
                            long chat = desk.ownChat();
                            return ask("userId=31", chat, "CHAT_ID", chat, "USER_ID", 31L);
                        })
                        .gives(
                                OperatorResult.class,
                                result -> assertThat(result.result()).isTrue())
                        .refuses("OPERATOR_WRONG", desk -> ask("userId=40", desk.ownChat()))
                        .refuses("OPERATOR_WRONG", desk -> ask("queueId=999", desk.ownChat()))
                        .refuses("OPERATOR_WRONG", desk -> ask("userId=31", desk.lockedChat()))
                        .alsoRefuses("CHAT_ID_EMPTY", "USER_ID_EMPTY", "QUEUE_ID_EMPTY", "TRANSFER_ID_EMPTY")
                        .surprises(
                                "On a closed dialog it opens a new session. `OPERATOR_WRONG` stands for nine causes, one of"
                                        + " them passing. Whether the user is online or free is not checked."),
                row(Operation.dialogGet)
                        .sends(desk -> {
                            long chat = desk.ownChat();
                            return ask("sessionId=" + desk.session(chat), null, "SESSION_ID", desk.session(chat));
                        })
                        .gives(
                                Dialog.class,
                                dialog -> assertThat(dialog.ownerId()).isEqualTo(CatalogueDesk.CALLER))
                        .refuses("ACCESS_ERROR", chat(desk -> CatalogueDesk.NO_SUCH))
                        .refuses("ACCESS_ERROR", chat(CatalogueDesk::othersChat))
                        .alsoRefuses("IM_NOT_INSTALLED")
                        .surprises("Says nothing of the session's status; see what `Dialog` derives."),
                row(Operation.sessionOpen)
                        .sends(desk -> {
                            String code = desk.portal.dialog(desk.ownChat()).userCode();
                            return ask("userCode=RAW(" + code + ")", null, "USER_CODE", code);
                        })
                        .gives(Long.class, chat -> assertThat(chat).isPositive())
                        .refuses("ACCESS_DENIED", desk -> ask("userCode=RAW(livechat|15|none|1)", null))
                        .alsoRefuses("")
                        .surprises("Opens nothing: it finds the chat of a user code."),
                row(Operation.sessionHistoryGet)
                        .sends(desk -> {
                            long chat = desk.ownChat();
                            return ask("sessionId=" + desk.session(chat), null, "SESSION_ID", desk.session(chat));
                        })
                        .gives(Map.class, history -> assertThat(history).containsKeys("chatId", "message", "users"))
                        .refuses("ACCESS_DENIED", desk -> ask("sessionId=" + CatalogueDesk.NO_SUCH, null))
                        .alsoRefuses("MISSING_REQUIRED_PARAM", "INVALID_SESSION_ID")
                        .surprises(
                                "Empty maps come as lists; names are in a spelling of their own (`chatid`, `textlegacy`)."),
                session(Operation.sessionStart, desk -> desk.chatOf(CatalogueDesk.COLLEAGUE))
                        .surprises("`true` even if nothing could be done."),
                row(Operation.sessionIntercept)
                        .sends(chatSent(desk -> desk.chatOf(CatalogueDesk.COLLEAGUE)))
                        .gives(
                                OperatorResult.class,
                                result -> assertThat(result.result()).isTrue())
                        .refuses("OPERATOR_WRONG", chat(desk -> CatalogueDesk.NO_SUCH))
                        .refuses("OPERATOR_WRONG", chat(CatalogueDesk::othersChat))
                        .alsoRefuses("CHAT_ID_EMPTY")
                        .surprises(
                                "`true` also when nothing happened: nobody has it, it is the caller's, closed or locked."),
                session(Operation.sessionJoin, desk -> desk.chatOf(CatalogueDesk.COLLEAGUE))
                        .surprises("Changes no operator, and works on closed dialogs."),
                row(Operation.sessionModePin)
                        .sends(desk -> {
                            long chat = desk.ownChat();
                            return ask("chatId=" + chat, Map.of("activate", false), "CHAT_ID", chat, "ACTIVATE", "N");
                        })
                        .gives(
                                OperatorResult.class,
                                result -> assertThat(result.result()).isTrue())
                        .refuses("", chat(desk -> desk.chatOf(CatalogueDesk.COLLEAGUE)))
                        .refuses("CHAT_ID", chat(desk -> CatalogueDesk.NO_SUCH))
                        .refuses("CHAT_TYPE", chat(CatalogueDesk::groupChat))
                        .refuses("ACCESS_DENIED", chat(CatalogueDesk::othersChat))
                        .alsoRefuses("CHAT_ID_EMPTY", "USER_ID", "ERROR_USER_NOT_OPERATOR")
                        .surprises(
                                "Only `N` lets the dialog go. `true` without effect under a lock; on a closed dialog it may"
                                        + " open a session."),
                row(Operation.sessionModePinAll)
                        .sends(desk -> {
                            desk.ownChat();
                            return ask("", null);
                        })
                        .gives(
                                List.class,
                                sessions -> assertThat(sessions)
                                        .isNotEmpty()
                                        .allSatisfy(id -> assertThat(id).isInstanceOf(Long.class))),
                row(Operation.sessionModeUnpinAll)
                        .sends(desk -> ask("", null))
                        .gives(
                                List.class,
                                sessions -> assertThat(sessions)
                                        .allSatisfy(id -> assertThat(id).isInstanceOf(Long.class))),
                session(Operation.sessionModeSilent, CatalogueDesk::ownChat)
                        .sends(desk -> {
                            long chat = desk.ownChat();
                            return ask("chatId=" + chat, "{\"ACTIVATE\": true}", "CHAT_ID", chat, "ACTIVATE", "Y");
                        })
                        .surprises("Marked as outdated by the portal's documentation. Only `Y` switches on."),
                row(Operation.sessionHeadVote)
                        .sends(desk -> {
                            long session = desk.session(desk.ownChat());
                            return ask(
                                    "sessionId=" + session + "&" + desk.asAdmin(),
                                    Map.of("rating", 5),
                                    "SESSION_ID",
                                    session,
                                    "RATING",
                                    5);
                        })
                        .gives(Boolean.class, done -> assertThat(done).isTrue())
                        .refuses("EMPTY_VOTE_PARAMS", desk -> ask("sessionId=5&" + desk.asAdmin(), Map.of("RATING", 9)))
                        .refuses("ACCESS_DENIED", desk -> ask("sessionId=5", Map.of("RATING", 5)))
                        .alsoRefuses("EMPTY_SESSION_ID")
                        .surprises("A second rating overwrites the first. A comment has at most 10,000 characters."),
                message(Operation.messageSessionStart)
                        .surprises(
                                "Closes the running session at once, and closes and opens again when repeated. `true` even if"
                                        + " the message is not this chat's."),
                message(Operation.messageQuickSave)
                        .refuses(
                                "CANT_SAVE_QUICK_ANSWER",
                                desk -> ask("chatId=" + desk.ownChat(), Map.of("MESSAGE_ID", CatalogueDesk.NO_SUCH))));
    }

    private static CatalogueRow operator(Operation operation, ToLongFunction<CatalogueDesk> chat) {
        return session(operation, chat).refuses("IM_LOAD_ERROR", desk -> {
            long id = chat.applyAsLong(desk);
            desk.withoutMessenger();
            return ask("", id);
        });
    }

    private static CatalogueRow session(Operation operation, ToLongFunction<CatalogueDesk> chat) {
        return row(operation)
                .sends(chatSent(chat))
                .gives(OperatorResult.class, result -> {
                    assertThat(result.operation()).isEqualTo(operation.name());
                    assertThat(result.result()).isTrue();
                    assertThat(result.chatId()).isPositive();
                })
                .refuses("CHAT_ID", chat(desk -> CatalogueDesk.NO_SUCH))
                .refuses("CHAT_TYPE", chat(CatalogueDesk::groupChat))
                .refuses("ACCESS_DENIED", chat(CatalogueDesk::othersChat))
                .alsoRefuses("USER_ID");
    }

    private static CatalogueRow message(Operation operation) {
        return row(operation)
                .sends(desk -> {
                    long chat = desk.ownChat();
                    long message = desk.message(chat);
                    return ask(
                            "", Map.of("CHAT_ID", chat, "MESSAGE_ID", message), "CHAT_ID", chat, "MESSAGE_ID", message);
                })
                .gives(Boolean.class, done -> assertThat(done).isTrue())
                .refuses("CHAT_ID", desk -> ask("chatId=" + CatalogueDesk.NO_SUCH, Map.of("MESSAGE_ID", 1)))
                .refuses("CHAT_TYPE", desk -> ask("chatId=" + desk.groupChat(), Map.of("MESSAGE_ID", 1)))
                .refuses("ACCESS_DENIED", desk -> ask("chatId=" + desk.othersChat(), Map.of("MESSAGE_ID", 1)))
                .alsoRefuses("USER_ID");
    }

    private static Function<CatalogueDesk, Ask> chat(ToLongFunction<CatalogueDesk> chat) {
        return desk -> ask("", chat.applyAsLong(desk));
    }

    private static Function<CatalogueDesk, Ask> chatSent(ToLongFunction<CatalogueDesk> chat) {
        return desk -> {
            long id = chat.applyAsLong(desk);
            return ask("", id, "CHAT_ID", id);
        };
    }
}
