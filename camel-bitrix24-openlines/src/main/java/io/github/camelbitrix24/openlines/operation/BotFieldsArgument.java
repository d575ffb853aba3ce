// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.operation;

import io.github.camelbitrix24.openlines.api.B24InvalidRequestException;
import io.github.camelbitrix24.openlines.api.Bot;
import io.github.camelbitrix24.openlines.rest.Lenient;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a new chatbot is, from the body; its token, which is a secret, from the bot's bean or option. */
final class BotFieldsArgument implements Argument {
    private static final String FIELDS = "fields";
    private static final String TOKEN = "botToken";

    @Override
    public Set<Parameter> options() {
        return Set.of();
    }

    @Override
    public String described() {
        return "`fields`* with `code`* and `properties`*, `bot` (token)";
    }

    @Override
    public void gather(Inputs inputs, Arguments arguments) {
        Map<String, Object> body = inputs.bodyMap()
                .map(found -> PlainValues.map("", found))
                .orElseThrow(() -> new B24InvalidRequestException(
                        "no fields: send a map or JSON text as the body, like {\"fields\": {\"code\": …, \"properties\":"
                                + " {\"name\": …}}}"));
        Map<String, Object> fields =
                new LinkedHashMap<>(body.containsKey(FIELDS) ? Lenient.map(body.get(FIELDS)) : body);
        Optional<String> token = inputs.bot().map(Bot::token).filter(given -> !given.isBlank());
        token.ifPresent(given -> fields.putIfAbsent(TOKEN, given));
        arguments.put(FIELDS, fields);
    }
}
