// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The request rate, row by row of §3.1: three requests fit, two flow out every second. */
class RateLimitTest extends PortalTest {

    private static final String REFUSED = "503 QUERY_LIMIT_EXCEEDED";

    @Override
    PortalBuilder configure(PortalBuilder builder) {
        return builder.rateLimit(2, 3);
    }

    @Test
    @Row({"1.11/503-query-limit-exceeded", "2/query-limit-exceeded", "3.1/algorithm", "3.1/refusal"})
    void oneRequestTooManyIsRefusedAndNotExecuted() {
        sendUntilFull();

        assertThat(call(27, "server.time").outcome()).isEqualTo(REFUSED);
        assertThat(portal.executions("server.time")).hasSize(3);
        assertThat(portal.rate().refused()).isEqualTo(1);
    }

    @Test
    @Row("3.1/algorithm")
    void aRefusedRequestTakesNoRoom() {
        sendUntilFull();
        call(27, "server.time");
        call(27, "server.time");

        assertThat(portal.rate().level()).isEqualTo(3);
    }

    @Test
    @Row("3.1/algorithm")
    void everySecondTheBucketFalls() {
        sendUntilFull();

        clock.advance(Duration.ofMillis(999));
        assertThat(portal.rate().level()).isEqualTo(3);
        clock.advance(Duration.ofMillis(1));
        assertThat(portal.rate().level()).isEqualTo(1);
        clock.advance(Duration.ofSeconds(5));
        assertThat(portal.rate().level()).isZero();
    }

    @Test
    void theSecondsCountFromThePhase() {
        try (PortalSimulator other = PortalSimulator.standard()
                .clock(clock)
                .rateLimit(2, 3, Duration.ofMillis(700))
                .start()) {
            other.rate().use(3);

            clock.advance(Duration.ofMillis(299));
            assertThat(other.rate().level()).isEqualTo(3);
            clock.advance(Duration.ofMillis(1));
            assertThat(other.rate().level()).isEqualTo(1);
        }
    }

    @Test
    @Row("3.1/batch")
    void aBatchIsOneRequest() {
        call(27, "batch", "cmd", Map.of("a", "server.time", "b", "server.time", "c", "server.time", "d", "profile"));

        assertThat(portal.rate().level()).isEqualTo(1);
    }

    @Test
    @Row("3.1/key")
    void webhooksShareTheBucket() {
        call(27, "server.time");
        call(31, "server.time");
        call(1, "server.time");

        assertThat(call(27, "server.time").outcome()).isEqualTo(REFUSED);
    }

    @Test
    @Row("3.1/key")
    void portalsDoNotShareTheBucket() {
        try (PortalSimulator other =
                PortalSimulator.standard().clock(clock).rateLimit(2, 3).start()) {
            sendUntilFull();

            assertThat(other.rate().level()).isZero();
        }
    }

    @Test
    void theLimiterStandsInFrontOfTheMethodAndTheCredentials() {
        sendUntilFull();

        assertThat(call(27, "no.such.method").outcome()).isEqualTo(REFUSED);
        assertThat(get(portal.url() + "/rest/server.time").outcome()).isEqualTo(REFUSED);
    }

    @Test
    void otherApplicationsUseItUp() {
        portal.rate().use(1_000);

        assertThat(portal.rate().level()).isEqualTo(3);
        assertThat(call(27, "server.time").outcome()).isEqualTo(REFUSED);
    }

    @Test
    void scriptedFaultsWinAndStillCount() {
        portal.faults().next("server.time", Fault.status(500, "SCRIPTED"), 2);
        assertThat(call(27, "server.time").outcome()).isEqualTo("500 SCRIPTED");
        assertThat(portal.rate().level()).isEqualTo(1);

        portal.rate().use(3);

        assertThat(call(27, "server.time").outcome()).isEqualTo("500 SCRIPTED");
        assertThat(portal.rate().refused()).isZero();
    }

    @Test
    @Row("3.1/on-premise")
    void aPortalWithoutALimitRefusesNothing() {
        try (PortalSimulator free = PortalSimulator.standard().start()) {
            assertThat(free.rate().isEnforced()).isFalse();
            assertThat(free.rate().burst()).isZero();
            assertThatThrownBy(() -> free.rate().use(1))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("PortalBuilder.rateLimit");
        }
    }

    @Test
    void badLimitsAreRefusedWithWords() {
        assertThatThrownBy(() -> PortalSimulator.builder().rateLimit(0, 50)).hasMessageContaining("0 and 50");
        assertThatThrownBy(() -> PortalSimulator.builder().rateLimit(2, 0)).hasMessageContaining("2 and 0");
        assertThatThrownBy(() -> PortalSimulator.builder().rateLimit(2, 50, Duration.ofSeconds(1)))
                .hasMessageContaining("PT1S");
        assertThatThrownBy(() -> portal.rate().use(-1)).hasMessageContaining("-1");
    }

    private void sendUntilFull() {
        for (int sent = 0; sent < 3; sent++) {
            assertThat(call(27, "server.time").status()).isEqualTo(200);
        }
    }
}
