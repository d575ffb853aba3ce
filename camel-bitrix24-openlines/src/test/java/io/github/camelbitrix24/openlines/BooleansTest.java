// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbitrix24.openlines.simulator.Execution;
import io.github.camelbitrix24.openlines.simulator.PortalSimulator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The portal gets a boolean as the boolean it is, whether its call had to wait for others or not. */
class BooleansTest {
    private static final String CALL = "b24openlines:call?method=user.get&maxInFlight=1";

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aBooleanIsTheSameAloneAndInAFlood(boolean active) throws Exception {
        assertThat(seen(Map.of("ACTIVE", active)))
                .hasSize(30)
                .allSatisfy(call -> assertThat(call.parameters()).containsEntry("ACTIVE", active));
    }

    @Test
    void aBooleanWithinIsTheSame() throws Exception {
        Map<String, Object> filter = Map.of("FILTER", Map.of("ACTIVE", true));

        assertThat(seen(filter))
                .hasSize(30)
                .allSatisfy(call -> assertThat(call.parameters().get("FILTER")).isEqualTo(Map.of("ACTIVE", true)));
    }

    /** Thirty calls at once, of which but one may be on its way. */
    private static List<Execution> seen(Map<String, Object> body) throws Exception {
        try (TestDesk desk = TestDesk.of(PortalSimulator.standard(), 27)) {
            Processor filling = exchange -> exchange.getMessage().setBody(body);
            List<CompletableFuture<Exchange>> calls = IntStream.range(0, 30)
                    .mapToObj(number -> desk.template.asyncSend(CALL, filling))
                    .toList();
            for (CompletableFuture<Exchange> call : calls) {
                assertThat(call.get().getException()).isNull();
            }
            return desk.portal.executions("user.get");
        }
    }
}
