// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.rest;

import io.github.camelbitrix24.openlines.simulator.model.Chat;
import io.github.camelbitrix24.openlines.simulator.portal.Dialogs;
import io.github.camelbitrix24.openlines.simulator.portal.Refused;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code imopenlines.dialog.get} (§7.1). */
final class DialogMethods {

    private static final Pattern DIALOG_ID = Pattern.compile("chat(\\d{1,18})");
    private static final String USER_CODE_PREFIX = "imol|";

    private DialogMethods() {}

    static List<RestMethod> rows() {
        return List.of(
                new RestMethod("imopenlines.dialog.get", Set.of(Scopes.OPEN_LINES), KeyCase.ANY, DialogMethods::get));
    }

    private static Object get(Call call) {
        if (!call.portal().state().isMessengerInstalled()) {
            throw Refused.with("IM_NOT_INSTALLED", "The messenger is not installed");
        }
        Chat chat = find(call).filter(found -> isAccessible(found, call)).orElseThrow(DialogMethods::noAccess);
        return DialogResult.of(chat, call.callerId(), call.portal());
    }

    /** The first key that is present decides, even if it leads nowhere (§7.1). */
    private static Optional<Chat> find(Call call) {
        Parameters parameters = call.parameters();
        parameters.passOver("CHAT_ID", "DIALOG_ID", "SESSION_ID", "USER_CODE");
        Dialogs dialogs = call.portal().dialogs();
        if (parameters.has("CHAT_ID")) {
            return dialogs.byChatId(parameters.intval("CHAT_ID"));
        }
        if (parameters.has("DIALOG_ID")) {
            Matcher dialogId = DIALOG_ID.matcher(parameters.text("DIALOG_ID"));
            return dialogId.matches() ? dialogs.byChatId(Long.parseLong(dialogId.group(1))) : Optional.empty();
        }
        if (parameters.has("SESSION_ID")) {
            return dialogs.bySessionId(parameters.intval("SESSION_ID"));
        }
        String userCode = parameters.text("USER_CODE");
        return dialogs.byUserCode(
                userCode.startsWith(USER_CODE_PREFIX) ? userCode.substring(USER_CODE_PREFIX.length()) : userCode);
    }

    private static boolean isAccessible(Chat chat, Call call) {
        try {
            call.portal().access().require(chat.id(), call.callerId());
            return true;
        } catch (Refused refused) {
            return false;
        }
    }

    private static Refused noAccess() {
        return Refused.with("ACCESS_ERROR", "You do not have access to the specified dialog");
    }
}
