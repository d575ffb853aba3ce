// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.examples;

import io.github.camelbitrix24.openlines.simulator.PortalSimulator;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.Properties;

/** A simulated portal as the properties that would name a real one. */
public final class SimulatedPortal {
    private SimulatedPortal() {}

    /** A port that nobody listens at, for a server of the example itself. */
    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /**
     * What a {@code portal.properties} sets, and polls that come often enough for somebody who watches.
     *
     * @param caller the employee whose webhook calls
     * @param bot the code of the bot that has its events fetched
     */
    public static Properties properties(PortalSimulator portal, long caller, String bot) {
        Properties properties = new Properties();
        properties.setProperty("portalUrl", portal.url());
        properties.setProperty("authToken", portal.webhook(caller).authToken());
        properties.setProperty("bot.id", Long.toString(portal.bot(bot).id()));
        properties.setProperty("bot.token", portal.bot(bot).token());
        properties.setProperty("camel.component.b24openlines.rate-limit", "none");
        properties.setProperty("desk.pollEvery", "100");
        return properties;
    }
}
