// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.examples.multiportal;

import io.github.camelbitrix24.openlines.examples.Example;
import org.apache.camel.main.Main;

/** Runs {@link AppRoutes}. */
public final class MultiPortalApp {
    private MultiPortalApp() {}

    /**
     * Starts the application.
     *
     * @param arguments none; {@code -Dportal} names the properties of an application of one's own
     */
    public static void main(String[] arguments) throws Exception {
        Main main = application();
        Example.run(() -> new TwoPortals(main), main);
    }

    static Main application() {
        Main main = new Main();
        main.configure().addConfiguration(TokenDatabase.class);
        main.configure().addRoutesBuilder(AppRoutes.class);
        return main;
    }
}
