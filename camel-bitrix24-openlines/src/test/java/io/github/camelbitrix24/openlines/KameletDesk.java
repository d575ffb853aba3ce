// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import io.github.camelbitrix24.openlines.simulator.PortalSimulator;
import io.github.camelbitrix24.openlines.simulator.QueueType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Service;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.apache.camel.util.function.ThrowingConsumer;
import org.apache.commons.lang3.Strings;
import org.awaitility.Awaitility;

/** Camel's own main, as a user runs it: properties, a YAML route, and the Kamelets of the jar or those of a folder. */
final class KameletDesk implements AutoCloseable {
    /** The environment variable that names the folder with what Karavan's designer saved, if .ci/karavan/run has made it. */
    static final String SAVED = "KARAVAN_WRITTEN";

    static final long BOT_LINE = 70;
    static final String APP = "local.desk";
    static final String APP_SECRET = "secret-of-the-application";

    final PortalSimulator portal = PortalSimulator.standard()
            .app(APP, APP_SECRET, "imopenlines", "imbot", "imconnector")
            .bot("helper", "Helper")
            .line(
                    BOT_LINE,
                    "Bot line",
                    line -> line.queueType(QueueType.EVENLY).operators(27, 31).welcomeBot("helper"))
            .start();
    private final Properties properties = new Properties();
    private final Main main = new Main();

    /** A desk with the Kamelets of the jar. */
    KameletDesk() {
        set("camel.component.b24openlines.rate-limit", "none");
        set("camel.main.shutdown-timeout", "10");
    }

    /** Uses the Kamelets of a folder in place of those in the jar. */
    KameletDesk kamelets(Path folder) {
        return set("camel.component.kamelet.location", "file:" + folder.toAbsolutePath());
    }

    KameletDesk set(String key, String value) {
        properties.setProperty(key, value);
        return this;
    }

    KameletDesk bind(String name, Object bean) {
        main.bind(name, bean);
        return this;
    }

    /** Adds an HTTP server for portals to post to. */
    KameletDesk serve(Service server) {
        return whenConfigured(context -> context.addService(server));
    }

    /** The portal and the employee of its webhook stand on the component. */
    KameletDesk portalOnTheComponent(long employee) {
        set("camel.component.b24openlines.portal-url", portal.url());
        return set(
                "camel.component.b24openlines.auth-token",
                portal.webhook(employee).authToken());
    }

    KameletDesk start(String yaml) throws Exception {
        whenConfigured(context ->
                PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString("desk.camel.yaml", yaml)));
        main.setOverrideProperties(properties);
        main.start();
        return this;
    }

    private KameletDesk whenConfigured(ThrowingConsumer<CamelContext, Exception> step) {
        main.addMainListener(new MainListenerSupport() {
            @Override
            public void afterConfigure(BaseMainSupport configured) {
                try {
                    step.accept(configured.getCamelContext());
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }
        });
        return this;
    }

    CamelContext context() {
        return main.getCamelContext();
    }

    static void until(Callable<Boolean> condition) {
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(condition);
    }

    static Path folder() {
        return Path.of("src", "main", "resources", "kamelets");
    }

    static Path saved() {
        return Path.of(System.getenv(SAVED));
    }

    /** The names of all Kamelets. */
    static List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder())) {
            return files.map(file -> file.getFileName().toString())
                    .map(name -> Strings.CS.removeEnd(name, ".kamelet.yaml"))
                    .sorted()
                    .toList();
        }
    }

    @Override
    public void close() {
        main.stop();
        portal.close();
    }
}
