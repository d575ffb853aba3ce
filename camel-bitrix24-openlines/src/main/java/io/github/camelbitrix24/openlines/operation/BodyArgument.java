// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.operation;

import io.github.camelbitrix24.openlines.api.B24InvalidRequestException;
import io.github.camelbitrix24.openlines.rest.Lenient;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The parameters that a body gives: a map, or JSON text of one. Names are taken in any spelling and sent in the portal's, since most
 * methods know no other (§1.9).
 */
final class BodyArgument implements Argument {
    private final List<Field> fields;
    private final boolean others;
    private final boolean besides;

    private BodyArgument(List<Field> fields, boolean others, boolean besides) {
        this.fields = fields;
        this.others = others;
        this.besides = besides;
    }

    /** Parameters of which the body may name no other. */
    static BodyArgument body() {
        return new BodyArgument(List.of(), false, false);
    }

    BodyArgument requires(String... names) {
        return with(true, false, names);
    }

    BodyArgument takes(String... names) {
        return with(false, false, names);
    }

    /** Parameters that are {@code Y} or {@code N} at the portal; a boolean in the body becomes one of these. */
    BodyArgument flags(String... names) {
        return with(false, true, names);
    }

    /** Other names go out as they are: a filter may name any field. */
    BodyArgument andOthers() {
        return new BodyArgument(fields, true, besides);
    }

    /** The body also says other things, a chat or a message: what is not known is left alone. */
    BodyArgument besides() {
        return new BodyArgument(fields, others, true);
    }

    private BodyArgument with(boolean required, boolean flag, String... names) {
        List<Field> more = new ArrayList<>(fields);
        for (String name : names) {
            more.add(new Field(name, required, flag));
        }
        return new BodyArgument(more, others, besides);
    }

    @Override
    public Set<Parameter> options() {
        return Set.of();
    }

    @Override
    public String described() {
        String known = fields.stream().map(Field::described).collect(Collectors.joining(", "));
        if (!others) {
            return known;
        }
        return known.isEmpty() ? "parameters in the body" : known + ", others as they are";
    }

    @Override
    public void gather(Inputs inputs, Arguments arguments) {
        Map<String, Object> given = arguments.bodyUsed() ? Map.of() : given(inputs);
        Set<String> left = new LinkedHashSet<>(given.keySet());
        for (Field field : fields) {
            Optional<String> key = key(given, field.name());
            key.ifPresent(left::remove);
            Object value = key.map(given::get).orElse(null);
            if (value != null) {
                arguments.put(field.name(), field.send(value));
            } else if (field.required()) {
                throw new B24InvalidRequestException("no " + field.name()
                        + ": send a map or JSON text with it as the body, like {\"" + field.name() + "\": …}");
            }
        }
        left.removeIf(name -> arguments.bodyNames().contains(Names.plain(name)));
        if (others) {
            left.forEach(name -> arguments.put(name, given.get(name)));
        } else if (!besides && !left.isEmpty()) {
            throw unknown(left.iterator().next());
        }
    }

    /** The exact name wins over another spelling of it. */
    private static Optional<String> key(Map<String, Object> given, String name) {
        return given.containsKey(name)
                ? Optional.of(name)
                : given.keySet().stream()
                        .filter(key -> Names.plain(key).equals(Names.plain(name)))
                        .findFirst();
    }

    /** What an earlier step has left, a result or an event, is no parameters; broken JSON was meant to be. */
    private Map<String, Object> given(Inputs inputs) {
        Optional<Map<?, ?>> map = inputs.bodyMap();
        if (map.isEmpty()
                && inputs.bodyPlain().isEmpty()
                && inputs.bodyText().filter(BodyArgument::meansJson).isPresent()) {
            throw new B24InvalidRequestException(
                    "the body begins like JSON and cannot be read: send a map, the JSON text of one, or nothing");
        }
        return map.<Map<String, Object>>map(found -> PlainValues.map("", found)).orElse(Map.of());
    }

    private static boolean meansJson(String text) {
        return text.stripLeading().startsWith("{");
    }

    private B24InvalidRequestException unknown(String name) {
        List<String> known = fields.stream().map(Field::name).toList();
        return new B24InvalidRequestException("the body names " + name + ", which is no parameter here"
                + Names.near(name, known)
                        .map(near -> ", did you mean " + near + "?")
                        .orElse(".")
                + (known.isEmpty() ? " There are none" : " Known: " + String.join(", ", known)));
    }

    private record Field(String name, boolean required, boolean flag) {

        /** JSON's booleans are not the portal's (§1.2). */
        Object send(Object value) {
            return flag && value instanceof Boolean ? Lenient.flag(value).orElseThrow() ? "Y" : "N" : value;
        }

        String described() {
            return "`" + name + "`" + (required ? "*" : "") + (flag ? " (Y/N)" : "");
        }
    }
}
