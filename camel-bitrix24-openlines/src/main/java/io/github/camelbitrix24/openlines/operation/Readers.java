// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.operation;

import io.github.camelbitrix24.openlines.api.B24OutcomeUnknownException;
import io.github.camelbitrix24.openlines.api.B24RefusedException;
import io.github.camelbitrix24.openlines.api.Dialog;
import io.github.camelbitrix24.openlines.api.OperatorResult;
import io.github.camelbitrix24.openlines.api.Outcome;
import io.github.camelbitrix24.openlines.api.RestFailure;
import io.github.camelbitrix24.openlines.rest.Lenient;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The readers that the rows of the table name. */
final class Readers {
    private static final int OK = 200;

    private Readers() {}

    /** {@code true} or {@code false} of a method that acts on a dialog. */
    static OperatorResult operatorResult(Reply reply) {
        boolean result = yes(reply);
        return new OperatorResult(
                reply.operation().name(),
                reply.arguments().chatId().orElse(0L),
                result,
                result ? Outcome.ACCEPTED : Outcome.REFUSED,
                null,
                null,
                reply.response().time());
    }

    /** {@code true}, or {@code false} where that is no failure. */
    static Boolean yes(Reply reply) {
        boolean result = Lenient.flag(reply.response().result()).orElseThrow(() -> unreadable(reply, "true or false"));
        if (!result && reply.failOnFalse()) {
            throw refused(reply, "nothing was done");
        }
        return result;
    }

    /** {@code imopenlines.dialog.get}. */
    static Dialog dialog(Reply reply) {
        Map<String, Object> data = Lenient.map(reply.response().result());
        if (Lenient.id(data.get("id")) <= 0) {
            throw unreadable(reply, "a dialog with its id");
        }
        return DialogReader.read(data);
    }

    /** A number, alone or by that name in a map. {@code false} instead of one is a refusal (§7.5). */
    static ResultReader number(String name) {
        return reply -> {
            Object result = reply.response().result();
            if (Boolean.FALSE.equals(result)) {
                throw refused(reply, "nothing was done");
            }
            Object number = result instanceof Map<?, ?> map ? map.get(name) : result;
            return Lenient.number(number).orElseThrow(() -> unreadable(reply, "a number"));
        };
    }

    /** Numbers. */
    static List<Long> numbers(Reply reply) {
        return items(reply).stream()
                .map(item -> Lenient.number(item).orElseThrow(() -> unreadable(reply, "a list of numbers")))
                .toList();
    }

    /** A map; the portal writes an empty one as a list (§1.9). */
    static Map<String, Object> map(Reply reply) {
        Object result = reply.response().result();
        if (result instanceof List<?> list && list.isEmpty()) {
            return Map.of();
        }
        if (!(result instanceof Map<?, ?>)) {
            throw unreadable(reply, "a map");
        }
        return Lenient.map(result);
    }

    /** A map, in which one thing has had two names. */
    static ResultReader mapWith(String name, String otherName) {
        return reply -> {
            Map<String, Object> map = new LinkedHashMap<>(map(reply));
            if (map.containsKey(otherName)) {
                map.putIfAbsent(name, map.remove(otherName));
            }
            return map;
        };
    }

    /** A map of what there is one of; {@code false} if there is none. */
    static <T> ResultReader one(Function<Map<String, Object>, T> reader) {
        return reply -> {
            if (Boolean.FALSE.equals(reply.response().result())) {
                throw refused(reply, "there is none with this id");
            }
            Map<String, Object> map = map(reply);
            if (map.isEmpty()) {
                throw unreadable(reply, "a map");
            }
            return reader.apply(map);
        };
    }

    /** A list of maps. */
    static List<Map<String, Object>> maps(Reply reply) {
        return items(reply).stream()
                .map(item -> {
                    if (!(item instanceof Map<?, ?>)) {
                        throw unreadable(reply, "a list of maps");
                    }
                    return Lenient.map(item);
                })
                .toList();
    }

    /** A list of values. */
    static <T> ResultReader each(Function<Map<String, Object>, T> reader) {
        return reply -> maps(reply).stream().map(reader).toList();
    }

    /** A list of values by that name in a map. */
    static <T> ResultReader each(String name, Function<Map<String, Object>, T> reader) {
        return reply -> each(reader).read(reply.about(map(reply).get(name)));
    }

    private static List<Object> items(Reply reply) {
        Object result = reply.response().result();
        if (!(result instanceof List<?>) && !(result instanceof Map<?, ?>)) {
            throw unreadable(reply, "a list");
        }
        return Lenient.list(result);
    }

    /** As it came. */
    static Object plain(Reply reply) {
        return reply.response().result();
    }

    private static B24RefusedException refused(Reply reply, String meaning) {
        return new B24RefusedException(
                reply.operation() + ": the portal answered false, so " + meaning
                        + (reply.operation().isAbout(Parameter.Group.DIALOG)
                                ? ". Look at the dialog with dialogGet, or set failOnFalse=false to get the answer as a result"
                                : ""),
                facts(reply),
                null);
    }

    static B24OutcomeUnknownException unreadable(Reply reply, String expected) {
        return new B24OutcomeUnknownException(
                reply.operation() + ": the portal's answer is not " + expected + ", so what happened is not known",
                facts(reply),
                null);
    }

    private static RestFailure facts(Reply reply) {
        return new RestFailure(reply.method(), null, null, OK, reply.response().attempts());
    }
}
