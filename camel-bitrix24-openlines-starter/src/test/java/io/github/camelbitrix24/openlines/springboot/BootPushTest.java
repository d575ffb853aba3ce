// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.springboot;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.stereotype.Component;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** What a portal posts to Spring Boot's own server is read as it was written. */
@SpringBootTest(
        classes = DeskApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "camel.main.run-controller=false",
            "camel.main.routes-include-pattern=classpath:camel/received.camel.yaml",
            "camel.component.b24openlines.rate-limit=none",
            "camel.component.b24openlines.webhook-verify-token=" + BootPushTest.APPLICATION_TOKEN
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
    private Received received;

    /** What the route was given. */
    @Component("received")
    static class Received implements Processor {
        final List<String> texts = new CopyOnWriteArrayList<>();

        @Override
        public void process(Exchange exchange) {
            texts.add(exchange.getFromRouteId() + ": "
                    + exchange.getMessage().getHeader("CamelB24OpenLinesText", String.class));
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
    void aPostedTextIsReadAsItWasWritten() {
        bind("/b24openlines/events");
        bind("/hook");

        PORTAL.client("Maria").on(70).writes(TEXT);
        PORTAL.awaitPosted(Duration.ofSeconds(20));

        assertThat(PORTAL.sentEvents())
                .isNotEmpty()
                .allSatisfy(event -> assertThat(event.httpStatus()).isEqualTo(200));
        assertThat(received.texts).containsExactlyInAnyOrder("received: " + TEXT, "by-webhook: " + TEXT);
    }

    private void bind(String path) {
        PORTAL.handlers()
                .bind(
                        "ONIMBOTV2MESSAGEADD",
                        "http://127.0.0.1:" + port + path + "?CLIENT_ID="
                                + PORTAL.bot("helper").token(),
                        APPLICATION_TOKEN);
    }
}
