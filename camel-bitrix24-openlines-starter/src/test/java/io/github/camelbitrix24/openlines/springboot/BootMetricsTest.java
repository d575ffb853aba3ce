// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.springboot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelbitrix24.openlines.simulator.PortalSimulator;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.autoconfigure.actuate.observability.AutoConfigureObservability;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Actuator's registry for Prometheus is all that the metrics need. */
@SpringBootTest(
        classes = DeskApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "camel.main.run-controller=false",
            "camel.main.routes-include-pattern=classpath:camel/desk.camel.yaml",
            "camel.component.b24openlines.rate-limit=none",
            "management.endpoints.web.exposure.include=prometheus"
        })
@AutoConfigureObservability(tracing = false)
@DirtiesContext
class BootMetricsTest {
    private static final PortalSimulator PORTAL = PortalSimulator.standard()
            .bot("helper", "Helper")
            .line(70, "Bot line", line -> line.operators(27, 31).welcomeBot("helper"))
            .start();

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
    void prometheusScrapesOurMetrics() {
        PORTAL.client("Maria").on(70).writes("a question about my invoice");

        await().atMost(Duration.ofSeconds(20))
                .until(
                        () -> scrape().stream()
                                .anyMatch(
                                        line -> line.startsWith(
                                                "camel_b24openlines_events_total{result=\"done\",source=\"bot\",type=\"ONIMBOTV2MESSAGEADD\"} 1")));
        List<String> scrape = scrape();
        assertThat(scrape)
                .contains("camel_b24openlines_outcomes_unknown_total 0.0")
                .anySatisfy(
                        line -> assertThat(line)
                                .startsWith(
                                        "camel_b24openlines_operations_seconds_count{operation=\"transfer\",outcome=\"accepted\"} 1"))
                .noneSatisfy(line -> assertThat(line).contains(PORTAL.webhook(1).code()))
                .noneSatisfy(
                        line -> assertThat(line).contains(PORTAL.bot("helper").token()));
    }

    private List<String> scrape() {
        return http.getForObject("/actuator/prometheus", String.class).lines().toList();
    }
}
