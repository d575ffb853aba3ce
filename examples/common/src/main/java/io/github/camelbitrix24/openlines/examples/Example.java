// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.examples;

import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.main.DefaultMainShutdownStrategy;
import org.apache.camel.main.Main;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the routes of an example with Camel Main: on its {@link Stage} to the end of the script; or, with
 * {@code -Dportal=portal.properties}, on the portal that this file names, until it is stopped.
 */
public final class Example {
    private static final Logger LOG = LoggerFactory.getLogger("desk");
    private static final Duration CLOSING = Duration.ofSeconds(20);

    private Example() {}

    /**
     * Runs what {@code application.properties} of the class path configures.
     *
     * @param simulated sets up the stage; not called if there is a real portal. {@code -Ddesk.goOn=true} lets the routes go on after
     *     the script
     */
    public static void run(Callable<? extends Stage> simulated) throws Exception {
        run(simulated, new Main());
    }

    /** As {@link #run(Callable)}, with a Main that has been given something already, routes in Java say. */
    public static void run(Callable<? extends Stage> simulated, Main main) throws Exception {
        if (PortalFile.isNamed()) {
            Properties portal = PortalFile.named();
            LOG.info(
                    "At work on {}. Stop it with Ctrl+C.",
                    portal.getProperty("portalUrl", "the portals that install it"));
            configure(main, portal).run();
            return;
        }
        try (HangUp hangUp = new HangUp(main);
                Stage stage = simulated.call()) {
            configure(main, stage.properties()).start();
            try {
                play(stage);
            } catch (InterruptedException | RuntimeException e) {
                hangUp.accept(e);
            } finally {
                main.stop();
            }
        }
    }

    /** Lets Ctrl+C end the script, then the routes and the stage. Camel's own hook would wait for a context that nobody stops. */
    private static final class HangUp implements AutoCloseable {
        private final Thread script = Thread.currentThread();
        private final CountDownLatch closed = new CountDownLatch(1);
        private volatile boolean asked;

        HangUp(Main main) {
            ((DefaultMainShutdownStrategy) main.getShutdownStrategy()).disableHangupSupport();
            Runtime.getRuntime().addShutdownHook(new Thread(this::ask));
        }

        private void ask() {
            asked = true;
            script.interrupt();
            try {
                closed.await(CLOSING.toSeconds(), TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        /** Takes what the script ended with, if it was asked to; the stopping after it is not interrupted any more. */
        void accept(Exception end) throws Exception {
            if (!asked) {
                throw end;
            }
            Thread.interrupted();
            LOG.info("Stopped.");
        }

        @Override
        public void close() {
            closed.countDown();
        }
    }

    /** Plays the script, and stays if {@code -Ddesk.goOn=true} says so. */
    public static void play(Stage stage) throws Exception {
        LOG.info("A simulated portal is at {}/ (open it in a browser); the clients write now.", stage.url());
        stage.play();
        if (Boolean.getBoolean("desk.goOn")) {
            LOG.info("The desk goes on. Stop it with Ctrl+C.");
            Thread.currentThread().join();
        }
    }

    /** Gives a Main its properties; its routes log beside what clients and portal do. */
    public static Main configure(Main main, Properties properties) {
        main.addInitialProperty("camel.main.logName", "desk.route");
        main.setOverrideProperties(properties);
        return main;
    }
}
