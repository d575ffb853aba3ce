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
    private static final Pattern CHAT = Pattern.compile("(?:chat)?(\\d{1,18})");
    private static final Pattern QUEUE = Pattern.compile("queue(\\d{1,18})");
    private static final int SHOWN = 40;

    private Ids() {}

    /** A chat's number from {@code 123}, {@code "123"} or {@code "chat123"}; empty if the value is none of these. */
    static Optional<Long> chat(Object value) {
        if (value instanceof CharSequence text) {
            Matcher matcher = CHAT.matcher(text.toString().trim());
            return matcher.matches() ? positive(Long.valueOf(matcher.group(1))) : Optional.empty();
        }
        return whole(value);
    }

    /** A number above 0; empty if the value is none. */
    static Optional<Long> whole(Object value) {
        if (value instanceof Double || value instanceof Float) {
            return Optional.empty();
        }
        return Lenient.number(value).filter(number -> number > 0);
    }

    /** What {@code TRANSFER_ID} may be: a user's number, or {@code queue} and a line's number (§6.8). */
    static Optional<Object> transfer(Object value) {
        if (value instanceof CharSequence text) {
            Matcher matcher = QUEUE.matcher(text.toString().trim());
            if (matcher.matches()) {
                return positive(Long.valueOf(matcher.group(1))).map(line -> "queue" + line);
            }
        }
        return whole(value).map(Object.class::cast);
    }

    /** The chat that a map or an event's data names. */
    static Optional<Long> chatIn(Map<?, ?> map) {
        Object value = map.containsKey("CHAT_ID") ? map.get("CHAT_ID") : map.get("chatId");
        return chat(value);
    }

    static B24InvalidRequestException bad(Inputs inputs, Parameter parameter, Object value, String expected) {
        String place = "the body's " + parameter.name();
        if (inputs.header(parameter).isPresent()) {
            place = "header " + parameter.header();
        } else if (inputs.option(parameter).isPresent()) {
            place = "option " + parameter.option();
        }
        return new B24InvalidRequestException(place + " holds '" + shown(value) + "', which is not " + expected);
    }

    static String shown(Object value) {
        return StringUtils.abbreviate(String.valueOf(value), SHOWN);
    }

    private static Optional<Long> positive(Long number) {
        return number > 0 ? Optional.of(number) : Optional.empty();
    }
}
