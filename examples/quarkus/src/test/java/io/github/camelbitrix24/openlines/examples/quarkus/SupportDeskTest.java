// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.examples.quarkus;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.camelbitrix24.openlines.simulator.PortalSimulator;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.Test;

/** The desk works in Quarkus: a client's message becomes an event, and the event an action. */
@QuarkusTest
@WithTestResource(SimulatedPortal.class)
class SupportDeskTest {
    PortalSimulator portal;

    @Inject
    CamelContext context;

    @Test
    void aQuestionGoesWhereItBelongs() {
        assertEquals("4.18.0", context.getVersion());

        long invoice = portal.client("Maria").on(26).writes("a question about my invoice");
        long other = portal.client("Otto").on(26).writes("a question about my parrot");

        await().atMost(Duration.ofSeconds(30))
                .until(() -> portal.dialog(invoice).lineId() == 22
                        && !portal.dialog(other).offeredTo().isEmpty());
        assertTrue(portal.dialog(other).messages().stream()
                .anyMatch(message -> message.text().equals("One moment, a colleague will be with you.")));
    }
}
