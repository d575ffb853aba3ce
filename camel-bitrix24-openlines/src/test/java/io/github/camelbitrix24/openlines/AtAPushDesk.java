// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.camelbitrix24.openlines.api.B24InvalidRequestException;
import io.github.camelbitrix24.openlines.events.EventForms;
import java.time.Duration;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A route that takes what a portal posts. */
abstract class AtAPushDesk {
    static final Duration SOON = Duration.ofSeconds(20);
    static final String TOKEN_FIELD = "auth[application_token]";
    static final String GOOD = EventForms.body("onsessionstart");

    PushDesk desk;

    @BeforeEach
    void open() throws Exception {
        desk = new PushDesk();
    }

    @AfterEach
    void close() {
        desk.close();
    }

    static B24InvalidRequestException refusal(ThrowingCallable start) {
        return ExceptionUtils.throwableOfType(catchThrowable(start), B24InvalidRequestException.class);
    }
}
