// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What Camel Main takes of environment variables, as docs/yaml.md says it. */
class EnvironmentTest {
    private static final String BOT = "camel.beans.supportBot";

    @Test
    void propertiesTakeVariablesByTheirNames() throws Exception {
        try (Node node = Node.start(
                Map.of(
                        "B24_PORTAL_URL",
                        "https://example.bitrix24.com",
                        "B24_AUTH_TOKEN",
                        "1/abc123",
                        "B24_BOT_TOKEN",
                        "right"),
                EnvironmentNode.class,
                List.of(
                        "camel.component.b24openlines.portal-url={{env:B24_PORTAL_URL}}",
                        "camel.component.b24openlines.auth-token={{env:B24_AUTH_TOKEN}}",
                        "camel.component.b24openlines.max-in-flight={{env:B24_IN_FLIGHT:3}}",
                        BOT + "=#class:io.github.camelbitrix24.openlines.api.Bot",
                        BOT + ".id=567",
                        BOT + ".token={{env:B24_BOT_TOKEN}}"))) {
            assertThat(node.hear("portalUrl")).isEqualTo("https://example.bitrix24.com");
            assertThat(node.hear("authToken")).isEqualTo("1/abc123");
            assertThat(node.hear("maxInFlight")).isEqualTo("3");
            assertThat(node.hear("botId")).isEqualTo("567");
            assertThat(node.hear("botToken")).isEqualTo("right");
        }
    }

    /** Camel knows such names of its own components alone; the page says so, and this fails when it does not hold any more. */
    @Test
    void variablesNamedLikeOptionsAreNotTaken() throws Exception {
        try (Node node = Node.start(
                Map.of("CAMEL_COMPONENT_B24OPENLINES_PORTAL_URL", "https://example.bitrix24.com"),
                EnvironmentNode.class,
                List.of())) {
            assertThat(node.hear("portalUrl")).isEqualTo("null");
        }
    }
}
