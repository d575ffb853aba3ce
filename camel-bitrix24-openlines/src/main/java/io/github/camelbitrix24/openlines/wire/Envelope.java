// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.wire;

import io.github.camelbitrix24.openlines.rest.Lenient;
import io.github.camelbitrix24.openlines.rest.RestEnvelope;
import io.github.camelbitrix24.openlines.rest.RestResponse;
import java.io.IOException;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Opens what the portal answers (§1.6, §1.7): a result with its time, or an error, at whatever status it comes. */
final class Envelope {
    private static final int FIRST_REDIRECT = 300;
    private static final int FIRST_ERROR = 400;

    private Envelope() {}

    /**
     * Opens an answer.
     *
     * @param redaction takes the call's secrets out of what the portal says
     */
    static Delivery open(HttpAnswer answer, UnaryOperator<String> redaction) {
        if (answer.status() >= FIRST_REDIRECT && answer.status() < FIRST_ERROR) {
            return new Delivery.Moved(answer.status(), answer.location());
        }
        RestEnvelope body = body(answer);
        if (body.error() instanceof String code) {
            return new Delivery.Rejected(
                    redaction.apply(code),
                    redaction.apply(Lenient.text(body.description())),
                    answer.status(),
                    answer.retryAfter());
        }
        if (!body.answered() || answer.status() >= FIRST_ERROR) {
            return new Delivery.Unreadable(answer.status());
        }
        if (body.result() instanceof Map<?, ?> result) {
            redactErrors(result, redaction);
        }
        return new Delivery.Answered(new RestResponse(
                body.result(), body.time(), 1, Lenient.number(body.next()).orElse(null)));
    }

    /** The errors inside a batch (§4.2). */
    private static void redactErrors(Map<?, ?> result, UnaryOperator<String> redaction) {
        for (Object error : Lenient.list(result.get("result_error"))) {
            if (error instanceof Map<?, ?>) {
                Lenient.map(error)
                        .replaceAll((name, value) -> value instanceof String text ? redaction.apply(text) : value);
            }
        }
    }

    private static RestEnvelope body(HttpAnswer answer) {
        try {
            return RestEnvelope.read(answer.body());
        } catch (IOException e) {
            return RestEnvelope.NONE;
        }
    }
}
