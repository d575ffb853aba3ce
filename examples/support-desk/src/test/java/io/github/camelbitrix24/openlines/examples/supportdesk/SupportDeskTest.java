// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.examples.supportdesk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelbitrix24.openlines.simulator.PortalSimulator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The demonstration comes to the end that its README promises. */
class SupportDeskTest {

    private static final String SAVED = "KARAVAN_WRITTEN";

    @ParameterizedTest
    @EnumSource(Source.class)
    void everyCustomerIsServed(Source source) throws Exception {
        everyCustomerIsServed(source, Map.of());
    }

    @Test
    @EnabledIfEnvironmentVariable(named = SAVED, matches = ".+")
    void everyCustomerIsServedByTheRoutesThatKaravansDesignerSaved() throws Exception {
        Path routes = Path.of(System.getenv(SAVED), "support-desk.yaml");
        everyCustomerIsServed(Source.bot, Map.of("camel.main.routes-include-pattern", "file:" + routes));
    }

    private static void everyCustomerIsServed(Source source, Map<String, String> settings) throws Exception {
        try (PortalSimulator portal = DemoPortal.start()) {
            Properties properties = DemoPortal.properties(portal, source);
            properties.putAll(settings);
            Main main = new Main();
            main.setOverrideProperties(source.serve(properties));
            main.start();
            try {
                assertThat(new ScriptedCustomers(portal, source).play(Duration.ofSeconds(60)))
                        .isTrue();
            } finally {
                main.stop();
            }
            assertThat(portal.sentEvents())
                    .hasSize(source == Source.push ? 6 : 0)
                    .allSatisfy(event -> assertThat(event.httpStatus()).isEqualTo(200));
            List<String> summary = Summary.of(portal);
            assertThat(summary).hasSize(6);
            assertThat(summary.get(1)).contains("Maria", "on Billing, offered to Clara Vogt");
            assertThat(summary.get(2)).contains("Tom", "on Support, with Boris Klein");
            assertThat(summary.get(3)).contains("Lucky Win", "closed as spam");
            assertThat(summary.get(4)).contains("Eva", "finished");
            assertThat(summary.get(5)).contains("Otto", "on Support, offered to ");
            assertThat(portal.dialogs().get(0).messages())
                    .anySatisfy(message -> assertThat(message.text()).isEqualTo("Hello! What can we do for you?"));
        }
    }

    @Test
    void aRealPortalsFileMustBeWhole(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("portal.properties");
        assertThatThrownBy(() -> PortalProperties.read(file))
                .hasMessageContainingAll("cannot be read", "portalUrl", "authToken", "bot.id", "bot.token");

        Files.writeString(file, "portalUrl = https://example.bitrix24.com\nauthToken = 1/abc\n");
        assertThatThrownBy(() -> PortalProperties.read(file)).hasMessageContaining("does not set bot.id, bot.token");

        Files.writeString(
                file, "portalUrl = https://example.bitrix24.com\nauthToken = 1/abc\nbot.id = 567\nbot.token = x\n");
        assertThat(PortalProperties.read(file)).containsEntry("bot.id", "567");
    }
}
