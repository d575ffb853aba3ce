// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.operation;

import java.util.List;
import java.util.Set;

/** A CRM entity: its kind and its number. */
final class EntityArgument implements Argument {
    private static final List<ValueArgument> PARTS =
            List.of(ValueArgument.needed(Parameter.CRM_ENTITY_TYPE), ValueArgument.needed(Parameter.CRM_ENTITY));

    private EntityArgument() {}

    static EntityArgument entity() {
        return new EntityArgument();
    }

    @Override
    public Set<Parameter> options() {
        return Set.copyOf(Parameter.of(Parameter.Group.CRM));
    }

    @Override
    public String described() {
        return PARTS.get(0).described() + ", " + PARTS.get(1).described();
    }

    @Override
    public void gather(Inputs inputs, Arguments arguments) {
        PARTS.forEach(part -> part.gather(inputs, arguments));
    }
}
