// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.operation;

import java.util.Set;

/** Any REST method, and what the body gives it. */
final class AnyCallArgument implements Argument {
    private final ValueArgument method = ValueArgument.needed(Parameter.METHOD);
    private final BodyArgument parameters = BodyArgument.body().andOthers();

    @Override
    public Set<Parameter> options() {
        return method.options();
    }

    @Override
    public String described() {
        return method.described() + ", " + parameters.described();
    }

    @Override
    public void gather(Inputs inputs, Arguments arguments) {
        arguments.useBody();
        method.gather(inputs, arguments);
        Methods.check(arguments.get(Parameter.METHOD).toString());
        Arguments given = new Arguments();
        parameters.gather(inputs, given);
        given.more().forEach(arguments::put);
        Ids.chatIn(given.more()).ifPresent(chat -> arguments.put(Parameter.CHAT_ID, chat));
    }
}
