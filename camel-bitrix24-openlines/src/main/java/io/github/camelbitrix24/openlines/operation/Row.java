// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.operation;

import io.github.camelbitrix24.openlines.rest.Reference;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A row of the table of operations.
 *
 * @param restMethod the REST method; null if a parameter names it
 * @param arguments what it takes, in the order in which it is gathered
 * @param parameters how the REST parameters are written
 * @param type the exchange's new body, as the handbook names it
 * @param reader makes the new body
 * @param changesState whether the portal is another one afterwards
 * @param paging how its list goes on, null if it is none
 * @param verifier how the dialog tells what it has done, null if it does not
 */
record Row(
        String restMethod,
        List<Argument> arguments,
        Function<Arguments, Map<String, Object>> parameters,
        String type,
        ResultReader reader,
        boolean changesState,
        Paging paging,
        Verifier verifier) {

    /** Does something with a dialog, or refuses to. */
    static Row acts(String restMethod, Argument... arguments) {
        return changes(restMethod, arguments).gives("OperatorResult", Readers::operatorResult);
    }

    /** Changes something; {@code true} if it did. */
    static Row changes(String restMethod, Argument... arguments) {
        return new Row(restMethod, List.of(arguments), Arguments::upperCase, "Boolean", Readers::yes, true, null, null);
    }

    /** Reads and changes nothing. */
    static Row reads(String restMethod, Argument... arguments) {
        return new Row(
                restMethod, List.of(arguments), Arguments::upperCase, "plain Java", Readers::plain, false, null, null);
    }

    Row gives(String bodyType, ResultReader bodyReader) {
        return new Row(restMethod, arguments, parameters, bodyType, bodyReader, changesState, paging, verifier);
    }

    Row writes(Function<Arguments, Map<String, Object>> writer) {
        return new Row(restMethod, arguments, writer, type, reader, changesState, paging, verifier);
    }

    Row pages(Paging other) {
        return new Row(restMethod, arguments, parameters, type, reader, changesState, other, verifier);
    }

    Row verifiedBy(Verifier other) {
        return new Row(restMethod, arguments, parameters, type, reader, changesState, paging, other);
    }

    Set<Parameter> options() {
        return arguments.stream()
                .flatMap(argument -> argument.options().stream())
                .collect(Collectors.toSet());
    }

    /** A page is a list, or a map that holds one. */
    static List<?> items(Object page) {
        return page instanceof Map<?, ?> map
                ? map.values().stream()
                        .filter(List.class::isInstance)
                        .map(list -> (List<?>) list)
                        .findFirst()
                        .orElse(List.of())
                : (List<?>) page;
    }

    /** The bot's token stands for the application that registered it (§7.4). */
    static Map<String, Object> withClientId(Arguments arguments) {
        Map<String, Object> parameters = arguments.upperCase();
        parameters.put("CLIENT_ID", arguments.bot().token());
        return parameters;
    }

    /** The bot by its id and token. */
    static Map<String, Object> asBot(Arguments arguments) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("botId", arguments.bot().id());
        parameters.put("botToken", arguments.bot().token());
        return parameters;
    }

    /** §11.1. */
    static Map<String, Object> asBotMessage(Arguments arguments) {
        Map<String, Object> parameters = asBot(arguments);
        Object chat = arguments.get(Parameter.CHAT_ID);
        parameters.put("dialogId", chat instanceof Reference found ? found.behind("chat") : "chat" + chat);
        parameters.put("fields", Map.of("message", arguments.get(Parameter.MESSAGE)));
        return parameters;
    }

    /** A user's id is one more condition of the filter, which stands beside the others (§7.8). */
    static Map<String, Object> asUserFilter(Arguments arguments) {
        Map<String, Object> parameters = new LinkedHashMap<>(arguments.more());
        if (arguments.get(Parameter.USER_ID) != null) {
            parameters.put("ID", arguments.get(Parameter.USER_ID));
        }
        return parameters;
    }
}
