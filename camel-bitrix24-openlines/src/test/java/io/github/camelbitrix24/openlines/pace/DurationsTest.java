// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.pace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.camelbitrix24.openlines.rest.RestCall;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What bounds the size of a batch. */
class DurationsTest {
    private static final String METHOD = "imopenlines.operator.answer";

    private final Durations durations = new Durations();

    @Test
    void aSlowAnswerCountsAtOnce() {
        durations.measured(METHOD, 1);
        durations.measured(METHOD, 5);

        assertThat(durations.of(METHOD)).isEqualTo(5);
    }

    @Test
    void quickAnswersBringItDownSlowly() {
        durations.measured(METHOD, 5);
        durations.measured(METHOD, 0);
        assertThat(durations.of(METHOD)).isCloseTo(4, within(1e-9));

        durations.measured(METHOD, 1);
        assertThat(durations.of(METHOD)).isCloseTo(3.4, within(1e-9));
    }

    @Test
    void callsOfABatchAreOneAfterTheOther() {
        durations.measured(METHOD, 2);
        durations.measured("imopenlines.dialog.get", 0.5);

        assertThat(durations.of(List.of(call(METHOD), call(METHOD), call("imopenlines.dialog.get"), call("unknown"))))
                .isCloseTo(4.5, within(1e-9));
        assertThat(durations.of(List.of())).isZero();
    }

    private static RestCall call(String method) {
        return new RestCall(method, Map.of(), null, false);
    }
}
