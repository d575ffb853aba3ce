// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.request;

import io.github.camelbitrix24.openlines.api.B24InvalidRequestException;
import io.github.camelbitrix24.openlines.rest.Json;
import java.io.File;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.apache.camel.Exchange;
import org.apache.camel.StreamCache;
import org.apache.camel.TypeConversionException;
import org.apache.camel.WrappedFile;
import org.apache.commons.lang3.StringUtils;

/** Reads values that hold a text without being one, by Camel's type converters and in the exchange's charset. */
final class Texts {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private Texts() {}

    /** Whether the value can be read but once, so that whoever reads it has to keep what was read. */
    static boolean isReadOnce(Object value) {
        return (value instanceof InputStream || value instanceof Reader) && !(value instanceof StreamCache);
    }

    /**
     * What the value holds: bytes, streams and files become text, trees of JSON become plain Java, an {@code Optional} its value.
     *
     * @param value may be null
     * @return null if there is nothing, the value itself if it is none of these
     * @throws B24InvalidRequestException if it cannot be read
     */
    static Object read(Exchange exchange, Object value) {
        if (value instanceof Optional<?> optional) {
            return read(exchange, optional.orElse(null));
        }
        if (value instanceof OptionalLong optional) {
            return optional.isPresent() ? optional.getAsLong() : null;
        }
        if (value instanceof OptionalInt optional) {
            return optional.isPresent() ? optional.getAsInt() : null;
        }
        if (value instanceof char[] characters) {
            return String.valueOf(characters);
        }
        return holdsBytes(value) ? text(exchange, value) : Json.plain(value);
    }

    private static boolean holdsBytes(Object value) {
        return value instanceof byte[]
                || value instanceof ByteBuffer
                || value instanceof InputStream
                || value instanceof Reader
                || value instanceof StreamCache
                || value instanceof WrappedFile<?>
                || value instanceof File
                || value instanceof Path;
    }

    private static String text(Exchange exchange, Object value) {
        try {
            String text = exchange.getContext().getTypeConverter().convertTo(String.class, exchange, source(value));
            return StringUtils.removeStart(text, BYTE_ORDER_MARK);
        } catch (TypeConversionException e) {
            throw new B24InvalidRequestException(
                    "a " + value.getClass().getSimpleName() + " cannot be read as text: send the text itself");
        } finally {
            if (value instanceof StreamCache cache) {
                cache.reset();
            }
        }
    }

    /** Camel takes a path for its name, and a buffer for all that stands behind it. */
    private static Object source(Object value) {
        if (value instanceof Path path) {
            return path.toFile();
        }
        if (value instanceof ByteBuffer buffer) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.duplicate().get(bytes);
            return bytes;
        }
        if (value instanceof StreamCache cache) {
            cache.reset();
        }
        return value;
    }
}
