// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.operation;

import io.github.camelbitrix24.openlines.api.B24InvalidRequestException;
import io.github.camelbitrix24.openlines.api.ChatEvent;
import io.github.camelbitrix24.openlines.rest.Lookup;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The dialog an operation acts on, by any id. The kind that the endpoint names decides, then the kind of a header that only a route
 * sets, else it is the chat: a chat that an event has left in its header overrides neither.
 */
final class DialogArgument implements Argument {
    private static final List<Parameter> KINDS = Parameter.of(Parameter.Group.DIALOG);
    private static final List<Parameter> CRM = Parameter.of(Parameter.Group.CRM);

    private final Set<Parameter> understood;
    private final boolean crmIsAnId;
    private final Otherwise otherwise;

    /** What is done when nothing names a dialog. */
    private enum Otherwise {
        REFUSED,
        LEFT_OUT,
        LATEST_OF_ENTITY
    }

    private DialogArgument(Set<Parameter> understood, boolean crmIsAnId, Otherwise otherwise) {
        this.understood = understood;
        this.crmIsAnId = crmIsAnId;
        this.otherwise = otherwise;
    }

    /** A method that knows chats, and perhaps other ids by itself. */
    static DialogArgument dialog(Parameter... understood) {
        return new DialogArgument(Set.of(understood), true, Otherwise.REFUSED);
    }

    /** A method about a CRM entity and one of its chats, which is the latest unless another is named. */
    static DialogArgument chatOfEntity() {
        return new DialogArgument(Set.of(), false, Otherwise.LATEST_OF_ENTITY);
    }

    /** A method that takes the entity's latest chat by itself. */
    static DialogArgument optionalChat() {
        return new DialogArgument(Set.of(), false, Otherwise.LEFT_OUT);
    }

    @Override
    public Set<Parameter> options() {
        Set<Parameter> options = new HashSet<>(KINDS);
        if (crmIsAnId) {
            options.addAll(CRM);
        }
        return options;
    }

    @Override
    public String described() {
        return otherwise == Otherwise.REFUSED ? "dialog*" : "dialog";
    }

    @Override
    public void check(Set<Parameter> set) {
        kind(set::contains, "option", Parameter::option);
    }

    @Override
    public void gather(Inputs inputs, Arguments arguments) {
        arguments.inBody(Parameter.CHAT_ID.name());
        Optional<Parameter> kind = kind(parameter -> inputs.option(parameter).isPresent(), "option", Parameter::option)
                .or(() -> kind(
                        parameter -> parameter != Parameter.CHAT_ID
                                && inputs.header(parameter).isPresent(),
                        "header",
                        Parameter::header));
        if (kind.orElse(Parameter.CHAT_ID) == Parameter.CHAT_ID) {
            chat(inputs, arguments);
        } else if (kind.get() == Parameter.CRM_ENTITY) {
            entity(inputs, arguments);
        } else {
            Object value = inputs.header(kind.get())
                    .or(() -> inputs.option(kind.get()))
                    .orElseThrow();
            other(kind.get(), check(inputs, kind.get(), value), arguments);
        }
    }

    private void chat(Inputs inputs, Arguments arguments) {
        Optional<Long> chat = ChatArgument.find(inputs, arguments);
        if (chat.isPresent()) {
            arguments.put(Parameter.CHAT_ID, chat.get());
        } else if (!arguments.bodyUsed() && inBody(inputs, arguments)) {
            return;
        } else if (otherwise == Otherwise.REFUSED) {
            throw ChatArgument.missing(inputs, arguments);
        } else if (otherwise == Otherwise.LATEST_OF_ENTITY) {
            arguments.lookup(Lookup.crm(arguments.get(Parameter.CRM_ENTITY_TYPE), arguments.get(Parameter.CRM_ENTITY)));
        }
    }

    /** An event of a messenger knows its dialog by the user code alone. */
    private boolean inBody(Inputs inputs, Arguments arguments) {
        for (Parameter kind : KINDS) {
            Optional<Object> value = inputs.body() instanceof ChatEvent event
                    ? Optional.<Object>ofNullable(event.userCode()).filter(code -> kind == Parameter.USER_CODE)
                    : inputs.inBody(kind.name());
            if (kind != Parameter.CHAT_ID && value.isPresent()) {
                arguments.inBody(kind.name());
                other(kind, check(inputs, kind, value.get()), arguments);
                return true;
            }
        }
        return false;
    }

    private static void entity(Inputs inputs, Arguments arguments) {
        Arguments entity = new Arguments();
        entity.useBody();
        CRM.forEach(part -> ValueArgument.needed(part).gather(inputs, entity));
        arguments.lookup(Lookup.crm(entity.get(Parameter.CRM_ENTITY_TYPE), entity.get(Parameter.CRM_ENTITY)));
    }

    private void other(Parameter kind, Object value, Arguments arguments) {
        if (understood.contains(kind)) {
            arguments.put(kind, value);
        } else if (kind == Parameter.DIALOG_ID) {
            arguments.put(Parameter.CHAT_ID, Ids.chat(value).orElseThrow());
        } else {
            arguments.lookup(Lookup.dialog(kind.name(), value));
        }
    }

    private Optional<Parameter> kind(Predicate<Parameter> set, String level, Function<Parameter, String> name) {
        List<Parameter> found = new ArrayList<>(1);
        for (Parameter kind : KINDS) {
            if (set.test(kind)) {
                found.add(kind);
            }
        }
        if (crmIsAnId && (set.test(Parameter.CRM_ENTITY) || set.test(Parameter.CRM_ENTITY_TYPE))) {
            found.add(Parameter.CRM_ENTITY);
        }
        if (found.size() > 1) {
            throw new B24InvalidRequestException("the dialog is named more than once, by the " + level + "s "
                    + found.stream().map(name).collect(Collectors.joining(" and ")) + ": keep one of them");
        }
        return found.isEmpty() ? Optional.empty() : Optional.of(found.get(0));
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
                Ids.text(value)
                        .filter(code -> code.contains("|"))
                        .orElseThrow(() -> Ids.bad(
                                inputs, kind, value, "a user code: write connector|line|external chat|connector user"));
        };
    }
}
