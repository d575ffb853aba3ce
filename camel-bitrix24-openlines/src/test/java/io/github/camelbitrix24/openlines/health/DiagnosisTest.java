// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbitrix24.openlines.pace.CallerState;
import io.github.camelbitrix24.openlines.pace.PortalState;
import io.github.camelbitrix24.openlines.pace.Trouble;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What of a portal's state is worth a call at night. */
class DiagnosisTest {
    private static final Instant NOW = Instant.parse("2026-03-17T12:00:00Z");
    private static final PortalState WELL = state(null, null, null);

    private static PortalState state(Instant shortSince, Instant refusedSince, Instant refusedLast) {
        return new PortalState(OptionalLong.of(48), 3, 1, 9, 2, 80, 4, null, shortSince, refusedSince, refusedLast);
    }

    private static CallerView caller(String name, Trouble trouble, CallerState.ShutMethod... shut) {
        return new CallerView("webhook", name, new CallerState(trouble, null, List.of(shut), null));
    }

    private static Trouble trouble(Trouble.Kind kind, String code, long since, long last) {
        return new Trouble(kind, code, 401, NOW.minusSeconds(since), NOW.minusSeconds(last));
    }

    private static Diagnosis of(PortalState state, CallerView... callers) {
        return Diagnosis.of(new PortalView("https://one.example", true, state, List.of(callers)), NOW);
    }

    @Test
    void aPortalThatNobodyHasCalledIsUp() {
        assertThat(of(WELL, caller("a", null)).up()).isTrue();
    }

    @Test
    void refusedCredentialsAreDownHoweverLongAgo() {
        Diagnosis found = of(
                WELL,
                caller("webhook of user 1", trouble(Trouble.Kind.CREDENTIALS, "INVALID_CREDENTIALS", 86_400, 80_000)),
                caller("webhook of user 2", null));

        assertThat(found.message())
                .isEqualTo("https://one.example does not accept the credentials of webhook of user 1:"
                        + " INVALID_CREDENTIALS (HTTP 401)");
        assertThat(found.details())
                .containsEntry("failure.error.code", "INVALID_CREDENTIALS")
                .containsEntry("http.response.code", 401)
                .containsEntry("failure.caller", "webhook of user 1")
                .containsEntry("failure.since", NOW.minusSeconds(86_400));
    }

    @Test
    void theWorstTroubleIsNamed() {
        assertThat(of(
                                WELL,
                                caller("a", trouble(Trouble.Kind.UNREACHABLE, "", 30, 1)),
                                caller("b", trouble(Trouble.Kind.CREDENTIALS, "NO_AUTH_FOUND", 30, 1)))
                        .message())
                .contains("credentials of b: NO_AUTH_FOUND");
    }

    @Test
    void aPortalWithoutAnAnswerIsDownAfterTenSecondsAndForgottenAMinuteAfterTheLastCall() {
        assertThat(of(WELL, caller("a", trouble(Trouble.Kind.UNREACHABLE, "", 9, 0)))
                        .up())
                .isTrue();
        assertThat(of(WELL, caller("a", trouble(Trouble.Kind.UNREACHABLE, "", 10, 0)))
                        .message())
                .contains("gives no answer");
        assertThat(of(WELL, caller("a", trouble(Trouble.Kind.UNREACHABLE, "", 600, 59)))
                        .up())
                .isFalse();
        assertThat(of(WELL, caller("a", trouble(Trouble.Kind.UNREACHABLE, "", 600, 60)))
                        .up())
                .isTrue();
    }

    @Test
    void theVendorsBlockAndADeletedPortalAreDown() {
        assertThat(of(WELL, caller("a", trouble(Trouble.Kind.BLOCKED, "OVERLOAD_LIMIT", 1, 1)))
                        .message())
                .contains("blocked the interface")
                .contains("OVERLOAD_LIMIT");
        assertThat(of(WELL, caller("a", trouble(Trouble.Kind.GONE, "PORTAL_DELETED", 1, 1)))
                        .message())
                .contains("was deleted");
    }

    @Test
    void aBlockedMethodIsTold() {
        Diagnosis found = of(
                WELL,
                caller("a", null, new CallerState.ShutMethod("imopenlines.operator.spam", NOW.plusSeconds(60), true)),
                caller("b", null, new CallerState.ShutMethod("imopenlines.operator.spam", NOW.plusSeconds(90), true)),
                caller("c", null, new CallerState.ShutMethod("imopenlines.operator.skip", NOW.plusSeconds(90), false)));

        assertThat(found.up()).isTrue();
        assertThat(found.details())
                .containsEntry("method.blocked.imopenlines.operator.spam", NOW.plusSeconds(90))
                .doesNotContainKey("method.blocked.imopenlines.operator.skip");
    }

    @Test
    void aBudgetThatIsUsedUpForAMinuteIsTold() {
        assertThat(of(state(NOW.minusSeconds(59), null, null), caller("a", null))
                        .details())
                .doesNotContainKey("budget.exhausted.since");

        Diagnosis found = of(state(NOW.minusSeconds(60), null, null), caller("a", null));

        assertThat(found.up()).isTrue();
        assertThat(found.details())
                .containsEntry("budget.exhausted.since", NOW.minusSeconds(60))
                .containsEntry("calls.waiting", 3);
    }

    @Test
    void aPortalThatRefusesEverythingForAMinuteAsTooManyIsDown() {
        Instant now = NOW;
        Duration minute = Duration.ofSeconds(60);
        assertThat(of(state(null, now.minus(minute), now.minusSeconds(1)), caller("a", null))
                        .up())
                .isTrue();
        assertThat(of(state(null, now.minusSeconds(70), now.minusSeconds(5)), caller("a", null)))
                .satisfies(found -> {
                    assertThat(found.message()).contains("refuses all requests");
                    assertThat(found.details()).containsEntry("failure.error.code", "QUERY_LIMIT_EXCEEDED");
                });
        assertThat(of(state(null, now.minusSeconds(700), now.minus(minute)), caller("a", null))
                        .up())
                .isTrue();
    }

    private static PortalState state(Instant stalledSince, Duration clockBehind) {
        return new PortalState(
                OptionalLong.of(48), 3, 1, 9, 2, 80, 4, null, null, null, null, stalledSince, clockBehind);
    }

    @Test
    void aDispatcherThatStandsStillIsDownWhateverThePortalSays() {
        Diagnosis found = of(
                state(NOW.minusSeconds(11), null),
                caller("a", trouble(Trouble.Kind.CREDENTIALS, "INVALID_CREDENTIALS", 30, 1)));

        assertThat(found.message())
                .isEqualTo("The dispatcher of https://one.example stands still, although calls are due");
        assertThat(found.details())
                .containsEntry("failure.since", NOW.minusSeconds(11))
                .containsEntry("calls.waiting", 3)
                .doesNotContainKey("failure.error.code");
    }

    @Test
    void aClockThatIsBehindIsTold() {
        Diagnosis found = of(state(null, Duration.ofMinutes(61)), caller("a", null));

        assertThat(found.up()).isTrue();
        assertThat(found.details()).containsEntry("budget.clock.behind", 3_660L);
        assertThat(of(WELL, caller("a", null)).details()).doesNotContainKey("budget.clock.behind");
    }
}
