// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.examples.escalation;

import io.github.camelbitrix24.openlines.examples.Example;
import org.apache.camel.main.Main;

/** Runs the routes, which are in {@code camel/escalation.yaml}. */
public final class Escalation {
    private Escalation() {}

    /**
     * Starts the bot.
     *
     * @param arguments none; {@code -Dportal} names a real portal's properties
     */
    public static void main(String[] arguments) throws Exception {
        Main main = new Main();
        Example.run(() -> new Afternoon(main), main);
    }
}
