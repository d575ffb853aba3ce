// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.wire;

import io.github.camelbitrix24.openlines.api.RestFailure;
import io.github.camelbitrix24.openlines.api.RestTime;
import io.github.camelbitrix24.openlines.rest.Json;
import io.github.camelbitrix24.openlines.rest.Lenient;
import io.github.camelbitrix24.openlines.rest.RestCall;
import io.github.camelbitrix24.openlines.rest.RestResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Opens what the portal answers (§1.6, §1.7): a result with its time, or an error, at whatever status it comes. */
final class Envelope {
    private static final int FIRST_REDIRECT = 300;
    private static final int FIRST_ERROR = 400;
    private static final int NANOS = 1_000_000_000;

    private Envelope() {}

    /**
     * Opens an answer.
     *
     * @throws io.github.camelbitrix24.openlines.api.B24Exception if it is an error, or cannot be read
     */
    static RestResponse open(RestCall call, HttpAnswer answer, Redaction redaction) {
        if (answer.status() >= FIRST_REDIRECT && answer.status() < FIRST_ERROR) {
            throw Failures.moved(call.method(), answer.status(), answer.location());
        }
        Map<String, Object> body = body(answer).orElseThrow(() -> Failures.unreadable(call, answer.status()));
        if (body.get("error") instanceof String code) {
            throw Failures.of(
                    call,
                    new RestFailure(
                            call.method(),
                            redaction.apply(code),
                            redaction.apply(Lenient.text(body.get("error_description"))),
                            answer.status(),
                            1),
                    answer.retryAfter());
        }
        if (!body.containsKey("result") || answer.status() >= FIRST_ERROR) {
            throw Failures.unreadable(call, answer.status());
        }
        return new RestResponse(body.get("result"), time(Lenient.map(body.get("time"))), 1);
    }

    private static Optional<Map<String, Object>> body(HttpAnswer answer) {
        try {
            return Json.read(answer.body()) instanceof Map<?, ?> map ? Optional.of(Lenient.map(map)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static RestTime time(Map<String, Object> time) {
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
