// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.examples.supportdesk;

import io.github.camelbitrix24.openlines.simulator.CloseRule;
import io.github.camelbitrix24.openlines.simulator.PortalSimulator;
import io.github.camelbitrix24.openlines.simulator.QueueType;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.Map;
import java.util.Properties;

/** The portal of the demonstration: two lines, three operators, a bot that welcomes customers. */
final class DemoPortal {
    static final String BOT = "support";
    static final long SUPPORT = 15;
    static final long BILLING = 22;
    private static final String APPLICATION_TOKEN = "demonstration-token";
    private static final long ADMIN = 1;
    private static final long ANNA = 27;
    private static final long BORIS = 31;
    private static final long CLARA = 35;

    private static final Map<Long, String> USERS =
            Map.of(ADMIN, "Ada Admin", ANNA, "Anna Weber", BORIS, "Boris Klein", CLARA, "Clara Vogt");
    private static final Map<Long, String> LINES = Map.of(SUPPORT, "Support", BILLING, "Billing");

    private DemoPortal() {}

    static PortalSimulator start() {
        PortalSimulator portal = PortalSimulator.builder()
                .admin(ADMIN, USERS.get(ADMIN))
                .operator(ANNA, USERS.get(ANNA))
                .operator(BORIS, USERS.get(BORIS))
                .operator(CLARA, USERS.get(CLARA))
                .bot(BOT, "Support Bot")
                .line(
                        SUPPORT,
                        LINES.get(SUPPORT),
                        line -> line.queueType(QueueType.EVENLY)
                                .operators(ANNA, BORIS)
                                .welcomeBot(BOT)
                                .closeRule(CloseRule.NONE)
                                .voteMessage(false))
                .line(
                        BILLING,
                        LINES.get(BILLING),
                        line -> line.queueType(QueueType.EVENLY).operators(CLARA))
                .start();
        portal.listener(new DeskLog(portal));
        return portal;
    }

    static Properties properties(PortalSimulator portal, Source source) throws IOException {
        Properties properties = new Properties();
        properties.setProperty("portalUrl", portal.url());
        properties.setProperty("authToken", portal.webhook(ADMIN).authToken());
        properties.setProperty("bot.id", Long.toString(portal.bot(BOT).id()));
        properties.setProperty("bot.token", portal.bot(BOT).token());
        properties.setProperty("camel.component.b24openlines.rate-limit", "none");
        properties.setProperty("desk.pollEvery", "200");
        properties.setProperty("desk.billingLine", Long.toString(BILLING));
        properties.setProperty("desk.boris", Long.toString(BORIS));
        if (source == Source.push) {
            post(portal, properties);
        }
        return properties;
    }

    /** The portal posts the bot's events to a server of the desk; the bot's token in the address tells which bot's (§8.9). */
    private static void post(PortalSimulator portal, Properties properties) throws IOException {
        int port = freePort();
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

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    static String line(long id) {
        return LINES.getOrDefault(id, "line " + id);
    }

    static String user(PortalSimulator portal, long id) {
        return id == portal.bot(BOT).id() ? "the bot" : USERS.getOrDefault(id, "user " + id);
    }
}
