// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.wire;

import io.github.camelbitrix24.openlines.rest.ErrorCode;
import io.github.camelbitrix24.openlines.rest.Lenient;
import io.github.camelbitrix24.openlines.rest.PortalAddress;
import io.github.camelbitrix24.openlines.rest.RestEnvelope;
import io.github.camelbitrix24.openlines.rest.RestResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Opens what the portal answers (§1.6, §1.7): a result with its time, or an error, at whatever status it comes. */
final class Envelope {
    private static final int FIRST_REDIRECT = 300;
    private static final int FIRST_ERROR = 400;
    private static final int FIRST_SERVER_ERROR = 500;

    private Envelope() {}

    /**
     * Opens an answer. A result beside an error is neither: what happened is not known.
     *
     * @param from whom it came from
     * @param redaction takes the call's secrets out of what the portal says
     */
    static Delivery open(HttpAnswer answer, PortalAddress from, UnaryOperator<String> redaction) {
        int status = answer.status();
        if (status >= FIRST_REDIRECT && status < FIRST_ERROR) {
            return new Delivery.Moved(status, answer.location(), from);
        }
        RestEnvelope body = body(answer);
        boolean result = body.answered() && body.result() != null && !Boolean.FALSE.equals(body.result());
        Optional<String> code = ErrorCode.of(body.error());
        if (code.isPresent() && !result) {
            return new Delivery.Rejected(
                    redaction.apply(code.get()), redaction.apply(description(body)), status, retryAfter(answer));
        }
        if (body.answered() && body.error() == null && status < FIRST_ERROR) {
            if (body.result() instanceof Map<?, ?> map) {
                redactErrors(map, redaction);
            }
            return new Delivery.Answered(new RestResponse(body.result(), body.time(), 1, body.next()));
        }
        return !body.answered() && status >= FIRST_ERROR && status < FIRST_SERVER_ERROR
                ? new Delivery.ClientError(status, retryAfter(answer))
                : new Delivery.Unreadable(status);
    }

    private static Duration retryAfter(HttpAnswer answer) {
        return RetryAfter.read(answer.retryAfter(), Instant.now()).orElse(null);
    }

    private static String description(RestEnvelope body) {
        String text = Lenient.text(body.description());
        return text == null ? Lenient.text(Lenient.map(body.error()).get("message")) : text;
    }

    /** The errors inside a batch (§4.2). */
    private static void redactErrors(Map<?, ?> result, UnaryOperator<String> redaction) {
        if (result.get("result_error") instanceof Map<?, ?> errors) {
            Lenient.map(errors).replaceAll((name, error) -> redacted(error, redaction));
        } else if (result.get("result_error") instanceof List<?> errors) {
            Lenient.map(result).put("result_error", redacted(errors, redaction));
        }
    }

    private static Object redacted(Object error, UnaryOperator<String> redaction) {
        if (error instanceof Map<?, ?> map) {
            Map<Object, Object> clean = new LinkedHashMap<>(map);
            clean.replaceAll((name, value) -> redacted(value, redaction));
            return clean;
        }
        if (error instanceof List<?> list) {
            List<Object> clean = new ArrayList<>(list);
            clean.replaceAll(value -> redacted(value, redaction));
            return clean;
        }
        return error instanceof String text ? redaction.apply(text) : error;
    }

    private static RestEnvelope body(HttpAnswer answer) {
        try {
            return RestEnvelope.read(answer.body());
        } catch (IOException e) {
            return RestEnvelope.NONE;
        }
    }
}
