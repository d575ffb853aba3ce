// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import io.github.camelbitrix24.openlines.api.B24Exception;
import io.github.camelbitrix24.openlines.api.Outcome;
import io.github.camelbitrix24.openlines.api.RestTime;
import io.github.camelbitrix24.openlines.operation.Operation;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** Tells in headers how a call went. What is not known removes its header: an earlier call's value must not pass for this one's. */
final class ResultHeaders {
    private static final int MILLIS = 1_000;

    private ResultHeaders() {}

    static void set(Message message, String method, int attempts, RestTime time, Outcome outcome) {
        message.setHeader(B24OpenLinesConstants.REST_METHOD, method);
        message.setHeader(B24OpenLinesConstants.ATTEMPTS, attempts);
        set(message, B24OpenLinesConstants.DURATION, time == null ? null : Math.round(time.duration() * MILLIS));
        set(message, B24OpenLinesConstants.OPERATING, time == null ? null : time.operating());
        set(message, B24OpenLinesConstants.OPERATING_RESET_AT, time == null ? null : time.operatingResetAt());
        set(message, B24OpenLinesConstants.OUTCOME, outcome);
    }

    static void fail(Exchange exchange, Operation operation, Throwable failure) {
        String method = failure instanceof B24Exception b24 && b24.getRestMethod() != null
                ? b24.getRestMethod()
                : operation.restMethod();
        set(exchange.getMessage(), B24OpenLinesConstants.REST_METHOD, method);
        exchange.getMessage()
                .setHeader(B24OpenLinesConstants.ATTEMPTS, failure instanceof B24Exception b24 ? b24.getAttempts() : 0);
        exchange.setException(failure);
    }

    static void set(Message message, String header, Object value) {
        if (value == null) {
            message.removeHeader(header);
        } else {
            message.setHeader(header, value);
        }
    }
}
