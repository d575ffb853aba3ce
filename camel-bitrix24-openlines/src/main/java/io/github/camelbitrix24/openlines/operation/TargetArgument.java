// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.operation;

import io.github.camelbitrix24.openlines.api.B24InvalidRequestException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Who gets the dialog: exactly one of three, and a header replaces the option as a whole. */
final class TargetArgument implements Argument {
    private static final List<Parameter> TARGETS = Parameter.of(Parameter.Group.TARGET);

    @Override
    public Set<Parameter> options() {
        return Set.copyOf(TARGETS);
    }

    @Override
    public String described() {
        return "one of `transferId`, `userId`, `queueId`*";
    }

    @Override
    public void check(Set<Parameter> set) {
        one(target -> Optional.of(target).filter(set::contains), "options", Parameter::option);
    }

    @Override
    public void gather(Inputs inputs, Arguments arguments) {
        Optional<Parameter> header = one(inputs::header, "headers", Parameter::header);
        Optional<Parameter> chosen = header.or(() -> one(inputs::option, "options", Parameter::option));
        Parameter target = chosen.orElseThrow(() -> new B24InvalidRequestException("no target: set one of the headers "
                + names(TARGETS, Parameter::header) + ", or one of the options " + names(TARGETS, Parameter::option)));
        Object value = (header.isPresent() ? inputs.header(target) : inputs.option(target)).orElseThrow();
        arguments.put(target, check(inputs, target, value));
    }

    private static Optional<Parameter> one(
            Function<Parameter, Optional<?>> level, String levelName, Function<Parameter, String> name) {
        List<Parameter> set =
                TARGETS.stream().filter(t -> level.apply(t).isPresent()).toList();
        if (set.size() > 1) {
            throw new B24InvalidRequestException("more than one target in the " + levelName + " "
                    + set.stream().map(name).collect(Collectors.joining(" and ")) + ": keep one of them");
        }
        return set.stream().findFirst();
    }

    private static Object check(Inputs inputs, Parameter target, Object value) {
        if (target == Parameter.TRANSFER_ID) {
            return Ids.transfer(value)
                    .orElseThrow(() ->
                            Ids.bad(inputs, target, value, "a target: write a user's number, or queue22 for line 22"));
        }
        return Ids.whole(value)
                .orElseThrow(() -> Ids.bad(
                        inputs,
                        target,
                        value,
                        target == Parameter.USER_ID ? "a user: write the number" : "a line: write its number"));
    }

    private static String names(List<Parameter> parameters, Function<Parameter, String> name) {
        return parameters.stream().map(name).collect(Collectors.joining(", "));
    }
}
