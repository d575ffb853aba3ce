// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.examples.businesshours;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbitrix24.openlines.examples.Demonstration;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The long weekend goes as the README tells. */
class BusinessHoursRouterTest {

    @Test
    void itPrintsWhatItsReadmePromises() throws Exception {
        assertThat(Demonstration.printed(
                        BusinessHoursRouter.class,
                        Duration.ofSeconds(90),
                        Demonstration.definitions(Path.of("README.md"))))
                .isEqualTo(Demonstration.promised(Path.of("README.md")));
    }
}
