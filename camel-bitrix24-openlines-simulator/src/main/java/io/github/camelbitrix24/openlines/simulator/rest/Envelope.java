// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelbitrix24.openlines.simulator.portal.PortalTime;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes answers as the portal does (§1.6, §1.7). */
public final class Envelope {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int OPERATING_WINDOW = 600;

    private Envelope() {}

    public static String write(RestAnswer answer, Instant start, Instant finish, ZoneId zone) {
        Map<String, Object> envelope = new LinkedHashMap<>();
        if (answer instanceof RestAnswer.Success success) {
            envelope.put("result", Php.jsonShape(success.result()));
            putIfPresent(envelope, "next", success.next());
            putIfPresent(envelope, "total", success.total());
            envelope.put("time", time(start, finish, zone));
        } else if (answer instanceof RestAnswer.Failure failure) {
            envelope.putAll(error(failure));
        }
        return json(envelope);
    }

    static Map<String, Object> error(RestAnswer.Failure failure) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("error", failure.code());
        error.put("error_description", failure.description());
        if (failure.argument() != null) {
            error.put("argument", failure.argument());
        }
        return error;
    }

    /** Nothing is recorded against the operating limit, which resets 600 s after this call (§3.2). */
    static Map<String, Object> time(Instant start, Instant finish, ZoneId zone) {
        Map<String, Object> time = new LinkedHashMap<>();
        time.put("start", start.getEpochSecond());
        time.put("finish", seconds(finish));
        time.put("duration", seconds(finish) - seconds(start));
        time.put("processing", 0);
        time.put("date_start", PortalTime.iso(start, zone));
        time.put("date_finish", PortalTime.iso(finish, zone));
        time.put("operating_reset_at", start.getEpochSecond() + OPERATING_WINDOW);
        time.put("operating", 0);
        return time;
    }

    private static double seconds(Instant instant) {
        return instant.getEpochSecond() + instant.getNano() / 1e9;
    }

    private static void putIfPresent(Map<String, Object> envelope, String key, Long value) {
        if (value != null) {
            envelope.put(key, value);
        }
    }

    static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An answer cannot be written as JSON", e);
        }
    }
}
