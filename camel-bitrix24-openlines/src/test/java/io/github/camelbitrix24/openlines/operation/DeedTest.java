// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelbitrix24.openlines.api.B24OutcomeUnknownException;
import io.github.camelbitrix24.openlines.api.RestFailure;
import io.github.camelbitrix24.openlines.api.RestTime;
import io.github.camelbitrix24.openlines.rest.CallGroup;
import io.github.camelbitrix24.openlines.rest.CallOutcome;
import io.github.camelbitrix24.openlines.rest.RestResponse;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What a verified action does after no answer came, by how it was lost and how long ago it was sent. */
class DeedTest {
    private static final Instant NOW = Instant.parse("2026-03-17T12:00:00Z");
    private static final long CALLER = 27;

    private final AtomicLong nanos = new AtomicLong();

    private Deed answer() {
        Arguments arguments = new Arguments();
        arguments.put(Parameter.CHAT_ID, 1763L);
        return new Deed(Operation.answer, arguments, new Checks(true, false, true, false), () -> CALLER, nanos::get);
    }

    private static List<CallOutcome> lost(int status, Throwable cause) {
        B24OutcomeUnknownException failure = new B24OutcomeUnknownException(
                "no answer came", new RestFailure("imopenlines.operator.answer", null, null, status, 1), cause);
        return List.of(
                new CallOutcome.Failed(failure), new CallOutcome.Failed(failure), new CallOutcome.Failed(failure));
    }

    /** Nobody has the dialog, and its session is old. */
    private static List<CallOutcome> untouched() {
        long started = NOW.minusSeconds(600).getEpochSecond();
        Map<String, Object> dialog = Map.of(
                "id",
                1763,
                "owner",
                0,
                "entity_id",
                "livechat|22|9|9",
                "entity_data_1",
                "N|NONE|0|N|N|500|" + started + "|22");
        return List.of(done(dialog), done(Map.of("sessionId", 500, "message", List.of())));
    }

    private static CallOutcome done(Object result) {
        return new CallOutcome.Done(new RestResponse(result, new RestTime(NOW, NOW, 0, 0, 0, null), 1));
    }

    private Optional<CallGroup> afterLooking(Deed deed, List<CallOutcome> lost, Duration passed) {
        assertThat(deed.next(lost)).isPresent();
        nanos.addAndGet(passed.toNanos());
        return deed.next(untouched());
    }

    @Test
    void aCutActionThatTheDialogDoesNotShowGoesOnceMore() {
        Deed deed = answer();

        assertThat(afterLooking(deed, lost(0, null), Duration.ofSeconds(1))).isPresent();
    }

    @Test
    void anActionWhoseTimeWasOverMayStillBeAtWorkAndIsNotRepeated() {
        for (List<CallOutcome> late : List.of(lost(0, new SocketTimeoutException()), lost(504, null))) {
            Deed deed = answer();

            assertThat(afterLooking(deed, late, Duration.ofSeconds(30))).isEmpty();
            assertThatThrownBy(() -> deed.conclude(untouched()))
                    .isInstanceOf(B24OutcomeUnknownException.class)
                    .hasMessageContaining("may still be at work");
        }
    }

    @Test
    void anActionThatThePortalMustHaveCutGoesOnceMore() {
        Deed deed = answer();

        assertThat(afterLooking(deed, lost(0, new SocketTimeoutException()), Duration.ofSeconds(66)))
                .isPresent();
    }
}
