// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelbitrix24.openlines.simulator.Fault;
import io.github.camelbitrix24.openlines.simulator.PortalSimulator;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The health check of a portal that producers name: by its routes' calls, or by a ping if that is asked for. */
class ProducerHealthTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String ANSWER = "imopenlines.operator.answer";
    private static final String PING = "server.time";

    private final PortalSimulator portal = PortalSimulator.standard().start();
    private final Main main = new Main();
    private final Properties properties = new Properties();

    @AfterEach
    void close() throws Exception {
        main.stop();
        portal.close();
    }

    private void start(String... more) {
        properties.setProperty("camel.component.b24openlines.portal-url", portal.url());
        properties.setProperty(
                "camel.component.b24openlines.auth-token", portal.webhook(1).authToken());
        properties.setProperty("camel.component.b24openlines.rate-limit", "none");
        properties.setProperty("camel.component.b24openlines.max-wait", "500");
        properties.setProperty("camel.health.exposure-level", "full");
        properties.setProperty("camel.health.producers-enabled", "true");
        for (int index = 0; index < more.length; index += 2) {
            properties.setProperty(more[index], more[index + 1]);
        }
        main.setInitialProperties(properties);
        main.configure().addRoutesBuilder(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:answer").routeId("answer").to("b24openlines:answer");
                from("direct:skip").routeId("skip").to("b24openlines:skip");
            }
        });
        main.start();
    }

    private List<HealthCheck.Result> checks() {
        return HealthCheckHelper.invokeReadiness(main.getCamelContext()).stream()
                .filter(result -> result.getCheck().getId().startsWith("producer:"))
                .toList();
    }

    private HealthCheck.Result check() {
        assertThat(checks()).hasSize(1);
        return checks().get(0);
    }

    private Exchange answer(Object chat) throws Exception {
        return main.getCamelTemplate()
                .send("direct:answer", exchange -> exchange.getMessage().setBody(chat));
    }

    private long chat() {
        return portal.client("Client " + portal.dialogs().size()).on(22).writes("Hello");
    }

    @Test
    void twoProducersOfAPortalHaveOneCheckThatIsUpBeforeAnybodyCalls() throws Exception {
        start();

        assertThat(check().getState()).isEqualTo(HealthCheck.State.UP);
        assertThat(check().getCheck().getId())
                .isEqualTo("producer:b24openlines-" + portal.url().substring("http://".length()));
        assertThat(check().getDetails()).containsEntry("portal", portal.url());
        assertThat(portal.requests()).isEmpty();
    }

    @Test
    void refusedCredentialsAreDownWithThePortalsCodeUntilACallSucceeds() throws Exception {
        start();
        assertThat(answer(chat()).getException()).isNull();
        portal.administration().dismiss(1);
        assertThat(answer(chat()).getException()).isNotNull();

        HealthCheck.Result down = check();
        assertThat(down.getState()).isEqualTo(HealthCheck.State.DOWN);
        assertThat(down.getMessage())
                .get()
                .asString()
                .contains("webhook of user 1")
                .contains("authorization_error");
        assertThat(down.getDetails())
                .containsEntry("failure.error.code", "authorization_error")
                .containsEntry("failure.caller", "webhook of user 1")
                .containsEntry("http.response.code", "401");
        assertThat(Instant.parse((String) down.getDetails().get("failure.since")))
                .isBeforeOrEqualTo(Instant.now());
        long calls = portal.requests().size();
        assertThat(check().getState()).isEqualTo(HealthCheck.State.DOWN);
        assertThat(portal.requests()).hasSize((int) calls);

        portal.administration().reinstate(1);
        assertThat(answer(chat()).getException()).isNull();
        assertThat(check().getState()).isEqualTo(HealthCheck.State.UP);
    }

    @Test
    void badInputIsNotDown() throws Exception {
        start();

        assertThat(answer("no chat").getException()).isNotNull();
        assertThat(answer(999_999).getException()).isNotNull();
        portal.faults().next(ANSWER, Fault.status(401, "insufficient_scope"));
        assertThat(answer(chat()).getException()).isNotNull();

        assertThat(check().getState()).isEqualTo(HealthCheck.State.UP);
    }

    @Test
    void aBlockedMethodIsToldAndNotDown() throws Exception {
        start();
        portal.faults().next(ANSWER, Fault.status(429, "OPERATION_TIME_LIMIT"));
        assertThat(answer(chat()).getException()).isNotNull();

        HealthCheck.Result result = check();

        assertThat(result.getState()).isEqualTo(HealthCheck.State.UP);
        assertThat(Instant.parse((String) result.getDetails().get("method.blocked." + ANSWER)))
                .isBetween(Instant.now(), Instant.now().plusSeconds(61));
    }

    @Test
    void camelHasChecksOfProducersOffUnlessAsked() throws Exception {
        start("camel.health.producers-enabled", "false");

        assertThat(checks()).isEmpty();
    }

    @Test
    void theComponentTurnsItsChecksOff() throws Exception {
        start("camel.component.b24openlines.health-check-producer-enabled", "false");
        portal.administration().dismiss(1);
        assertThat(answer(chat()).getException()).isNotNull();

        assertThat(checks()).isEmpty();
        assertThat(HealthCheckHelper.isResultsUp(HealthCheckHelper.invokeReadiness(main.getCamelContext()), true))
                .isTrue();
    }

    @Test
    void theCheckGoesWithTheLastProducer() throws Exception {
        start();
        main.getCamelContext().getRouteController().stopRoute("answer");
        main.getCamelContext().removeRoute("answer");
        assertThat(checks()).hasSize(1);

        main.getCamelContext().getRouteController().stopRoute("skip");
        main.getCamelContext().removeRoute("skip");

        assertThat(checks()).isEmpty();
    }

    @Test
    void aPingFindsOutWithoutAnyCallOfTheRoutes() throws Exception {
        start("camel.component.b24openlines.health-check-ping", "true");
        portal.faults().always(PING, Fault.status(401, "INVALID_CREDENTIALS"));

        assertThat(check().getState()).isEqualTo(HealthCheck.State.UP);

        await().atMost(SOON).until(() -> check().getState() == HealthCheck.State.DOWN);
        assertThat(check().getDetails()).containsEntry("failure.error.code", "INVALID_CREDENTIALS");
    }

    @Test
    void pingsDoNotPileUp() throws Exception {
        start("camel.component.b24openlines.health-check-ping", "true");
        portal.faults().always(PING, Fault.slow(Duration.ofSeconds(3)));

        for (int look = 0; look < 50; look++) {
            assertThat(check().getState()).isEqualTo(HealthCheck.State.UP);
        }
        await().atMost(SOON)
                .until(() -> portal.requests().stream()
                        .anyMatch(seen -> seen.restMethod().equals(PING)));
        checks();

        assertThat(portal.requests()).hasSize(1);
    }

    @Test
    void nobodyIsPingedWhileCallsAreAnswered() throws Exception {
        start("camel.component.b24openlines.health-check-ping", "true");
        assertThat(answer(chat()).getException()).isNull();

        assertThat(check().getState()).isEqualTo(HealthCheck.State.UP);

        assertThat(answer(chat()).getException()).isNull();
        assertThat(portal.requests()).noneMatch(seen -> seen.restMethod().equals(PING));
    }
}
