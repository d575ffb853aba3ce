// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The command line of the runnable jar. */
class PortalMainTest {

    @ParameterizedTest
    @CsvSource({"standard, 2, 50", "enterprise, 5, 250", "none, 0, 0"})
    @Row({"3.1/enterprise-plan", "3.1/all-other-plans"})
    void aPlanSetsTheRateLimit(String plan, int perSecond, int burst) {
        MainOptions options = MainOptions.parse("--rate-limit", plan);

        try (PortalSimulator portal =
                options.describe(PortalSimulator.standard()).start()) {
            assertThat(portal.rate().requestsPerSecond()).isEqualTo(perSecond);
            assertThat(portal.rate().burst()).isEqualTo(burst);
        }
    }

    @Test
    void aPortIsAnOptionOrStandsAlone() {
        assertThat(MainOptions.parse("--port", "8080").port()).isEqualTo(8080);
        assertThat(MainOptions.parse("8080").port()).isEqualTo(8080);
        assertThat(MainOptions.parse().port()).isZero();
    }

    @Test
    void helpNamesEveryOption() {
        assertThat(MainOptions.parse("--help").help()).isTrue();
        assertThat(MainOptions.HELP).contains("--port", "--rate-limit", "--help", "standard", "enterprise", "none");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--nonsense", "--port", "--port x", "65536", "--rate-limit", "--rate-limit fast"})
    void whatIsNotUnderstoodIsNamed(String line) {
        String[] args = line.split(" ");

        assertThatThrownBy(() -> MainOptions.parse(args))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(args[args.length - 1]);
    }
}
