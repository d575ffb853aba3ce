// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.operation;

import io.github.camelbitrix24.openlines.api.B24InvalidRequestException;
import io.github.camelbitrix24.openlines.api.Bot;
import io.github.camelbitrix24.openlines.rest.RestCall;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A note to who gets the dialog, which the bot leaves in the chat as a message of the system (§11.1): header, else option. */
final class NoteArgument implements Argument {

    @Override
    public Set<Parameter> options() {
        return Set.of(Parameter.NOTE);
    }

    @Override
    public String described() {
        return "`note` (with `bot`)";
    }

    @Override
    public void gather(Inputs inputs, Arguments arguments) {
        Optional<String> note = MessageArgument.given(inputs, Parameter.NOTE).filter(text -> !text.isBlank());
        if (note.isEmpty()) {
            return;
        }
        Bot bot = inputs.bot()
                .filter(given -> given.id() > 0 && given.token() != null)
                .orElseThrow(
                        () -> new B24InvalidRequestException("a note needs a bot that leaves it: set option bot to a"
                                + " bean with id and token (bot=#bean:supportBot), or take away "
                                + Parameter.NOTE.named()));
        long chat = arguments
                .chatId()
                .orElseThrow(() -> new B24InvalidRequestException(
                        "a note needs the dialog's chat: set " + Parameter.CHAT_ID.named()));
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("botId", bot.id());
        parameters.put("botToken", bot.token());
        parameters.put("dialogId", "chat" + chat);
        parameters.put("fields", Map.of("message", note.get(), "system", "Y"));
        arguments.note(new RestCall("imbot.v2.Chat.Message.send", parameters, chat, true));
    }
}
