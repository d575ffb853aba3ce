// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.examples.businesshours;

import io.github.camelbitrix24.openlines.examples.Example;
import io.github.camelbitrix24.openlines.simulator.TurnedClock;
import org.apache.camel.main.Main;

/** Runs the route, which is in {@code camel/business-hours.xml}. */
public final class BusinessHoursRouter {
    private BusinessHoursRouter() {}

    /**
     * Starts the router.
     *
     * @param arguments none; {@code -Dportal} names a real portal's properties
     */
    public static void main(String[] arguments) throws Exception {
        TurnedClock clock = new TurnedClock(LongWeekend.BEGIN);
        Main main = new Main();
        main.bind(LongWeekend.CLOCK, clock);
        Example.run(() -> new LongWeekend(clock), main);
    }
}
