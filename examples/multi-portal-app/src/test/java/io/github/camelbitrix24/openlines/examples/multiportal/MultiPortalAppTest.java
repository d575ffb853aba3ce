// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.examples.multiportal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbitrix24.openlines.examples.Demonstration;
import io.github.camelbitrix24.openlines.examples.Example;
import io.github.camelbitrix24.openlines.simulator.SentEvent;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.Test;

/** Each portal's dialogs are taken on that portal, by who installed the application there, once. */
class MultiPortalAppTest {
    private static final String ANSWER = "imopenlines.operator.answer";

    @Test
    void itPrintsWhatItsReadmePromises() throws Exception {
        assertThat(Demonstration.printed(
                        MultiPortalApp.class, Duration.ofSeconds(90), Demonstration.definitions(Path.of("README.md"))))
                .isEqualTo(Demonstration.promised(Path.of("README.md")));
    }

    @Test
    void anEventIsAnsweredAtItsOwnPortalAlsoAfterASecondInstallation() throws Exception {
        Main main = MultiPortalApp.application();
        try (TwoPortals portals = new TwoPortals(main)) {
            Example.configure(main, portals.properties()).start();
            portals.install(portals.berlin(), 27);
            portals.install(portals.vienna(), 31);

            portals.writes(portals.vienna(), "Otto", "Hello");
            assertThat(portals.berlin().executions(ANSWER)).isEmpty();
            portals.install(portals.berlin(), 28);
            long chat = portals.writes(portals.berlin(), "Maria", "Hello");

            portals.berlin().verify().dialog(chat).isOwnedBy(28);
            assertThat(portals.berlin().executions(ANSWER)).hasSize(1);
            assertThat(portals.vienna().executions(ANSWER)).hasSize(1);
            assertThat(portals.berlin().sentEvents())
                    .extracting(SentEvent::httpStatus)
                    .containsOnly(200);
        } finally {
            main.stop();
        }
    }
}
