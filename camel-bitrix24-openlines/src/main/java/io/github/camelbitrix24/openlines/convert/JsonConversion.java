// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.convert;

import io.github.camelbitrix24.openlines.api.Author;
import io.github.camelbitrix24.openlines.api.BatchResult;
import io.github.camelbitrix24.openlines.api.ChatEvent;
import io.github.camelbitrix24.openlines.api.Dialog;
import io.github.camelbitrix24.openlines.api.Line;
import io.github.camelbitrix24.openlines.api.OperatorLoad;
import io.github.camelbitrix24.openlines.api.OperatorResult;
import io.github.camelbitrix24.openlines.api.RestTime;
import io.github.camelbitrix24.openlines.api.User;
import io.github.camelbitrix24.openlines.rest.Json;
import io.github.camelbitrix24.openlines.rest.ResultList;
import io.github.camelbitrix24.openlines.rest.ResultMap;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.apache.commons.lang3.StringUtils;

/** Values and results as JSON in what Camel moves about, and back. */
final class JsonConversion {
    private static final Set<Class<?>> VALUES = Set.of(
            Author.class,
            BatchResult.class,
            ChatEvent.class,
            Dialog.class,
            Line.class,
            OperatorLoad.class,
            OperatorResult.class,
            RestTime.class,
            User.class);

    private JsonConversion() {}

    static boolean isValue(Class<?> type) {
        return VALUES.contains(type);
    }

    /** A value or a result as JSON in UTF-8; null if it is neither, or the type can hold no JSON. */
    static Object write(Class<?> type, Object value) {
        if (!holdsJson(type) || !isWritten(value)) {
            return null;
        }
        if (type == String.class) {
            return Json.text(value);
        }
        if (type == Reader.class) {
            return new StringReader(Json.text(value));
        }
        byte[] bytes = Json.text(value).getBytes(StandardCharsets.UTF_8);
        if (type == InputStream.class) {
            return new ByteArrayInputStream(bytes);
        }
        return type == ByteBuffer.class ? ByteBuffer.wrap(bytes) : bytes;
    }

    private static boolean holdsJson(Class<?> type) {
        return type == String.class
                || type == byte[].class
                || type == InputStream.class
                || type == Reader.class
                || type == ByteBuffer.class;
    }

    /** Camel itself makes texts of numbers and booleans, and nothing else. */
    private static boolean isWritten(Object value) {
        return value instanceof ResultMap
                || value instanceof ResultList
                || value instanceof Long
                || value instanceof Boolean
                || isValue(value.getClass());
    }

    /** JSON, or the map of one, as a value; null if it is none. */
    static Object read(Class<?> type, Object value) {
        try {
            Object tree = Json.plain(value);
            Object plain = tree instanceof Map<?, ?> ? tree : plain(value);
            return plain instanceof Map<?, ?> map && (type != ChatEvent.class || map.get("type") instanceof String)
                    ? Json.value(map, type)
                    : null;
        } catch (IOException | IllegalArgumentException e) {
            return null;
        }
    }

    private static Object plain(Object value) throws IOException {
        String text = text(value);
        return text == null ? null : Json.read(StringUtils.removeStart(text, '\uFEFF'));
    }

    private static String text(Object value) throws IOException {
        if (value instanceof CharSequence text) {
            return text.toString();
        }
        if (value instanceof byte[] bytes) {
            return new String(bytes, StandardCharsets.UTF_8);
        }
        if (value instanceof InputStream stream) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
        if (value instanceof Reader reader) {
            StringWriter text = new StringWriter();
            reader.transferTo(text);
            return text.toString();
        }
        return null;
    }
}
