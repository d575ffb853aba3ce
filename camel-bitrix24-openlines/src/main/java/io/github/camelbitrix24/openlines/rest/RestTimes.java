// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.rest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.camelbitrix24.openlines.api.RestTime;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import org.apache.commons.lang3.math.NumberUtils;

/**
 * Reads the {@code time} object of an answer, whose numbers come whole or with fractions (§1.6). An absurd number in it costs the
 * whole account, and nothing else.
 */
public final class RestTimes {
    private static final int NANOS = 1_000_000_000;
    /** The year 9999, in seconds. */
    private static final double LATEST = 253_402_300_799d;
    /** A request takes a minute at most (§3.3), a method's window ten (§3.2). */
    private static final double LONGEST = 86_400;

    private double start = Double.NaN;
    private double finish = Double.NaN;
    private double duration;
    private double processing;
    private double operating;
    private double operatingResetAt = Double.NaN;
    private boolean empty = true;
    private boolean absurd;

    private RestTimes() {}

    /** The portal's account of a call, null if it gave none that can be read. */
    public static RestTime read(Object value) {
        RestTimes times = new RestTimes();
        for (Map.Entry<String, Object> entry : Lenient.map(value).entrySet()) {
            times.empty = false;
            if (entry.getValue() != null) {
                times.put(entry.getKey(), number(entry.getValue()));
            }
        }
        return times.time();
    }

    /** The portal's account of a call at which the parser stands, null if there is none that can be read. */
    static RestTime read(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return null;
        }
        RestTimes times = new RestTimes();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            times.empty = false;
            JsonToken token = parser.nextToken();
            if (token.isNumeric()) {
                times.put(name, parser.getDoubleValue());
            } else if (token != JsonToken.VALUE_NULL) {
                times.put(name, token == JsonToken.VALUE_STRING ? number(parser.getText()) : Double.NaN);
                parser.skipChildren();
            }
        }
        return times.time();
    }

    /** NaN for what is no number. */
    private static double number(Object value) {
        return value instanceof Number number
                ? number.doubleValue()
                : NumberUtils.toDouble(Lenient.text(value), Double.NaN);
    }

    private void put(String name, double value) {
        switch (name) {
            case "start" -> start = within(value, LATEST);
            case "finish" -> finish = within(value, LATEST);
            case "duration" -> duration = within(value, LONGEST);
            case "processing" -> processing = within(value, LONGEST);
            case "operating" -> operating = within(value, LONGEST);
            case "operating_reset_at" -> operatingResetAt = within(value, LATEST);
            default -> {
                // dates as text, and what newer portals may add
            }
        }
    }

    private double within(double value, double most) {
        absurd |= !(value >= 0 && value <= most);
        return value;
    }

    private RestTime time() {
        return empty || absurd
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
