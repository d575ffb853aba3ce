// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.examples.supportdesk;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbitrix24.openlines.examples.Demonstration;
import io.github.camelbitrix24.openlines.simulator.SentEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** The demonstration comes to the end that its README promises. */
class SupportDeskTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    /** Less than Camel's own hook waits for a context that nobody stops. */
    private static final Duration ENDED = Duration.ofSeconds(45);

    private static final String SAVED = "KARAVAN_WRITTEN";

    @Test
    void itPrintsWhatItsReadmePromises() throws Exception {
        assertThat(Demonstration.printed(SupportDesk.class, PATIENCE, Demonstration.definitions(Path.of("README.md"))))
                .isEqualTo(Demonstration.promised(Path.of("README.md")));
    }

    @Test
    void aDeskThatGoesOnEndsOnCtrlC() throws Exception {
        assertThat(Demonstration.interrupted(SupportDesk.class, "The desk goes on", ENDED, "-Ddesk.goOn=true"))
                .contains("desk     Stopped.");
    }

    @Test
    void aDeskEndsOnCtrlCInTheMiddleOfItsDay() throws Exception {
        assertThat(Demonstration.interrupted(SupportDesk.class, "A simulated portal is at", ENDED))
                .contains("desk     Stopped.");
    }

    @Test
    void everyCustomerIsServedFromPostedEvents() throws Exception {
        try (SupportDay day = new SupportDay(Source.push)) {
            Properties properties = day.properties();
            everyCustomerIsServed(day, properties);
            assertThat(day.portal().sentEvents())
                    .hasSize(6)
                    .extracting(SentEvent::httpStatus)
                    .containsOnly(200);
        }
    }

    @Test
    @EnabledIfEnvironmentVariable(named = SAVED, matches = ".+")
    void everyCustomerIsServedByTheRoutesThatKaravansDesignerSaved() throws Exception {
        Path routes = Path.of(System.getenv(SAVED), "support-desk.yaml");
        try (SupportDay day = new SupportDay(Source.bot)) {
            Properties properties = day.properties();
            properties.setProperty("camel.main.routes-include-pattern", "file:" + routes);
            everyCustomerIsServed(day, properties);
        }
    }

    private static void everyCustomerIsServed(SupportDay day, Properties properties) throws Exception {
        Main main = new Main();
        main.setOverrideProperties(properties);
        main.start();
        try {
            day.play();
        } finally {
            main.stop();
        }
        assertThat(day.portal().dialogs())
                .extracting(dialog -> dialog.clientName() + " " + day.portal().describe(dialog.chatId()))
                .containsExactly(
                        "Maria on Billing, offered to Clara Vogt",
                        "Tom on Support, with Boris Klein",
                        "Lucky Win closed as spam",
                        "Eva finished",
                        "Otto on Support, offered to Anna Weber");
        assertThat(day.portal().dialogs().get(0).messages())
                .anySatisfy(message -> assertThat(message.text()).isEqualTo("Hello! What can we do for you?"));
    }
}
