// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.handbook;

import io.github.camelbitrix24.openlines.api.Bot;
import io.github.camelbitrix24.openlines.auth.CredentialSource;
import io.github.camelbitrix24.openlines.auth.MemoryTokenStore;
import io.github.camelbitrix24.openlines.simulator.PortalSimulator;
import io.github.camelbitrix24.openlines.simulator.TokenPair;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import org.apache.camel.component.file.cluster.FileLockClusterService;
import org.apache.camel.main.Main;
import org.apache.camel.support.processor.idempotent.FileIdempotentRepository;
import org.apache.camel.support.processor.state.MemoryStateRepository;

/**
 * What stands around a route on a page: a simulated portal, the component's credentials, the beans and properties that pages take for
 * granted, and an HTTP server where events are posted. What else a route needs stands on the page, or the block fails.
 */
final class Surroundings {
    static final long ADMIN = 1;
    static final long BOT_LINE = 26;
    static final String APP = "local.app";

    /** An endpoint that calls as an OAuth application, which no webhook stands beside. */
    private static final Pattern APPLICATION =
            Pattern.compile("autoInstall|autoBind|source[:=] ?\"?offline|portal[:=] ?event|offline-events");

    private static final Pattern POSTED = Pattern.compile("push|webhook:");

    private final PortalSimulator portal;
    private final Path folder;

    Surroundings(PortalSimulator portal, Path folder) {
        this.portal = portal;
        this.folder = folder;
    }

    static PortalSimulator portal() {
        return PortalSimulator.standard().app(APP, "secret").start();
    }

    /** Properties by which a route works on the simulated portal. */
    Properties properties(String text) throws IOException {
        Properties properties = new Properties();
        properties.putAll(placeholders());
        component(properties, "portal-url", portal.url());
        if (APPLICATION.matcher(text).find()) {
            TokenPair tokens = portal.authorize(APP, ADMIN);
            component(properties, "client-id", APP);
            component(properties, "client-secret", "secret");
            component(properties, "refresh-token", tokens.refreshToken());
            component(properties, "oauth-server-url", portal.url());
            component(properties, "token-store", "#bean:tokens");
        } else {
            component(properties, "auth-token", portal.webhook(ADMIN).authToken());
        }
        if (POSTED.matcher(text).find()) {
            component(properties, "webhook-verify-token", "application-token");
            properties.setProperty("camel.server.enabled", "true");
            properties.setProperty("camel.server.host", "127.0.0.1");
            properties.setProperty("camel.server.port", Integer.toString(freePort()));
        }
        return properties;
    }

    /** What pages refer to as {@code {{name}}}. */
    private Map<String, String> placeholders() {
        return Map.of(
                "b24.authToken", portal.webhook(ADMIN).authToken(),
                "b24.bot.token", portal.bot("support").token(),
                "bot.token", portal.bot("support").token(),
                "bot.id", Long.toString(portal.bot("support").id()),
                "portal.applicationToken", "application-token",
                "state", folder.toString());
    }

    /** What pages refer to as {@code #bean:name}. */
    void bind(Main main) throws Exception {
        main.bind(
                "supportBot",
                new Bot(portal.bot("support").id(), portal.bot("support").token()));
        main.bind("tokens", new MemoryTokenStore());
        main.bind("employees", (CredentialSource) (site, name) -> Optional.empty());
        main.bind("positions", new MemoryStateRepository());
        main.bind(
                "doneEvents",
                FileIdempotentRepository.fileIdempotentRepository(
                        folder.resolve("done-events.dat").toFile()));
        main.bind("budget", new SharedBucket());
        FileLockClusterService cluster = new FileLockClusterService();
        cluster.setRoot(folder.toString());
        main.bind("cluster", cluster);
    }

    private static void component(Properties properties, String option, String value) {
        properties.setProperty("camel.component.b24openlines." + option, value);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
