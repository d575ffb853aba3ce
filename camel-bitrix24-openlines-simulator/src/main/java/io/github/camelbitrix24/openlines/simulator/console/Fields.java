// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.buffer.Buffer;
import java.util.Iterator;
import java.util.List;

/** The JSON object of an action; what is wrong with it is said in words. */
final class Fields {

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final JsonNode object;

    private Fields(JsonNode object) {
        this.object = object;
    }

    static Fields of(Buffer body, List<String> known) {
        JsonNode object = parse(body);
        if (!object.isObject()) {
            throw new IllegalArgumentException("The body is not a JSON object; its fields would be " + known);
        }
        for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!known.contains(name)) {
                throw new IllegalArgumentException("Unknown field '" + name + "'; known: " + known);
            }
        }
        return new Fields(object);
    }

    private static JsonNode parse(Buffer body) {
        try {
            return JSON.readTree(body.toString());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The body is not JSON: " + e.getOriginalMessage(), e);
        }
    }

    boolean has(String name) {
        return object.hasNonNull(name);
    }

    /** Without the spaces around it. */
    String text(String name, int longest) {
        JsonNode value = object.path(name);
        if (!value.isTextual() || value.asText().isBlank()) {
            throw new IllegalArgumentException("Field '" + name + "' is missing or empty; it is a text");
        }
        String text = value.asText().strip();
        if (text.length() > longest) {
            throw new IllegalArgumentException(
                    "Field '" + name + "' has at most " + longest + " characters, not " + text.length());
        }
        return text;
    }

    long id(String name) {
        JsonNode value = object.path(name);
        if (!value.isIntegralNumber() || !value.canConvertToLong() || value.asLong() <= 0) {
            throw new IllegalArgumentException("Field '" + name + "' is missing or no id; it is a number above 0");
        }
        return value.asLong();
    }
}
