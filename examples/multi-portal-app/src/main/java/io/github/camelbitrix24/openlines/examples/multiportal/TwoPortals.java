// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.examples.multiportal;

import io.github.camelbitrix24.openlines.examples.Example;
import io.github.camelbitrix24.openlines.examples.PortalLog;
import io.github.camelbitrix24.openlines.examples.SimulatedPortal;
import io.github.camelbitrix24.openlines.examples.Stage;
import io.github.camelbitrix24.openlines.examples.TemporaryFolder;
import io.github.camelbitrix24.openlines.simulator.PortalSimulator;
import io.github.camelbitrix24.openlines.simulator.TurnedClock;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Properties;
import org.apache.camel.main.Main;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Two portals, each with an authorisation server, install the application; their chats have the same numbers. */
final class TwoPortals implements Stage {
    private static final Logger LOG = LoggerFactory.getLogger("desk");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String APP = "local.demonstration";
    private static final String SECRET = "secret-of-the-demonstration";
    private static final long SUPPORT = 15;
    private static final int KEY_BYTES = 32;

    private final Main main;
    private final int port = SimulatedPortal.freePort();
    private final TemporaryFolder folder = new TemporaryFolder("tokens");
    private final String key = key();
    private final TurnedClock clock = new TurnedClock(Instant.parse("2026-03-17T09:00:00Z"));
    private final PortalSimulator berlin = portal("berlin", 27, "Anna Weber", "Boris Klein");
    private final PortalSimulator vienna = portal("vienna", 31, "Clara Vogt", "Franz Huber");

    /** @param main the application that is running, to be stopped in the middle */
    TwoPortals(Main main) throws IOException {
        this.main = main;
    }

    private PortalSimulator portal(String name, long installer, String installerName, String colleague) {
        return PortalLog.of(
                PortalSimulator.builder()
                        .admin(installer, installerName)
                        .admin(installer + 1, colleague)
                        .line(SUPPORT, "Support", line -> line.operators(installer, installer + 1))
                        .appBeingInstalled(APP, SECRET, "imopenlines")
                        .clock(clock)
                        .start(),
                name);
    }

    private static String key() {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return Base64.getEncoder().encodeToString(key);
    }

    @Override
    public Properties properties() {
        Properties properties = new Properties();
        properties.setProperty("app.clientId", APP);
        properties.setProperty("app.clientSecret", SECRET);
        properties.setProperty("app.url", "http://127.0.0.1:" + port);
        properties.setProperty("camel.server.port", Integer.toString(port));
        properties.setProperty("tokens.file", folder.path().resolve("tokens").toString());
        properties.setProperty("tokens.key", key);
        // a real authorisation server and real portals have names that are allowed without a word
        properties.setProperty("camel.component.b24openlines.oauth-server-url", berlin.url());
        properties.setProperty("camel.component.b24openlines.allowed-redirect-hosts", "127.0.0.1");
        properties.setProperty("camel.component.b24openlines.rate-limit", "none");
        return properties;
    }

    @Override
    public String url() {
        return berlin.url();
    }

    PortalSimulator berlin() {
        return berlin;
    }

    PortalSimulator vienna() {
        return vienna;
    }

    void install(PortalSimulator portal, long user) {
        portal.installed(APP, user, "http://127.0.0.1:" + port + "/b24openlines/events");
        portal.awaitPosted(PATIENCE);
    }

    long writes(PortalSimulator portal, String client, String text) {
        long chat = portal.client(client).on(SUPPORT).writes(text);
        portal.awaitPosted(PATIENCE);
        return chat;
    }

    @Override
    public void play() throws Exception {
        LOG.info("Anna in Berlin and Clara in Vienna install the application.");
        install(berlin, 27);
        install(vienna, 31);
        writes(berlin, "Maria", "Where is my parcel?");
        writes(vienna, "Otto", "Do you have it in blue?");

        LOG.info("Two hours later the application is another one, with the same database.");
        main.stop();
        clock.advance(Duration.ofHours(2));
        Main again = Example.configure(MultiPortalApp.application(), properties());
        again.start();
        try {
            writes(vienna, "Eva", "It does not start");
            writes(berlin, "Tom", "Are you there?");

            LOG.info("Vienna removes the application.");
            vienna.uninstall(APP);
            vienna.awaitPosted(PATIENCE);
        } finally {
            again.stop();
        }
        LOG.info("Berlin:");
        PortalLog.summary(berlin);
        LOG.info("Vienna:");
        PortalLog.summary(vienna);
    }

    @Override
    public void close() {
        berlin.close();
        vienna.close();
        folder.close();
    }
}
