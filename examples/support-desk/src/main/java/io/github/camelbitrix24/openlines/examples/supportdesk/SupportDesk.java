// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.examples.supportdesk;

import io.github.camelbitrix24.openlines.simulator.PortalSimulator;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import org.apache.camel.main.Main;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the desk's routes: on a simulated portal with scripted customers, to a summary; or, with
 * {@code -Dportal=portal.properties}, on the portal that this file names, until it is stopped.
 */
public final class SupportDesk {
    private static final Logger LOG = LoggerFactory.getLogger("desk");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private SupportDesk() {}

    /**
     * Starts the desk.
     *
     * @param arguments none; {@code -Dportal} names a real portal's properties, {@code -Ddesk.goOn=true} lets the desk go on
     *     after the summary, {@code -Ddesk.source=push} lets the portal post events
     */
    public static void main(String[] arguments) throws Exception {
        String file = System.getProperty("portal");
        if (file != null) {
            onRealPortal(PortalProperties.read(Path.of(file)));
        } else if (!onSimulator(Source.of(System.getProperty("desk.source")), Boolean.getBoolean("desk.goOn"))) {
            throw new IllegalStateException("The desk was not done after " + PATIENCE.toSeconds() + " seconds");
        }
    }

    private static void onRealPortal(Properties portal) throws Exception {
        LOG.info("The desk works on {}. Stop it with Ctrl+C.", portal.getProperty("portalUrl"));
        Main main = new Main();
        main.setOverrideProperties(Source.of(portal.getProperty("desk.source")).serve(portal));
        main.run();
    }

    /** Whether every message of the scripted customers was worked. */
    static boolean onSimulator(Source source, boolean goOn) throws Exception {
        try (PortalSimulator portal = DemoPortal.start()) {
            Main main = new Main();
            main.setOverrideProperties(source.serve(DemoPortal.properties(portal, source)));
            main.start();
            try {
                LOG.info(
                        "A simulated portal is at {}/ (open it in a browser); the customers come in now.",
                        portal.url());
                boolean done = new ScriptedCustomers(portal, source).play(PATIENCE);
                Summary.of(portal).forEach(LOG::info);
                if (goOn) {
                    LOG.info("The desk goes on. Stop it with Ctrl+C.");
                    Thread.currentThread().join();
                }
                return done;
            } finally {
                main.stop();
            }
        }
    }
}
