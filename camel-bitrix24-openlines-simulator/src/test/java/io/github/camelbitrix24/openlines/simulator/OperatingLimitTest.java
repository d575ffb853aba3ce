// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The operating limit, row by row of §3.2: ten seconds of each method in ten minutes. */
class OperatingLimitTest extends PortalTest {

    private static final String USED_UP = "429 OPERATION_TIME_LIMIT";
    private static final long NOW = START.getEpochSecond();

    @Override
    PortalBuilder configure(PortalBuilder builder) {
        return builder.operatingLimit(10);
    }

    @Test
    @Row({
        "1.6/operating-reset-at",
        "1.6/operating",
        "3.2/what-is-summed",
        "3.2/operating",
        "10.1/envelope-with-time-operating-counters-429-50"
    })
    void theSumIsReturnedInTime() {
        portal.takes("server.time", Duration.ofMillis(1500));

        call(27, "server.time");
        JsonNode time = call(27, "server.time").body().get("time");

        assertThat(time.get("operating").asDouble()).isEqualTo(3.0, within(1e-9));
        assertThat(time.get("duration").asDouble()).isEqualTo(1.5, within(1e-9));
        assertThat(time.get("processing").asInt()).isEqualTo(1);
        assertThat(time.get("finish").asDouble()).isEqualTo(NOW + 1.5, within(1e-6));
        assertThat(time.get("operating_reset_at").asLong()).isEqualTo(NOW + 600);
    }

    @Test
    @Row({"1.11/429-operation-time-limit", "2/operation-time-limit", "3.2/check"})
    void theCallThatCrossesTheLimitCompletesAndTheNextIsRefused() {
        portal.takes("server.time", Duration.ofSeconds(11));

        assertThat(call(27, "server.time").status()).isEqualTo(200);
        assertThat(call(27, "server.time").outcome()).isEqualTo(USED_UP);
        assertThat(portal.executions()).hasSize(1);
    }

    @Test
    @Row("3.2/check")
    void exactlyTheLimitIsNotOverIt() {
        portal.takes("server.time", Duration.ofSeconds(10));

        call(27, "server.time");

        assertThat(call(27, "server.time").status()).isEqualTo(200);
        assertThat(call(27, "server.time").outcome()).isEqualTo(USED_UP);
    }

    @Test
    @Row("3.2/window")
    void aBasketFallsOutTenMinutesAfterItsFirstCall() {
        portal.takes("server.time", Duration.ofSeconds(6));
        call(27, "server.time");
        clock.advance(Duration.ofSeconds(30));
        call(27, "server.time");
        clock.advance(Duration.ofSeconds(569));
        assertThat(call(27, "server.time").outcome()).isEqualTo(USED_UP);

        clock.advance(Duration.ofSeconds(1));

        assertThat(operatingOf("server.time")).isEqualTo(6.0, within(1e-9));
    }

    @Test
    @Row("3.2/operating-reset-at")
    void theOldestBasketIsTheOneThatIsResetNext() {
        portal.takes("server.time", Duration.ofSeconds(2));
        call(27, "server.time");
        clock.advance(Duration.ofMinutes(3));
        assertThat(resetAt()).isEqualTo(NOW + 600);

        clock.advance(Duration.ofMinutes(7));

        assertThat(resetAt()).isEqualTo(NOW + 180 + 600);
    }

    @Test
    @Row("3.2/operating-reset-at")
    void withNothingRecordedTheWindowEndsTenMinutesAfterTheCall() {
        clock.advance(Duration.ofSeconds(77));

        assertThat(resetAt()).isEqualTo(NOW + 677);
        assertThat(call(27, "server.time").body().get("time").get("operating").isInt())
                .isTrue();
    }

    @Test
    @Row("3.2/noise-floor")
    void shortCallsAreNoise() {
        portal.takes("server.time", Duration.ofMillis(100));
        assertThat(operatingOf("server.time")).isZero();

        portal.takes("server.time", Duration.ofMillis(101));
        assertThat(operatingOf("server.time")).isEqualTo(0.101, within(1e-9));
    }

