// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.rest;

import io.github.camelbitrix24.openlines.api.RestTime;
import java.time.Instant;
import java.util.Map;

/** Reads the {@code time} object of an answer, whose numbers come whole or with fractions (§1.6). */
public final class RestTimes {
    private static final int NANOS = 1_000_000_000;

    private RestTimes() {}

    /** The portal's account of a call, null if it gave none. */
    public static RestTime read(Object value) {
        Map<String, Object> time = Lenient.map(value);
        if (time.isEmpty()) {
            return null;
        }
        return new RestTime(
                instant(time.get("start")),
                instant(time.get("finish")),
                seconds(time.get("duration")),
                seconds(time.get("processing")),
                seconds(time.get("operating")),
                instant(time.get("operating_reset_at")));
    }

    private static double seconds(Object value) {
        return value instanceof Number number ? number.doubleValue() : 0;
    }

    private static Instant instant(Object value) {
        if (!(value instanceof Number number)) {
            return null;
        }
        long whole = (long) Math.floor(number.doubleValue());
        return Instant.ofEpochSecond(whole, Math.round((number.doubleValue() - whole) * NANOS));
    }
}
