// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelbitrix24.openlines.simulator.portal.PortalTime;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes answers as the portal does (§1.6, §1.7). */
public final class Envelope {

    private static final ObjectMapper JSON = new ObjectMapper();

    static {
        JSON.getFactory().setCharacterEscapes(new PhpEscapes());
    }

    private Envelope() {}

    /** A success without a time of its own was over as soon as it began. */
    public static String write(RestAnswer answer, Instant now, ZoneId zone, boolean decimalTime) {
        Map<String, Object> envelope = new LinkedHashMap<>();
        if (answer instanceof RestAnswer.Success success) {
            envelope.put("result", Php.jsonShape(success.result()));
            putIfPresent(envelope, "next", success.next());
            putIfPresent(envelope, "total", success.total());
            envelope.put("time", time(success.time() == null ? CallTime.at(now) : success.time(), zone, decimalTime));
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

    /** {@code start} and {@code processing} are whole seconds unless they are wanted as decimals (§1.6). */
    static Map<String, Object> time(CallTime call, ZoneId zone, boolean decimal) {
        Map<String, Object> time = new LinkedHashMap<>();
        time.put(
                "start",
                decimal ? (Object) seconds(call.start()) : (Object) call.start().getEpochSecond());
        time.put("finish", seconds(call.finish()));
        time.put("duration", seconds(call.duration()));
        time.put(
                "processing",
                decimal
                        ? (Object) seconds(call.duration())
                        : (Object) call.duration().getSeconds());
        time.put("date_start", PortalTime.iso(call.start(), zone));
        time.put("date_finish", PortalTime.iso(call.finish(), zone));
        CallTime.Operating operating = call.operating();
        if (operating != null) {
            time.put("operating_reset_at", operating.resetAt().getEpochSecond());
            time.put("operating", operating.sum().isZero() ? (Object) 0 : (Object) seconds(operating.sum()));
        }
        return time;
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
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
