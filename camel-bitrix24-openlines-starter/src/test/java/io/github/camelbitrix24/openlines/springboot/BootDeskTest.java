// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.springboot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelbitrix24.openlines.B24OpenLinesComponent;
import io.github.camelbitrix24.openlines.B24OpenLinesConfiguration;
import io.github.camelbitrix24.openlines.RateLimit;
import io.github.camelbitrix24.openlines.simulator.Fault;
import io.github.camelbitrix24.openlines.simulator.PortalSimulator;
import java.time.Duration;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A Spring Boot application with Actuator: properties, a YAML route, an event, a transfer at the portal. */
@SpringBootTest(
        classes = DeskApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "camel.main.run-controller=false",
            "camel.main.routes-include-pattern=classpath:camel/desk.camel.yaml",
            "camel.component.b24openlines.rate-limit=none",
            "camel.component.b24openlines.max-wait=30s",
            "camel.component.b24openlines.max-retries=2",
            "management.endpoints.web.exposure.include=env,configprops,health",
            "management.endpoint.health.show-details=always",
            "camel.health.exposure-level=full"
        })
@DirtiesContext
class BootDeskTest {
    private static final PortalSimulator PORTAL = PortalSimulator.standard()
            .bot("helper", "Helper")
            .line(70, "Bot line", line -> line.operators(27, 31).welcomeBot("helper"))
            .start();

    @Autowired
    private CamelContext camel;

    @Autowired
    private TestRestTemplate http;

    @DynamicPropertySource
    static void portal(DynamicPropertyRegistry properties) {
        properties.add("camel.component.b24openlines.portal-url", PORTAL::url);
        properties.add(
                "camel.component.b24openlines.auth-token",
                () -> PORTAL.webhook(1).authToken());
        properties.add(
                "camel.component.b24openlines.bot.id",
                () -> PORTAL.bot("helper").id());
        properties.add(
                "camel.component.b24openlines.bot.token",
                () -> PORTAL.bot("helper").token());
    }

    @AfterAll
    static void close() {
        PORTAL.close();
    }

    @Test
    void anEventBecomesATransfer() {
        long chat = PORTAL.client("Maria").on(70).writes("a question about my invoice");

        await().atMost(Duration.ofSeconds(20)).until(() -> PORTAL.dialog(chat).lineId() == 22);
    }

    @Test
    void propertiesReachTheComponent() {
        B24OpenLinesConfiguration options =
                camel.getComponent("b24openlines", B24OpenLinesComponent.class).getConfiguration();

        assertThat(options.getRateLimit()).isEqualTo(RateLimit.none);
        assertThat(options.getMaxWait()).isEqualTo(30_000);
        assertThat(options.getMaxRetries()).isEqualTo(2);
        assertThat(options.getResponseTimeout()).isEqualTo(new B24OpenLinesConfiguration().getResponseTimeout());
        assertThat(options.getBot().id()).isEqualTo(PORTAL.bot("helper").id());
    }

    @Test
    void healthShowsTheConsumerAndThePortalsRefusal() {
        assertThat(health()).contains("consumer:desk").contains("\"status\":\"UP\"");
        PORTAL.faults().always("imbot.v2.Event.get", Fault.status(401, "INVALID_CREDENTIALS"));
        try {
            await().atMost(Duration.ofSeconds(20)).until(() -> health().startsWith("{\"status\":\"DOWN\""));
            assertThat(health()).contains("INVALID_CREDENTIALS");
        } finally {
            PORTAL.faults().clear();
        }
        await().atMost(Duration.ofSeconds(20)).until(() -> health().startsWith("{\"status\":\"UP\""));
    }

    private String health() {
        String shown = http.getForObject("/actuator/health", String.class);
        assertThat(shown).doesNotContain(PORTAL.webhook(1).code());
        return shown;
    }

    @Test
    void actuatorShowsNoSecret() {
        for (String endpoint : new String[] {"env", "configprops", "health"}) {
            String shown = http.getForObject("/actuator/" + endpoint, String.class);
            assertThat(shown)
                    .as(endpoint)
                    .doesNotContain(PORTAL.webhook(1).code())
                    .doesNotContain(PORTAL.bot("helper").token());
        }
        assertThat(http.getForObject("/actuator/configprops", String.class)).contains("camel.component.b24openlines");
    }
}
