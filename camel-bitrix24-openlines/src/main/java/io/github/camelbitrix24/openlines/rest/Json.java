// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.rest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.TreeNode;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** JSON as plain Java: maps, lists, text, {@code Long}, {@code Double}, booleans. */
public final class Json {
    /** Levels that are passed over; what is read may have a thousand. */
    private static final int DEEPEST = 100_000;
    /** Levels that {@link #pruned} keeps: as many as PHP writes. */
    private static final int DEEPEST_KEPT = 512;

    private static final int LONGEST_NUMBER = 1_000;

    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
                    .build())
            .enable(DeserializationFeature.USE_LONG_FOR_INTS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private static final ObjectReader ANY = MAPPER.readerFor(Object.class);
    private static final ObjectReader PART = ANY.without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** Passes over what is absurd, so that it can be left out; reads none of it. */
    private static final JsonFactory PASSING = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    /** In {@link #fields} and {@link #pruned}: a value that is too deep or too long, is no JSON, or is written twice, and not the same. */
    public static final Object UNREADABLE = new Object() {
        @Override
        public String toString() {
            return "unreadable";
        }
    };

    private Json() {}

    /**
     * Reads a JSON text.
     *
     * @throws IOException if it is none; the exception's text does not show the source
     */
    public static Object read(byte[] json) throws IOException {
        try {
            return ANY.readValue(json);
        } catch (JsonProcessingException e) {
            throw unreadable(e);
        }
    }

    /** Jackson's own words show a piece of the source, which may be a secret. */
    private static IOException unreadable(JsonProcessingException e) {
        JsonLocation place = e.getLocation();
        return new IOException(
                "not JSON" + (place == null ? "" : ", line " + place.getLineNr() + ", column " + place.getColumnNr()));
    }

    /**
     * Reads the fields of a JSON object, each for itself: what is absurd in one costs no other.
     *
     * @return by name; {@link #UNREADABLE} in place of what cannot be read
     * @throws IOException if it is no JSON object; the exception's text does not show the source
     */
    public static Map<String, Object> fields(byte[] json) throws IOException {
        Map<String, Object> fields = new LinkedHashMap<>();
        try (JsonParser parser = PASSING.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("no JSON object");
            }
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                parser.nextToken();
                long from = parser.currentTokenLocation().getByteOffset();
                parser.skipChildren();
                parser.finishToken();
                Object value = part(json, from, parser.currentLocation().getByteOffset());
                boolean twice = fields.containsKey(name) && !Objects.equals(fields.get(name), value);
                fields.put(name, twice ? UNREADABLE : value);
            }
            if (parser.nextToken() != null) {
                throw new IOException("not JSON: something stands after the value");
            }
            return fields;
        } catch (JsonProcessingException e) {
            throw unreadable(e);
        }
    }

    private static Object part(byte[] json, long from, long to) throws IOException {
        if (from < 0) {
            throw new IOException("not UTF-8");
        }
        try {
            return ANY.readValue(json, (int) from, (int) (to - from));
        } catch (JsonProcessingException e) {
            return UNREADABLE;
        }
    }

    /**
     * Reads a JSON text, and leaves out what is absurd in it.
     *
     * @return with {@link #UNREADABLE} in place of what is too deep or too long
     * @throws IOException if it is no JSON; the exception's text does not show the source
     */
    public static Object pruned(byte[] json) throws IOException {
        try (JsonParser parser = PASSING.createParser(json)) {
            if (parser.nextToken() == null) {
                throw new IOException("not JSON: nothing is there");
            }
            Object value = pruned(parser, DEEPEST_KEPT);
            if (parser.nextToken() != null) {
                throw new IOException("not JSON: something stands after the value");
            }
            return value;
        } catch (JsonProcessingException e) {
            throw unreadable(e);
        }
    }

    private static Object pruned(JsonParser parser, int levels) throws IOException {
        if (parser.currentToken().isStructStart() && levels == 0) {
            parser.skipChildren();
            return UNREADABLE;
        }
        switch (parser.currentToken()) {
            case START_OBJECT -> {
                Map<String, Object> map = new LinkedHashMap<>();
                for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                    parser.nextToken();
                    map.put(name, pruned(parser, levels - 1));
                }
                return map;
            }
            case START_ARRAY -> {
                List<Object> list = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    list.add(pruned(parser, levels - 1));
                }
                return list;
            }
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
                return parser.getTextLength() > LONGEST_NUMBER
                        ? UNREADABLE
                        : part(parser.getText().getBytes(StandardCharsets.US_ASCII));
            }
            default -> {
                return value(parser);
            }
        }
    }

    private static Object part(byte[] json) {
        try {
            return read(json);
        } catch (IOException e) {
            return UNREADABLE;
        }
    }

    /** Whether it holds {@link #UNREADABLE} somewhere; of what {@link #pruned} gives. */
    public static boolean isPruned(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.values().stream().anyMatch(Json::isPruned);
        }
        return value instanceof List<?> list ? list.stream().anyMatch(Json::isPruned) : value == UNREADABLE;
    }

    /**
     * Reads a JSON text.
     *
     * @throws IOException if it is none; the exception's text does not show the source
     */
    public static Object read(String json) throws IOException {
        return read(json.getBytes(StandardCharsets.UTF_8));
    }

    /** Reads a whole JSON text by a function that takes its one value from the parser. */
    static <T> T parse(byte[] json, Reading<T> reading) throws IOException {
        try (JsonParser parser = MAPPER.createParser(json)) {
            T value = reading.read(parser);
            if (parser.nextToken() != null) {
                throw new IOException("not JSON: something stands after the value");
            }
            return value;
        } catch (JsonProcessingException e) {
            throw unreadable(e);
        }
    }

    /** The value at which the parser stands, as {@link #read(byte[])} gives it. */
    static Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            case VALUE_STRING -> parser.getText();
            default -> PART.readValue(parser);
        };
    }

    /** Takes a value from a parser. */
    @FunctionalInterface
    interface Reading<T> {
        T read(JsonParser parser) throws IOException;
    }

    /**
     * A value of a type that is written as an object of JSON.
     *
     * @param plain as {@link #read(byte[])} gives it
     * @throws IllegalArgumentException if it does not fit
     */
    public static <T> T value(Map<?, ?> plain, Class<T> type) {
        return MAPPER.convertValue(plain, type);
    }

    /** A tree of JSON as {@link #read(byte[])} gives its text; any other value as it is. */
    public static Object plain(Object value) {
        if (!(value instanceof TreeNode tree)) {
            return value;
        }
        try {
            return read(MAPPER.writeValueAsBytes(tree));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes plain Java as JSON in UTF-8. */
    public static byte[] bytes(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes plain Java as JSON text. */
    public static String text(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
