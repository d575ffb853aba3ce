// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.operation;

import io.github.camelbitrix24.openlines.api.B24InvalidRequestException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A dialog by any of its ids. An endpoint that names a kind of id keeps to it, and a chat id that an event left in the
 * header does not override it.
 */
final class DialogArgument implements Argument {
    private static final List<Parameter> KINDS = Parameter.of(Parameter.Group.DIALOG);

    @Override
    public Set<Parameter> options() {
        return Set.copyOf(KINDS);
    }

    @Override
    public void gather(Inputs inputs, Arguments arguments) {
        Parameter kind = kind(inputs);
        if (kind == Parameter.CHAT_ID) {
            new ChatArgument().gather(inputs, arguments);
            return;
        }
        Object value = inputs.header(kind).or(() -> inputs.option(kind)).orElseThrow();
        arguments.put(kind, check(inputs, kind, value));
    }

    private static Parameter kind(Inputs inputs) {
        Optional<Parameter> ofEndpoint = one(k -> inputs.option(k).isPresent(), "option", Parameter::option);
        if (ofEndpoint.isPresent()) {
            return ofEndpoint.get();
        }
        return one(k -> k != Parameter.CHAT_ID && inputs.header(k).isPresent(), "header", Parameter::header)
                .orElse(Parameter.CHAT_ID);
    }

    private static Optional<Parameter> one(Predicate<Parameter> set, String level, Function<Parameter, String> name) {
        List<Parameter> found = KINDS.stream().filter(set).toList();
        if (found.size() > 1) {
            throw new B24InvalidRequestException("the dialog is named more than once: keep one " + level + " of "
                    + found.stream().map(name).collect(Collectors.joining(", ")));
        }
        return found.stream().findFirst();
    }

    private static Object check(Inputs inputs, Parameter kind, Object value) {
        return switch (kind) {
            case DIALOG_ID ->
                Ids.chat(value)
                        .map(chat -> "chat" + chat)
                        .orElseThrow(() -> Ids.bad(inputs, kind, value, "a dialog: write \"chat123\""));
            case SESSION_ID ->
                Ids.whole(value).orElseThrow(() -> Ids.bad(inputs, kind, value, "a session: write its number"));
            default ->
                Optional.of(value.toString().trim())
                        .filter(code -> code.contains("|"))
                        .orElseThrow(() -> Ids.bad(
                                inputs, kind, value, "a user code: write connector|line|external chat|connector user"));
        };
    }
}
