// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.rest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.camelbitrix24.openlines.api.RestTime;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;

/** Reads the {@code time} object of an answer, whose numbers come whole or with fractions (§1.6). */
public final class RestTimes {
    private static final int NANOS = 1_000_000_000;

    private double start = Double.NaN;
    private double finish = Double.NaN;
    private double duration;
    private double processing;
    private double operating;
    private double operatingResetAt = Double.NaN;
    private boolean empty = true;

    private RestTimes() {}

    /** The portal's account of a call, null if it gave none. */
    public static RestTime read(Object value) {
        RestTimes times = new RestTimes();
        for (Map.Entry<String, Object> entry : Lenient.map(value).entrySet()) {
            times.empty = false;
            if (entry.getValue() instanceof Number number) {
                times.put(entry.getKey(), number.doubleValue());
            }
        }
        return times.time();
    }

    /** The portal's account of a call at which the parser stands, null if there is none. */
    static RestTime read(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return null;
        }
        RestTimes times = new RestTimes();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            times.empty = false;
            if (parser.nextToken().isNumeric()) {
                times.put(name, parser.getDoubleValue());
            } else {
                parser.skipChildren();
            }
        }
        return times.time();
    }

    private void put(String name, double value) {
        switch (name) {
            case "start" -> start = value;
            case "finish" -> finish = value;
            case "duration" -> duration = value;
            case "processing" -> processing = value;
            case "operating" -> operating = value;
            case "operating_reset_at" -> operatingResetAt = value;
            default -> {
                // dates as text, and what newer portals may add
            }
        }
    }

    private RestTime time() {
        return empty
                ? null
                : new RestTime(
                        instant(start), instant(finish), duration, processing, operating, instant(operatingResetAt));
    }

    private static Instant instant(double seconds) {
        if (Double.isNaN(seconds)) {
            return null;
        }
        long whole = (long) Math.floor(seconds);
        return Instant.ofEpochSecond(whole, Math.round((seconds - whole) * NANOS));
    }
}
