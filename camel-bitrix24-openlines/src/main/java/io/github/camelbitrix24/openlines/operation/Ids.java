// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.operation;

import io.github.camelbitrix24.openlines.api.B24InvalidRequestException;
import io.github.camelbitrix24.openlines.rest.Lenient;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.lang3.StringUtils;

/** Reads ids strictly: the portal would cut {@code "12abc"} to 12 and act on another chat (§1.9). */
final class Ids {
    private static final Pattern CHAT = Pattern.compile("chat(\\d+)");
    private static final Pattern QUEUE = Pattern.compile("queue(\\d+)");
    private static final int SHOWN = 40;

    private Ids() {}

    /** A chat's number from {@code 123}, {@code "123"} or {@code "chat123"}; empty if the value is none of these. */
    static Optional<Long> chat(Object value) {
        return whole(numbered(CHAT, value).<Object>map(digits -> digits).orElse(value));
    }

    /** A whole number above 0, exactly; empty if the value is none. */
    static Optional<Long> whole(Object value) {
        return Lenient.number(value instanceof CharSequence || value instanceof Character ? clean(value) : value)
                .filter(number -> number > 0);
    }

    /** A word, empty if the value is none. */
    static Optional<String> text(Object value) {
        return value instanceof CharSequence || value instanceof Enum<?> ? Optional.of(clean(value)) : Optional.empty();
    }

    /** What {@code TRANSFER_ID} may be: a user's number, or {@code queue} and a line's number (§6.8). */
    static Optional<Object> transfer(Object value) {
        Optional<String> line = numbered(QUEUE, value);
        return line.isPresent()
                ? whole(line.get()).map(number -> "queue" + number)
                : whole(value).map(Object.class::cast);
    }

    /** The chat that the parameters of a call name. */
    static Optional<Long> chatIn(Map<?, ?> map) {
        return Names.in(map, Parameter.CHAT_ID.name()).flatMap(Ids::chat);
    }

    static B24InvalidRequestException bad(Inputs inputs, Parameter parameter, Object value, String expected) {
        return bad(place(inputs, parameter), value, expected);
    }

    static B24InvalidRequestException bad(String place, Object value, String expected) {
        return new B24InvalidRequestException(place + " holds '" + shown(value) + "', which is not " + expected);
    }

    /** Where a parameter's value was found, as an error names it. */
    static String place(Inputs inputs, Parameter parameter) {
        if (inputs.header(parameter).isPresent()) {
            return "header " + parameter.header();
        }
        return inputs.option(parameter).isPresent() ? "option " + parameter.option() : "the body's " + parameter.name();
    }

    static String shown(Object value) {
        return StringUtils.abbreviate(String.valueOf(value), SHOWN);
    }

    /** The digits behind a word. */
    private static Optional<String> numbered(Pattern pattern, Object value) {
        if (value instanceof CharSequence) {
            Matcher matcher = pattern.matcher(clean(value));
            return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
        }
        return Optional.empty();
    }

    /** Without blanks around it, and without the byte order mark that some editors begin a file with. */
    private static String clean(Object value) {
        return StringUtils.removeStart(value.toString(), '\uFEFF').trim();
    }
}
