// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import io.github.camelbitrix24.openlines.simulator.rest.ErrorCodes;
import java.time.Duration;

/** Something that goes wrong with a request on purpose; scripted with {@link Faults}. */
public sealed interface Fault {

    /** A JSON error envelope; the method is not executed. */
    static Fault status(int http, String code) {
        return new Status(http, code, "");
    }

    /** A JSON error envelope; the method is not executed. */
    static Fault status(int http, String code, String description) {
        return new Status(http, code, description);
    }

    /**
     * An error of the system by its code, with the status that this portal gives it (§2); the method is not executed.
     *
     * @throws IllegalArgumentException if §2 knows no such code
     */
    static Fault error(String code) {
        if (!ErrorCodes.all().contains(code)) {
            throw Known.unknown("error code", code, ErrorCodes.all(), name -> name);
        }
        return new Error(code);
    }

    /** 200 with this result; the method is not executed. */
    static Fault result(Object json) {
        return new Result(json);
    }

    /** An HTML page as a front end sends it (§1.5); the method is not executed. */
    static Fault html(int http) {
        return new Raw(http, "text/html; charset=utf-8", "<html><body><h1>" + http + "</h1></body></html>");
    }

    /** Any body; the method is not executed. */
    static Fault raw(int http, String contentType, String body) {
        return new Raw(http, contentType, body);
    }

    /** 302 (§1.10); the method is not executed. */
    static Fault redirect(String location) {
        return new Redirect(location);
    }

    /** 302 to the same path at another portal, such as {@code http://127.0.0.1:8081} (§1.10); the method is not executed. */
    static Fault moved(String baseUrl) {
        return new Moved(BaseUrl.checked(baseUrl));
    }

    /** The connection is closed without an answer; the method is not executed. */
    static Fault cutBeforeExecution() {
        return new Cut(false);
    }

    /** The method is executed and the connection closed without a byte. */
    static Fault cutAfterExecution() {
        return new Cut(true);
    }

    /** The method is executed and the connection closed in the middle of the answer. */
    static Fault halfBody() {
        return new HalfBody();
    }

    /** The method is executed at once and its answer held back. */
    static Fault slow(Duration delay) {
        if (delay.isNegative()) {
            throw new IllegalArgumentException("An answer cannot be delayed by " + delay);
        }
        return new Slow(delay);
    }

    /** 200 and nothing else; the method is executed. */
    static Fault emptyBody() {
        return new EmptyBody();
    }

    /** For {@link Faults#nextCommand}: the command is executed and its key is missing in every container of the batch. */
    static Fault droppedFromBatch() {
        return new Dropped(true);
    }

    /** For {@link Faults#nextCommand}: the command is not executed and its key is missing in every container of the batch. */
    static Fault droppedFromBatchBeforeExecution() {
        return new Dropped(false);
    }

    /** An error envelope with a status of its own; {@link Fault#status(int, String, String)}. */
    record Status(int http, String code, String description) implements Fault {}

    /** An error by its code; {@link Fault#error}. */
    record Error(String code) implements Fault {}

    /** A result that nothing was done for; {@link Fault#result}. */
    record Result(Object json) implements Fault {}

    /** Any body; {@link Fault#raw}. */
    record Raw(int http, String contentType, String body) implements Fault {}

    /** A 302; {@link Fault#redirect}. */
    record Redirect(String location) implements Fault {}

    /** A portal that has moved; {@link Fault#moved}. */
    record Moved(String baseUrl) implements Fault {}

    /** A connection that is closed; {@link Fault#cutBeforeExecution}, {@link Fault#cutAfterExecution}. */
    record Cut(boolean executed) implements Fault {}

    /** An answer that ends in its middle; {@link Fault#halfBody}. */
    record HalfBody() implements Fault {}

    /** An answer that is held back; {@link Fault#slow}. */
    record Slow(Duration delay) implements Fault {}

    /** An answer without a body; {@link Fault#emptyBody}. */
    record EmptyBody() implements Fault {}

    /** A command that the answer of its batch lacks; {@link Fault#droppedFromBatch}. */
    record Dropped(boolean executed) implements Fault {}
}
