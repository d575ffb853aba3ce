// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.operation;

import io.github.camelbitrix24.openlines.api.B24InvalidRequestException;
import io.github.camelbitrix24.openlines.api.ChatEvent;
import io.github.camelbitrix24.openlines.api.Dialog;
import io.github.camelbitrix24.openlines.api.OperatorResult;
import java.util.Optional;

/** A chat by its own number: header, else option, else what the body names. */
final class ChatArgument {
    static final String EXPECTED = "a chat: write 123, \"123\" or \"chat123\"";

    private ChatArgument() {}

    static Optional<Long> find(Inputs inputs, Arguments arguments) {
        Optional<Object> given = inputs.header(Parameter.CHAT_ID).or(() -> inputs.option(Parameter.CHAT_ID));
        if (given.isPresent()) {
            return Optional.of(
                    Ids.chat(given.get()).orElseThrow(() -> Ids.bad(inputs, Parameter.CHAT_ID, given.get(), EXPECTED)));
        }
        return arguments.bodyUsed() ? Optional.empty() : inBody(inputs);
    }

    private static Optional<Long> inBody(Inputs inputs) {
        Object body = inputs.body();
        if (body instanceof ChatEvent event) {
            return Optional.ofNullable(event.chatId());
        }
        if (body instanceof Dialog dialog) {
            return Optional.of(dialog.chatId()).filter(chat -> chat > 0);
        }
        if (body instanceof OperatorResult result) {
            return Optional.of(result.chatId()).filter(chat -> chat > 0);
        }
        if (inputs.bodyMap().isPresent()) {
            return inputs.inBody(Parameter.CHAT_ID.name())
                    .map(value -> Ids.chat(value).orElseThrow(() -> Ids.bad("the body's CHAT_ID", value, EXPECTED)));
        }
        Optional<Long> chat = Ids.chat(body);
        if (chat.isEmpty() && body instanceof Number) {
            throw Ids.bad("the body", body, EXPECTED + ", or set " + Parameter.CHAT_ID.named());
        }
        return chat;
    }

    static B24InvalidRequestException missing(Inputs inputs, Arguments arguments) {
        if (arguments.bodyUsed()) {
            return new B24InvalidRequestException(
                    "no chat, and the body is the message: set " + Parameter.CHAT_ID.named());
        }
        Object body = inputs.body();
        return new B24InvalidRequestException("no chat: set " + Parameter.CHAT_ID.named()
                + ", or send as the body a chat id, an event or a map with CHAT_ID (the body is "
                + (body == null ? "empty" : "a " + body.getClass().getSimpleName() + " that names no chat") + ")");
    }
}
