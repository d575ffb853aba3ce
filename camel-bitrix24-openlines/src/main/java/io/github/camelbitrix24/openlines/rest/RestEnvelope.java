// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.rest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.camelbitrix24.openlines.api.RestTime;
import java.io.IOException;

/**
 * What every answer of the portal is (§1.6, §1.7), read in one pass without a map for the frame around the result.
 *
 * @param answered whether there is a result, null included
 * @param result any JSON value as plain Java
 * @param error the error's code as it came, null if there is none
 * @param description what the portal says about the error, as it came
 * @param time the portal's account of the call, null if it gave none
 * @param next where a list's next page begins, as it came, null if there is none
 */
public record RestEnvelope(
        boolean answered, Object result, Object error, Object description, RestTime time, Object next) {
    /** Neither a result nor an error. */
    public static final RestEnvelope NONE = new RestEnvelope(false, null, null, null, null, null);

    /**
     * Reads an answer's body. Of a name that comes twice, the last counts.
     *
     * @throws IOException if it is no JSON object; the exception's text does not show the source
     */
    public static RestEnvelope read(byte[] json) throws IOException {
        return Json.parse(json, RestEnvelope::read);
    }

    private static RestEnvelope read(JsonParser parser) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new IOException("no JSON object");
        }
        boolean answered = false;
        Object result = null;
        Object error = null;
        Object description = null;
        RestTime time = null;
        Object next = null;
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            parser.nextToken();
            switch (name) {
                case "result" -> {
                    answered = true;
                    result = Json.value(parser);
                }
                case "error" -> error = Json.value(parser);
                case "error_description" -> description = Json.value(parser);
                case "next" -> next = Json.value(parser);
                case "time" -> time = RestTimes.read(parser);
                default -> parser.skipChildren();
            }
        }
        return new RestEnvelope(answered, result, error, description, time, next);
    }
}
