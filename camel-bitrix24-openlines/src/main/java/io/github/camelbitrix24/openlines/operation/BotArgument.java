// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.operation;

import io.github.camelbitrix24.openlines.api.B24InvalidRequestException;
import java.util.Set;

/** The bot on whose behalf the call is made. */
final class BotArgument implements Argument {
    private final boolean idNeeded;

    BotArgument(boolean idNeeded) {
        this.idNeeded = idNeeded;
    }

    @Override
    public Set<Parameter> options() {
        return Set.of();
    }

    @Override
    public String described() {
        return idNeeded ? "`bot`*" : "`bot`* (token)";
    }

    @Override
    public void gather(Inputs inputs, Arguments arguments) {
        arguments.bot(inputs.bot()
                .filter(bot -> bot.token() != null && !bot.token().isBlank())
                .filter(bot -> !idNeeded || bot.id() > 0)
                .orElseThrow(() -> new B24InvalidRequestException("no bot: set option bot to a bean with "
                        + (idNeeded ? "id and token" : "the bot's token") + " (bot=#bean:supportBot), or the options "
                        + (idNeeded ? "botId and botToken" : "botToken"))));
    }
}
