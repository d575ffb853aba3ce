// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.examples.eventlog;

import io.github.camelbitrix24.openlines.examples.Example;
import org.apache.camel.main.Main;

/** Runs the route, which is in {@code camel/event-log.yaml}. */
public final class EventLog {
    private EventLog() {}

    /**
     * Starts the log.
     *
     * @param arguments none; {@code -Dportal} names a real portal's properties, {@code -Ddb.url}, {@code -Ddb.user} and
     *     {@code -Ddb.password} another database for the demonstration than the one at 127.0.0.1:5432
     */
    public static void main(String[] arguments) throws Exception {
        Main main = new Main();
        Example.run(() -> new Outage(main), main);
    }
}
