// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.api;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How an {@code ObjectMapper} without modules and settings writes and reads the values of this package. */
final class JsonForm {
    private JsonForm() {}

    /** ISO 8601 text, as {@link Instant#toString} writes it. */
    static final class InstantReader extends JsonDeserializer<Instant> {
        /** For an {@code ObjectMapper} to call. */
        public InstantReader() {}

        @Override
        public Instant deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            String text = parser.getValueAsString();
            try {
                return text == null || text.isBlank() ? null : Instant.parse(text);
            } catch (DateTimeException e) {
                return (Instant) context.handleWeirdStringValue(Instant.class, text, "no time of ISO 8601");
            }
        }
    }

    /** Whole numbers are {@code Long}, however small, as the portal's answers are read. */
    static final class DataReader extends JsonDeserializer<Map<String, Object>> {
        /** For an {@code ObjectMapper} to call. */
        public DataReader() {}

        @Override
        public Map<String, Object> deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            Map<?, ?> map = context.readValue(parser, Map.class);
            return map == null ? null : map(map);
        }

        private static Map<String, Object> map(Map<?, ?> map) {
            Map<String, Object> plain = new LinkedHashMap<>();
            map.forEach((name, value) -> plain.put(String.valueOf(name), plain(value)));
            return plain;
        }

        private static Object plain(Object value) {
            if (value instanceof Map<?, ?> map) {
                return map(map);
            }
            if (value instanceof List<?> list) {
                List<Object> plain = new ArrayList<>(list.size());
                list.forEach(item -> plain.add(plain(item)));
                return plain;
            }
            return value instanceof Integer number ? Long.valueOf(number) : value;
        }
    }

    /** The portal's own names (§1.7), and nothing of the stack. */
    static final class FailureWriter extends JsonSerializer<B24Exception> {
        /** For an {@code ObjectMapper} to call. */
        public FailureWriter() {}

        @Override
        public void serialize(B24Exception failure, JsonGenerator json, SerializerProvider provider)
                throws IOException {
            json.writeStartObject();
            json.writeStringField("error", failure.getErrorCode());
            json.writeStringField("error_description", failure.getErrorDescription());
            json.writeStringField("message", failure.getMessage());
            json.writeEndObject();
        }
    }
}
