// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.operation;

import io.github.camelbitrix24.openlines.api.B24InvalidRequestException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** One value: header, else option, else what a map in the body names. */
final class ValueArgument implements Argument {
    private static final Set<String> CRM_TYPES = Set.of("lead", "deal", "contact", "company");

    private final Parameter parameter;
    private final boolean required;

    private ValueArgument(Parameter parameter, boolean required) {
        this.parameter = parameter;
        this.required = required;
    }

    static ValueArgument needed(Parameter parameter) {
        return new ValueArgument(parameter, true);
    }

    static ValueArgument optional(Parameter parameter) {
        return new ValueArgument(parameter, false);
    }

    @Override
    public Set<Parameter> options() {
        return Set.of(parameter);
    }

    @Override
    public String described() {
        return "`" + parameter.option() + "`" + (required ? "*" : "");
    }

    @Override
    public void gather(Inputs inputs, Arguments arguments) {
        Optional<Object> found =
                inputs.header(parameter).or(() -> inputs.option(parameter)).or(() -> inBody(inputs, arguments));
        arguments.inBody(parameter.name());
        if (found.isEmpty() && required) {
            throw new B24InvalidRequestException("no " + parameter.option() + ": set " + parameter.named()
                    + (arguments.bodyUsed() ? "" : ", or send a map or JSON text with " + parameter.name()));
        }
        found.ifPresent(value -> arguments.put(parameter, check(inputs, value)));
    }

    private Optional<Object> inBody(Inputs inputs, Arguments arguments) {
        return arguments.bodyUsed() ? Optional.empty() : inputs.inBody(parameter.name());
    }

    private Object check(Inputs inputs, Object value) {
        return switch (parameter) {
            case CRM_ENTITY_TYPE ->
                Ids.text(value)
                        .map(text -> text.toLowerCase(Locale.ROOT))
                        .filter(CRM_TYPES::contains)
                        .orElseThrow(() -> Ids.bad(inputs, parameter, value, "lead, deal, contact or company"));
            case MESSAGE ->
                Optional.of(MessageText.of(value, Ids.place(inputs, parameter)))
                        .filter(text -> !text.isBlank())
                        .orElseThrow(() -> Ids.bad(inputs, parameter, value, "a text"));
            case METHOD, USER_CODE ->
                Ids.text(value)
                        .filter(text -> !text.isEmpty())
                        .orElseThrow(() -> Ids.bad(inputs, parameter, value, "a text"));
            default -> Ids.whole(value).orElseThrow(() -> Ids.bad(inputs, parameter, value, "a number above 0"));
        };
    }
}