    @Test
    @Row({"3.2/what-is-summed", "3.2/isolation"})
    void otherMethodsAndWebhooksAreUnaffected() {
        portal.takes("server.time", Duration.ofSeconds(11));
        call(27, "server.time");

        assertThat(call(27, "profile").status()).isEqualTo(200);
        assertThat(call(31, "server.time").status()).isEqualTo(200);
        assertThat(call(27, "server.time").outcome()).isEqualTo(USED_UP);
    }

    @Test
    void aCallThatFailsUsesTimeToo() {
        portal.takes("imopenlines.operator.answer", Duration.ofSeconds(11));

        assertThat(operator(27, "answer", 0).status()).isEqualTo(400);
        assertThat(operator(27, "answer", 0).outcome()).isEqualTo(USED_UP);
    }

    @Test
    @Row("3.2/batch")
    void theCommandsOfABatchAreCountedAndCheckedAndTheBatchIsNot() {
        portal.takes("server.time", Duration.ofSeconds(6)).takes("batch", Duration.ofSeconds(30));
        String three = "{\"cmd\":{\"a\":\"server.time\",\"b\":\"server.time\",\"c\":\"server.time\"}}";

        Answer answer = post(portal.webhook(27).url() + "batch", "application/json", three);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.result().get("result_error").get("c").get("error").asText())
                .isEqualTo("OPERATION_TIME_LIMIT");
        JsonNode times = answer.result().get("result_time");
        assertThat(times.get("a").get("operating").asDouble()).isEqualTo(6.0, within(1e-9));
        assertThat(times.get("b").get("operating").asDouble()).isEqualTo(12.0, within(1e-9));
        assertThat(times.has("c")).isFalse();
        JsonNode outer = answer.body().get("time");
        assertThat(outer.get("duration").asDouble()).isEqualTo(12.0, within(1e-9));
        assertThat(outer.get("operating").asDouble()).isZero();
        assertThat(outer.get("operating_reset_at").asLong()).isEqualTo(NOW + 600);
    }

    @Test
    @Row("1.8/check-4-operating-limit")
    void theScopeIsCheckedFirst() {
        portal.takes("imopenlines.config.get", Duration.ofSeconds(11));
        String url = portal.webhook(27, "im").url() + "imopenlines.config.get";

        call(27, "imopenlines.config.get", "CONFIG_ID", 15);

        assertThat(get(url).outcome()).isEqualTo("401 insufficient_scope");
    }

    @Test
    @Row({"1.6/operating-reset-at", "1.6/operating", "3.2/limit"})
    void withoutALimitNothingIsToldAboutIt() {
        try (PortalSimulator free = PortalSimulator.standard().clock(clock).start()) {
            free.takes("server.time", Duration.ofSeconds(500));
            String url = free.webhook(27).url() + "server.time";
            get(url);
            JsonNode time = get(url).body().get("time");

            assertThat(time.has("operating")).isFalse();
            assertThat(time.has("operating_reset_at")).isFalse();
            assertThat(time.get("duration").asDouble()).isEqualTo(500.0);
        }
    }

    @Test
    @Row("3.2/limit")
    void badSettingsAreRefusedWithWords() {
        assertThatThrownBy(() -> PortalSimulator.builder().operatingLimit(-1)).hasMessageContaining("-1");
        assertThatThrownBy(() -> portal.takes("profile", Duration.ofSeconds(-1)))
                .hasMessageContaining("PT-1S");
        assertThatThrownBy(() -> portal.takes("imopenlines.operator.anwser", Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("imopenlines.operator.anwser")
                .hasMessageContaining("imopenlines.operator.answer");
    }

    private double operatingOf(String method) {
        return call(27, method).body().get("time").get("operating").asDouble();
    }

    private long resetAt() {
        return call(27, "server.time")
                .body()
                .get("time")
                .get("operating_reset_at")
                .asLong();
    }
}
