// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.rest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.camelbitrix24.openlines.api.RestTime;
import java.io.IOException;
import java.util.Map;

/**
 * What every answer of the portal is (§1.6, §1.7), read in one pass without a map for the frame around the result.
 *
 * <p>What is absurd in one field costs no other. A result or an error that is written twice, and not the same, cannot be read.
 *
 * @param answered whether there is a result, null included
 * @param result any JSON value as plain Java; if it is {@link Json#UNREADABLE}, so is the error
 * @param error the error as it came, {@link Json#UNREADABLE} if it cannot be read, null if there is none
 * @param description what the portal says about the error, as it came
 * @param time the portal's account of the call, null if it gave none
 * @param next where a list's next page begins, as it came, {@link Json#UNREADABLE} if it cannot be read, null if there is none
 */
public record RestEnvelope(
        boolean answered, Object result, Object error, Object description, RestTime time, Object next) {
    private static final String RESULT = "result";
    private static final String ERROR = "error";

    /** Neither a result nor an error. */
    public static final RestEnvelope NONE = new RestEnvelope(false, null, null, null, null, null);

    /**
     * Reads an answer's body.
     *
     * @throws IOException if it is no JSON object; the exception's text does not show the source
     */
    public static RestEnvelope read(byte[] json) throws IOException {
        try {
            return Json.parse(json, RestEnvelope::read);
        } catch (IOException e) {
            return of(Json.fields(json));
        }
    }

    /** Something in it is absurd: each field for itself. */
    private static RestEnvelope of(Map<String, Object> fields) {
        Object result = fields.get(RESULT);
        return new RestEnvelope(
                fields.containsKey(RESULT),
                result,
                result == Json.UNREADABLE ? result : fields.get(ERROR),
                fields.get("error_description"),
                RestTimes.read(fields.get("time")),
                fields.get("next"));
    }

    private static RestEnvelope read(JsonParser parser) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new IOException("no JSON object");
        }
        boolean answered = false;
        boolean failed = false;
        Object result = null;
        Object error = null;
        Object description = null;
        RestTime time = null;
        Object next = null;
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            parser.nextToken();
            switch (name) {
                case RESULT -> {
                    once(answered);
                    answered = true;
                    result = Json.value(parser);
                }
                case ERROR -> {
                    once(failed);
                    failed = true;
                    error = Json.value(parser);
                }
                case "error_description" -> description = Json.value(parser);
                case "next" -> next = Json.value(parser);
                case "time" -> time = RestTimes.read(parser);
                default -> parser.skipChildren();
            }
        }
        return new RestEnvelope(answered, result, error, description, time, next);
    }

    private static void once(boolean before) throws IOException {
        if (before) {
            throw new IOException("a result or an error twice");
        }
    }
}
