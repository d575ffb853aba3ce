// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.examples.triage;

import io.github.camelbitrix24.openlines.examples.Example;
import org.apache.camel.main.Main;

/** Runs {@link TriageRoutes}. */
public final class Triage {
    private Triage() {}

    /**
     * Starts the triage.
     *
     * @param arguments none; {@code -Dportal} names a real portal's properties
     */
    public static void main(String[] arguments) throws Exception {
        Main main = new Main();
        main.configure().addRoutesBuilder(TriageRoutes.class);
        Example.run(Morning::new, main);
    }
}
