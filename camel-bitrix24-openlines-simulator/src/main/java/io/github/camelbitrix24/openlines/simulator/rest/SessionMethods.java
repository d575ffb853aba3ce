// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.rest;

import io.github.camelbitrix24.openlines.simulator.PortalSwitch;
import io.github.camelbitrix24.openlines.simulator.UserKind;
import io.github.camelbitrix24.openlines.simulator.model.Chat;
import io.github.camelbitrix24.openlines.simulator.model.Session;
import io.github.camelbitrix24.openlines.simulator.portal.Refused;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** {@code imopenlines.session.*} and {@code imopenlines.message.*} (§7.1, §7.2); keys in upper case only. */
final class SessionMethods {

    private static final Set<String> SCOPE = Set.of(Scopes.OPEN_LINES);

    private SessionMethods() {}

    static List<RestMethod> rows() {
        return List.of(
                row("session.open", SessionMethods::open),
                row("session.history.get", SessionMethods::history),
                action("session.start", call -> call.portal().sessions().start(chat(call), call.callerId())),
                action("session.intercept", SessionMethods::intercept),
                action("session.join", call -> call.portal().sessions().join(chat(call), call.callerId())),
                action(
                        "session.mode.pin",
                        call -> pin(call, !"N".equals(call.parameters().get("ACTIVATE")))),
                action("session.mode.unpin", call -> pin(call, false)),
                row("session.mode.pinAll", call -> call.portal().sessions().pinAll(call.callerId(), true)),
                row("session.mode.unpinAll", call -> call.portal().sessions().pinAll(call.callerId(), false)),
                action("session.mode.silent", SessionMethods::silent),
                action("session.head.vote", SessionMethods::headVote),
                action("message.session.start", SessionMethods::startFromMessage),
                action("message.quick.save", SessionMethods::saveQuickAnswer));
    }

    private static RestMethod row(String name, RestMethod.Handler handler) {
        return new RestMethod("imopenlines." + name, SCOPE, KeyCase.EXACT, handler);
    }

    private static RestMethod action(String name, Consumer<Call> action) {
        return row(name, call -> {
            action.accept(call);
            return true;
        });
    }

    /** Opens nothing: it says which chat belongs to a user code. */
    private static Object open(Call call) {
        if (call.caller().kind() == UserKind.EXTRANET) {
            throw Refused.unexplained();
        }
        Chat chat = call.portal()
                .dialogs()
                .byUserCode(call.parameters().text("USER_CODE"))
                .filter(found -> isAccessible(found, call))
                .orElseThrow(SessionMethods::denied);
        boolean number = call.portal().state().is(PortalSwitch.CHAT_ID_AS_NUMBER);
        return Map.of("chatId", number ? (Object) chat.id() : String.valueOf(chat.id()));
    }

    private static Object history(Call call) {
        Parameters parameters = call.parameters();
        parameters.passOver("CHAT_ID", "SESSION_ID");
        boolean bySession = Php.isTrue(parameters.get("SESSION_ID"));
        if (!bySession && !Php.isTrue(parameters.get("CHAT_ID"))) {
            throw Refused.with("MISSING_REQUIRED_PARAM", "SESSION_ID or CHAT_ID is required");
        }
        if (bySession && parameters.intval("SESSION_ID") <= 0) {
            throw Refused.with("INVALID_SESSION_ID", "Session ID is invalid");
        }
        Session session = bySession
                ? call.portal().state().session(parameters.intval("SESSION_ID")).orElseThrow(SessionMethods::denied)
                : call.portal()
                        .dialogs()
                        .byChatId(parameters.intval("CHAT_ID"))
                        .map(Chat::latestSession)
                        .orElseThrow(SessionMethods::denied);
        Chat chat = call.portal()
                .state()
                .chat(session.chatId())
                .filter(found -> isAccessible(found, call))
                .orElseThrow(SessionMethods::denied);
        return HistoryResult.of(session, chat, call);
    }

    static boolean isAccessible(Chat chat, Call call) {
        try {
            call.portal().access().require(chat.id(), call.callerId());
            return true;
        } catch (Refused refused) {
            return false;
        }
    }

    private static Refused denied() {
        return Refused.with("ACCESS_DENIED", "You do not have permission to access this chat.");
    }

    private static void intercept(Call call) {
        call.portal().sessions().intercept(TransferParameters.chatId(call.parameters()), call.callerId());
    }

    private static void pin(Call call, boolean on) {
        call.portal().sessions().pin(TransferParameters.chatId(call.parameters()), call.callerId(), on);
    }

    private static void silent(Call call) {
        boolean on = "Y".equals(call.parameters().get("ACTIVATE"));
        call.portal().sessions().silent(chat(call), call.callerId(), on);
    }

    private static void headVote(Call call) {
        Parameters parameters = call.parameters();
        String comment = parameters.has("COMMENT") ? parameters.text("COMMENT") : null;
        call.portal()
                .sessions()
                .headVote(parameters.intval("SESSION_ID"), call.callerId(), parameters.intval("RATING"), comment);
    }

    private static void startFromMessage(Call call) {
        long message = call.parameters().intval("MESSAGE_ID");
        call.portal().sessions().startFromMessage(chat(call), message, call.callerId());
    }

    private static void saveQuickAnswer(Call call) {
        long message = call.parameters().intval("MESSAGE_ID");
        call.portal().sessions().saveQuickAnswer(chat(call), message, call.callerId());
    }

    private static long chat(Call call) {
        return call.parameters().intval("CHAT_ID");
    }
}
