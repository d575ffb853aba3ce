// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.springboot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelbitrix24.openlines.simulator.PortalSimulator;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.stereotype.Component;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A portal posts to Spring Boot's own server: properties, a YAML route, an event, a transfer at the portal. */
@SpringBootTest(
        classes = DeskApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "camel.main.run-controller=false",
            "camel.main.routes-include-pattern=classpath:camel/push.camel.yaml",
            "camel.component.b24openlines.rate-limit=none",
            "camel.component.b24openlines.webhook-verify-token=" + BootPushTest.APPLICATION_TOKEN,
            "camel.health.exposure-level=full",
            "management.endpoints.web.exposure.include=env,configprops,health",
            "management.endpoint.health.show-details=always"
        })
@DirtiesContext
@Import(BootPushTest.Received.class)
class BootPushTest {
    private static final String TEXT = "1 + 1 = 2, \"100 %\" & more; %2C, %, über ?";
    static final String APPLICATION_TOKEN = "application-token-of-the-portal";
    private static final PortalSimulator PORTAL = PortalSimulator.standard()
            .bot("helper", "Helper")
            .line(70, "Bot line", line -> line.operators(27, 31).welcomeBot("helper"))
            .start();

    @Autowired
    private TestRestTemplate http;

    @Autowired
    private Received received;

    /** What the route was given. */
    @Component("received")
    static class Received implements Processor {
        final List<String> texts = new CopyOnWriteArrayList<>();

        @Override
        public void process(Exchange exchange) {
            texts.add(exchange.getMessage().getHeader("CamelB24OpenLinesText", String.class));
        }
    }

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
    void aPostedEventBecomesATransfer() {
        PORTAL.handlers()
                .bind(
                        "ONIMBOTV2MESSAGEADD",
                        "http://127.0.0.1:" + port + "/b24openlines/events?CLIENT_ID="
                                + PORTAL.bot("helper").token(),
                        APPLICATION_TOKEN);

        long chat = PORTAL.client("Maria").on(70).writes(TEXT);

        await().atMost(Duration.ofSeconds(20)).until(() -> PORTAL.dialog(chat).lineId() == 22);
        assertThat(received.texts).containsExactly(TEXT);
        await().atMost(Duration.ofSeconds(20)).until(() -> !PORTAL.sentEvents().isEmpty());
        assertThat(PORTAL.sentEvents())
                .allSatisfy(event -> assertThat(event.httpStatus()).isEqualTo(200));
    }

    @Test
    void actuatorShowsTheConsumerAndNoSecret() {
        assertThat(http.getForObject("/actuator/health", String.class)).contains("consumer:pushed");
        for (String endpoint : new String[] {"env", "configprops", "health"}) {
            assertThat(http.getForObject("/actuator/" + endpoint, String.class))
                    .as(endpoint)
                    .doesNotContain(APPLICATION_TOKEN)
                    .doesNotContain(PORTAL.webhook(1).code());
        }
    }
}
