// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.camelbitrix24.openlines.api.B24UnavailableException;
import io.github.camelbitrix24.openlines.health.PortalView;
import io.github.camelbitrix24.openlines.report.Observer;
import io.github.camelbitrix24.openlines.simulator.PortalSimulator;
import java.time.Duration;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is kept about portals and callers: one budget for each portal, whatever is let go, and nothing that piles up. */
class KeptPortalsTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    private TestDesk desk;
    private Portals portals;

    @BeforeEach
    void open() throws Exception {
        desk = TestDesk.of(
                PortalSimulator.standard(),
                1,
                context -> context.getComponent("b24openlines", B24OpenLinesComponent.class)
                        .setIdlePortalTimeout(50));
        portals = new Portals(desk.context, Duration.ofMillis(20), () -> Observer.NONE);
        portals.start();
    }

    @AfterEach
    void close() throws Exception {
        portals.stop();
        desk.close();
    }

    private PortalSettings settings(String authToken) {
        B24OpenLinesComponent component = desk.context.getComponent("b24openlines", B24OpenLinesComponent.class);
        B24OpenLinesConfiguration options = component.getConfiguration().copy();
        options.setAuthToken(authToken);
        return component.settings(options);
    }

    @Test
    void aPortalThatIsLetGoInSomebodysHandsKeepsItsOneBudget() {
        Acting held = portals.passing(settings("1/abcdef"), "call", this);
        await().atMost(SOON).until(() -> portals.size() == 0);

        Acting anew = portals.passing(settings("1/abcdef"), "call", this);

        assertThat(anew.portal().dispatcher()).isSameAs(held.portal().dispatcher());
    }

    @Test
    void aWithdrawalReachesCallsAtPortalsThatAreLetGo() {
        Acting held = portals.passing(settings("1/abcdef"), "call", this);
        await().atMost(SOON).until(() -> portals.size() == 0);

        portals.stop();

        assertThat(held.portal().dispatcher().idle()).isTrue();
        assertThatThrownBy(() -> held.client()
                        .call(new io.github.camelbitrix24.openlines.rest.RestCall(
                                "user.current", java.util.Map.of(), null, false))
                        .join())
                .hasCauseInstanceOf(B24UnavailableException.class);
    }

    @Test
    void callersByRotatedCredentialsDoNotPileUp() {
        for (int number = 0; number < 500; number++) {
            portals.passing(settings("1/rotated" + number), "call", this);
        }

        await().atMost(SOON).until(() -> portals.size() == 0);
        Acting kept = portals.acting(settings("1/kept"), "call");
        for (int number = 0; number < 500; number++) {
            portals.passing(settings("1/rotated" + number), "call", this);
        }
        await().atMost(SOON).until(() -> callers() == 1);

        kept.client().stop();
        await().atMost(SOON).until(() -> portals.size() == 0);
    }

    private int callers() {
        List<PortalView> views = portals.views().toList();
        return views.isEmpty() ? 0 : views.get(0).callers().size();
    }

    @Test
    void whatEndpointsHaveStoppedUsingIsLetGo() throws Exception {
        B24OpenLinesComponent component = desk.context.getComponent("b24openlines", B24OpenLinesComponent.class);
        String token = desk.portal.webhook(1).authToken();
        Producer staying = desk.context.getEndpoint("b24openlines:userCurrent").createProducer();
        staying.start();
        for (int number = 0; number < 20; number++) {
            component.getConfiguration().setAuthToken("1/rotated" + number);
            Producer producer = desk.context
                    .getEndpoint("b24openlines:userCurrent?maxWait=" + (1_000 + number))
                    .createProducer();
            producer.start();
            producer.stop();
        }
        component.getConfiguration().setAuthToken(token);

        await().atMost(SOON)
                .until(() -> component.portalViews().toList().get(0).callers().size() == 1);
        Exchange exchange = new DefaultExchange(desk.context);
        staying.process(exchange);
        assertThat(exchange.getException()).isNull();

        staying.stop();
        await().atMost(SOON).until(() -> component.keptPortals() == 0);
    }

    @Test
    void afterAStopNoPortalIsOpened() {
        portals.stop();

        assertThatThrownBy(() -> portals.passing(settings("1/abcdef"), "imopenlines.operator.spam", this))
                .isInstanceOf(B24UnavailableException.class)
                .hasMessageContaining("imopenlines.operator.spam: stopped");
        assertThat(portals.size()).isZero();
    }
}
