// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.springboot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelbitrix24.openlines.simulator.PortalSimulator;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.ResponseEntity;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * One application from its properties to the portal and back: a YAML route, an event that is posted to Spring Boot's own server, a
 * transfer, and what Actuator says of it, when all is well and when the portal lets the caller in no more.
 */
@SpringBootTest(
        classes = DeskApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "camel.main.run-controller=false",
            "camel.main.dev-console-enabled=true",
            "camel.main.routes-include-pattern=classpath:camel/push.camel.yaml",
            "camel.component.b24openlines.rate-limit=none",
            "camel.component.b24openlines.webhook-verify-token=" + BootOperatingTest.APPLICATION_TOKEN,
            "camel.health.producers-enabled=true",
            "camel.health.exposure-level=full",
            "management.endpoints.web.exposure.include=env,configprops,health,camel",
            "management.endpoint.health.show-details=always"
        })
@DirtiesContext
class BootOperatingTest {
    static final String APPLICATION_TOKEN = "canary-application-token";
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final PortalSimulator PORTAL = PortalSimulator.standard()
            .bot("helper", "Helper")
            .line(70, "Bot line", line -> line.operators(27, 31).welcomeBot("helper"))
            .start();

    @Autowired
    private TestRestTemplate http;

    @LocalServerPort
    private int port;

    @DynamicPropertySource
    static void portal(DynamicPropertyRegistry properties) {
        properties.add("camel.component.b24openlines.portal-url", PORTAL::url);
        properties.add(
                "camel.component.b24openlines.auth-token",
                () -> PORTAL.webhook(1).authToken());
    }

    @AfterAll
    static void close() {
        PORTAL.close();
    }

    @Test
    void fromPropertiesToATransferAndThePortalsRefusalInHealth() {
        PORTAL.handlers()
                .bind(
                        "ONIMBOTV2MESSAGEADD",
                        "http://127.0.0.1:" + port + "/b24openlines/events?CLIENT_ID="
                                + PORTAL.bot("helper").token(),
                        APPLICATION_TOKEN);
        String check = "producer:b24openlines-" + PORTAL.url().substring("http://".length());
        long chat = PORTAL.client("Maria").on(70).writes("a question about my invoice");
        await().atMost(SOON).until(() -> PORTAL.dialog(chat).lineId() == 22);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(PORTAL.sentEvents())
                        .isNotEmpty()
                        .allSatisfy(event -> assertThat(event.httpStatus()).isEqualTo(200)));
        assertThat(health().getStatusCode().value()).isEqualTo(200);
        assertThat(health().getBody())
                .startsWith("{\"status\":\"UP\"")
                .contains("\"consumer:pushed\":\"UP\"")
                .contains("\"" + check + "\":\"UP\"");

        PORTAL.administration().dismiss(1);
        try {
            PORTAL.client("Boris").on(70).writes("a question about my invoice");

            await().atMost(SOON)
                    .untilAsserted(
                            () -> assertThat(health().getStatusCode().value()).isEqualTo(503));
            assertThat(health().getBody())
                    .startsWith("{\"status\":\"DOWN\"")
                    .contains("\"consumer:pushed\":\"UP\"")
                    .contains("\"" + check + "\":\"DOWN\"")
                    .contains("\"failure.error.code\":\"authorization_error\"")
                    .contains("\"failure.caller\":\"webhook of user 1\"");
        } finally {
            PORTAL.administration().reinstate(1);
        }

        long again = PORTAL.client("Vera").on(70).writes("a question about my invoice");
        await().atMost(SOON).until(() -> PORTAL.dialog(again).lineId() == 22);
        assertThat(health().getBody()).startsWith("{\"status\":\"UP\"");
    }

    private ResponseEntity<String> health() {
        return http.getForEntity("/actuator/health", String.class);
    }

    private String console() {
        return http.getForObject("/actuator/camel/b24openlines", String.class);
    }

    @Test
    void theDevConsoleIsAnEndpointOfActuator() {
        assertThat(console()).contains(PORTAL.url()).contains("webhook of user 1");
    }

    @Test
    void noSecretShowsInActuator() {
        for (String endpoint : new String[] {"env", "configprops", "health", "camel/b24openlines"}) {
            assertThat(http.getForObject("/actuator/" + endpoint, String.class))
                    .as(endpoint)
                    .isNotEmpty()
                    .doesNotContain(APPLICATION_TOKEN)
                    .doesNotContain(PORTAL.webhook(1).code());
        }
    }
}
