// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.rest;

import io.github.camelbitrix24.openlines.simulator.PortalSwitch;
import io.github.camelbitrix24.openlines.simulator.model.Bot;
import io.github.camelbitrix24.openlines.simulator.portal.Refused;
import io.github.camelbitrix24.openlines.simulator.portal.TransferTarget;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** {@code imopenlines.bot.session.*} (§7.4); a webhook says with CLIENT_ID which bot's owner it is, an application owns the bot of its name. */
final class BotSessionMethods {

    private static final Set<String> SCOPE = Set.of(Scopes.OPEN_LINES);

    private BotSessionMethods() {}

    static List<RestMethod> rows() {
        return List.of(
                row(
                        "operator",
                        KeyCase.ANY,
                        call -> call.portal().bots().toQueue(TransferParameters.chatId(call.parameters()))),
                row("transfer", KeyCase.EXACT, BotSessionMethods::transfer),
                row("message.send", KeyCase.ANY, BotSessionMethods::send),
                row("finish", KeyCase.ANY, BotSessionMethods::finish));
    }

    private static RestMethod row(String name, KeyCase keyCase, Consumer<Call> action) {
        return new RestMethod("imopenlines.bot.session." + name, SCOPE, keyCase, call -> {
            if (clientId(call).isEmpty()) {
                throw Refused.forbidden("ACCESS_DENIED", "Access denied! Client ID not specified.");
            }
            action.accept(call);
            return true;
        });
    }

    private static void transfer(Call call) {
        long chatId = TransferParameters.chatId(call.parameters());
        boolean documented = call.portal().state().is(PortalSwitch.BOT_TARGET_AS_DOCUMENTED);
        TransferTarget target = documented
                ? TransferParameters.documentedTarget(call.parameters())
                : TransferParameters.target(call.parameters());
        boolean leave = "Y".equals(call.parameters().get("LEAVE"));
        call.portal().transfers().byBot(chatId, ownBot(call).id(), target, leave);
    }

    private static void send(Call call) {
        call.parameters().passOver("NAME");
        long chatId = TransferParameters.chatId(call.parameters());
        call.portal().bots().say(chatId, bot(call), call.parameters().text("MESSAGE"));
    }

    private static void finish(Call call) {
        long chatId = TransferParameters.chatId(call.parameters());
        call.portal().bots().finish(chatId, ownBot(call));
    }

    private static Bot ownBot(Call call) {
        return bot(call).orElseThrow(() -> Refused.with("BOT_ID_ERROR", "Bot not found"));
    }

    private static String clientId(Call call) {
        String given = call.parameters().text("CLIENT_ID");
        return call.app() == null ? given : call.app().clientId();
    }

    private static Optional<Bot> bot(Call call) {
        String clientId = clientId(call);
        return call.portal().state().bots().stream()
                .filter(bot -> bot.isOf(call.app(), clientId))
                .findFirst();
    }
}
