// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.examples.supportdesk;

import io.github.camelbitrix24.openlines.examples.PortalLog;
import io.github.camelbitrix24.openlines.examples.SimulatedPortal;
import io.github.camelbitrix24.openlines.examples.Stage;
import io.github.camelbitrix24.openlines.simulator.CloseRule;
import io.github.camelbitrix24.openlines.simulator.PortalSimulator;
import io.github.camelbitrix24.openlines.simulator.QueueType;
import java.io.IOException;
import java.time.Duration;
import java.util.Properties;

/** Two lines, three operators, a bot that welcomes customers, and five customers, each message when the one before is worked. */
final class SupportDay implements Stage {
    static final long SUPPORT = 15;
    static final long BILLING = 22;
    static final String BOT = "support";
    private static final String APPLICATION_TOKEN = "demonstration-token";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long ADMIN = 1;
    private static final long ANNA = 27;
    private static final long BORIS = 31;
    private static final long CLARA = 35;

    private final Source source;
    private final PortalSimulator portal = PortalLog.of(PortalSimulator.builder()
            .admin(ADMIN, "Ada Admin")
            .operator(ANNA, "Anna Weber")
            .operator(BORIS, "Boris Klein")
            .operator(CLARA, "Clara Vogt")
            .bot(BOT, "Support Bot")
            .line(
                    SUPPORT,
                    "Support",
                    line -> line.queueType(QueueType.EVENLY)
                            .operators(ANNA, BORIS)
                            .welcomeBot(BOT)
                            .closeRule(CloseRule.NONE)
                            .voteMessage(false))
            .line(BILLING, "Billing", line -> line.queueType(QueueType.EVENLY).operators(CLARA))
            .start());

    SupportDay(Source source) {
        this.source = source;
    }

    PortalSimulator portal() {
        return portal;
    }

    @Override
    public Properties properties() throws IOException {
        Properties properties = SimulatedPortal.properties(portal, ADMIN, BOT);
        properties.setProperty("desk.source", source.name());
        properties.setProperty("desk.billingLine", Long.toString(BILLING));
        properties.setProperty("desk.boris", Long.toString(BORIS));
        if (source == Source.push) {
            post(properties);
        }
        return properties;
    }

    /** The portal posts the bot's events to a server of the desk; the bot's token in the address tells which bot's (§8.9). */
    private void post(Properties properties) throws IOException {
        int port = SimulatedPortal.freePort();
        properties.setProperty("camel.server.enabled", "true");
        properties.setProperty("camel.server.host", "127.0.0.1");
        properties.setProperty("camel.server.port", Integer.toString(port));
        properties.setProperty("camel.component.b24openlines.webhook-verify-token", APPLICATION_TOKEN);
        portal.handlers()
                .bind(
                        "ONIMBOTV2MESSAGEADD",
                        "http://127.0.0.1:" + port + "/b24openlines/events?CLIENT_ID="
                                + portal.bot(BOT).token(),
                        APPLICATION_TOKEN);
    }

    @Override
    public String url() {
        return portal.url();
    }

    @Override
    public void play() {
        writes("Maria", "Hello");
        writes("Maria", "There is a mistake in my invoice 4711");
        writes("Tom", "Could I talk to Boris, please?");
        writes("Lucky Win", "YOU HAVE WON a phone!!! Click here");
        writes("Eva", "It works again, thank you. Bye!");
        writes("Otto", "My parrot has learned to order pizza, how do I stop it?");
        PortalLog.summary(portal);
    }

    private void writes(String customer, String text) {
        portal.client(customer).on(SUPPORT).writes(text);
        if (source == Source.push) {
            portal.awaitPosted(PATIENCE);
        } else {
            portal.awaitRead(BOT, PATIENCE);
        }
    }

    @Override
    public void close() {
        portal.close();
    }
}
