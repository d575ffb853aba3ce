// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.rest;

import io.github.camelbitrix24.openlines.simulator.portal.TransferTarget;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** {@code imopenlines.operator.*} (§6). */
final class OperatorMethods {

    private static final Set<String> SCOPE = Set.of(Scopes.OPEN_LINES);

    private OperatorMethods() {}

    static List<RestMethod> rows() {
        return List.of(
                row("answer", KeyCase.ANY, call -> call.portal().operators().answer(chat(call), call.callerId())),
                row("finish", KeyCase.ANY, call -> call.portal().operators().finish(chat(call), call.callerId())),
                row(
                        "another.finish",
                        KeyCase.EXACT,
                        call -> call.portal().operators().finishAnother(chat(call), call.callerId())),
                row("skip", KeyCase.ANY, call -> call.portal().operators().skip(chat(call), call.callerId())),
                row("spam", KeyCase.ANY, call -> call.portal().operators().spam(chat(call), call.callerId())),
                row("transfer", KeyCase.EXACT, OperatorMethods::transfer));
    }

    private static RestMethod row(String name, KeyCase keyCase, Consumer<Call> action) {
        return new RestMethod("imopenlines.operator." + name, SCOPE, keyCase, call -> {
            action.accept(call);
            return true;
        });
    }

    private static void transfer(Call call) {
        long chatId = TransferParameters.chatId(call.parameters());
        TransferTarget target = TransferParameters.target(call.parameters());
        call.portal().transfers().byOperator(chatId, call.callerId(), target);
    }

    private static long chat(Call call) {
        return call.parameters().intval("CHAT_ID");
    }
}
