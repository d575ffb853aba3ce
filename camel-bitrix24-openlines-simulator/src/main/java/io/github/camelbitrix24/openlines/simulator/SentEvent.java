// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import java.time.Instant;

/**
 * An event that the portal posted, or would have posted, to a handler (§8.1).
 *
 * @param number 1 for the first event of this portal
 * @param event in upper case
 * @param url the handler's address
 * @param body the form as it goes over the wire
 * @param time when it happened, by the portal's clock
 * @param state how far it has come
 * @param httpStatus what the handler answered, 0 before and without an answer
 */
public record SentEvent(long number, String event, String url, String body, Instant time, State state, int httpStatus) {

    /** How far the event has come; there is no second try. */
    public enum State {
        /** Held back or on its way. */
        WAITING,
        /** The handler answered 2xx. */
        DELIVERED,
        /** The handler answered anything else, or nothing. */
        FAILED,
        /** Left out on demand. */
        DROPPED
    }

    /** The same event after the handler has answered with this status, 0 for no answer. */
    public SentEvent answered(int status) {
        State end = status >= 200 && status < 300 ? State.DELIVERED : State.FAILED;
        return new SentEvent(number, event, url, body, time, end, status);
    }

    /** Without the body, which holds tokens. */
    @Override
    public String toString() {
        return "SentEvent[" + number + ", " + event + ", " + state + " " + httpStatus + "]";
    }
}
