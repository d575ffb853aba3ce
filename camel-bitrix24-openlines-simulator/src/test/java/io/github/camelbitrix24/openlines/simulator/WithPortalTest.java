// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The portal as a parameter: as new before each test, at one address for the class. */
@WithPortal(clock = "2026-03-17T15:00:00Z")
class WithPortalTest {

    private static final Set<String> ADDRESSES = ConcurrentHashMap.newKeySet();

    @Test
    void oneTestWrites(PortalSimulator portal) {
        startsAsNew(portal);
    }

    @Test
    void anotherTestSeesNothingOfThat(PortalSimulator portal) {
        startsAsNew(portal);
    }

    private static void startsAsNew(PortalSimulator portal) {
        assertThat(portal.dialogs()).isEmpty();
        assertThat(portal.faults().scripted()).isEmpty();
        portal.client("Anna").on(22).writes("Hello");
        portal.faults().always("*", Fault.status(500, "LEFT_OVER"));
        ADDRESSES.add(portal.webhook(27).url());
        assertThat(ADDRESSES).hasSize(1);
    }

    @Test
    void theClockComesWithIt(PortalSimulator portal, TurnedClock clock) {
        Instant before = clock.instant();
        clock.advance(Duration.ofMinutes(5));

        assertThat(portal.clock().instant()).isEqualTo(before.plusSeconds(300));
    }

    @Nested
    class Inside {

        @Test
        void nestedTestsHaveItToo(PortalSimulator portal) {
            startsAsNew(portal);
        }
    }
}
