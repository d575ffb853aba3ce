// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.operation;

import io.github.camelbitrix24.openlines.api.B24InvalidRequestException;
import java.util.Optional;
import java.util.Set;

/** What is written to the client: header, else option, else a text body. An object is no message: its JSON would reach the client. */
final class MessageArgument implements Argument {
    /** §11.1. */
    private static final int LONGEST = 20_000;

    @Override
    public Set<Parameter> options() {
        return Set.of(Parameter.MESSAGE);
    }

    @Override
    public String described() {
        return "`message`*";
    }

    @Override
    public void gather(Inputs inputs, Arguments arguments) {
        Optional<String> given = given(inputs, Parameter.MESSAGE);
        String message = given.or(() -> inputs.bodyText().map(text -> MessageText.of(text, "the body")))
                .filter(text -> !text.isBlank())
                .orElseThrow(() -> new B24InvalidRequestException("no message: set " + Parameter.MESSAGE.named()
                        + ", or send the text as the body (the body is "
                        + (inputs.body() == null
                                ? "empty"
                                : "a " + inputs.body().getClass().getSimpleName())
                        + ")"));
        if (message.length() > LONGEST) {
            throw new B24InvalidRequestException(
                    "the message has " + message.length() + " characters, the portal takes " + LONGEST + ": shorten "
                            + Parameter.MESSAGE.named() + " or the body");
        }
        if (given.isEmpty()) {
            arguments.useBody();
        }
        arguments.put(Parameter.MESSAGE, message);
    }

    /** What a header or an option says, as it stands there; empty if neither is set. */
    static Optional<String> given(Inputs inputs, Parameter parameter) {
        return inputs.header(parameter)
                .map(value -> MessageText.of(value, "header " + parameter.header()))
                .or(() -> inputs.option(parameter).map(Object::toString));
    }
}
