// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.examples.eventlog;

import io.github.camelbitrix24.openlines.examples.Example;
import io.github.camelbitrix24.openlines.examples.PortalLog;
import io.github.camelbitrix24.openlines.examples.SimulatedPortal;
import io.github.camelbitrix24.openlines.examples.Stage;
import io.github.camelbitrix24.openlines.simulator.Fault;
import io.github.camelbitrix24.openlines.simulator.PortalSimulator;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.main.Main;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A chat that a bot listens to, and a stop that the portal does not hear of: it gives the same events again. */
final class Outage implements Stage {
    static final String BOT = "log";
    static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Logger LOG = LoggerFactory.getLogger("desk");
    private static final String POLL = "imbot.v2.Event.get";
    private static final long LOOK_EVERY_MS = 50;
    private static final long ADMIN = 1;
    private static final long ANNA = 27;
    private static final long SUPPORT = 15;

    private final Main main;
    private final Database database = new Database();
    private final PortalSimulator portal = PortalLog.of(PortalSimulator.builder()
            .admin(ADMIN, "Ada Admin")
            .operator(ANNA, "Anna Weber")
            .bot(BOT, "Log Bot")
            .line(
                    SUPPORT,
                    "Support",
                    line -> line.operators(ANNA).welcomeBot(BOT).welcomeBotStays(true))
            .start());

    /** @param main what is running, to be stopped in the middle */
    Outage(Main main) throws Exception {
        this.main = main;
    }

    @Override
    public Properties properties() {
        Properties properties = SimulatedPortal.properties(portal, ADMIN, BOT);
        properties.putAll(database.properties());
        return properties;
    }

    @Override
    public String url() {
        return portal.url();
    }

    PortalSimulator portal() {
        return portal;
    }

    Database database() {
        return database;
    }

    long writes(String client, String text) {
        return portal.client(client).on(SUPPORT).writes(text);
    }

    @Override
    public void play() throws Exception {
        writes("Maria", "Where is my parcel?");
        portal.awaitRead(BOT, PATIENCE);
        main.stop();

        LOG.info("The log is stopped; clients go on.");
        writes("Maria", "Hello?");
        writes("Tom", "It does not start. What a week!");

        LOG.info("It reads what came meanwhile, and is cut off before it can tell the portal.");
        try (Running cutOff = new Running(60_000)) {
            untilRows(5);
            portal.faults().always(POLL, Fault.cutBeforeExecution());
        }
        portal.faults().clear();

        LOG.info("It starts again, and gets the same events.");
        try (Running again = new Running(100)) {
            portal.awaitRead(BOT, PATIENCE);
        }
        LOG.info("In the table:");
        for (String row :
                database.rows("SELECT chat_id, type, coalesce(message, '') FROM chat_event ORDER BY happened, id")) {
            LOG.info("  {}", row);
        }
    }

    /** Waits until so many events are in the table. */
    void untilRows(int number) throws Exception {
        long begin = System.nanoTime();
        CountDownLatch pause = new CountDownLatch(1);
        while (database.rows("SELECT id FROM chat_event").size() < number) {
            if (System.nanoTime() - begin > PATIENCE.toNanos()) {
                throw new IllegalStateException("Not " + number + " rows within " + PATIENCE);
            }
            pause.await(LOOK_EVERY_MS, TimeUnit.MILLISECONDS);
        }
    }

    /** The log in an application of its own. */
    private final class Running implements AutoCloseable {
        private final Main log = new Main();

        Running(long pollEvery) throws Exception {
            Properties properties = properties();
            properties.setProperty("desk.pollEvery", Long.toString(pollEvery));
            Example.configure(log, properties).start();
        }

        @Override
        public void close() {
            log.stop();
        }
    }

    @Override
    public void close() {
        portal.close();
        try {
            database.close();
        } catch (SQLException e) {
            LOG.warn("The schema of the demonstration could not be removed", e);
        }
    }
}
