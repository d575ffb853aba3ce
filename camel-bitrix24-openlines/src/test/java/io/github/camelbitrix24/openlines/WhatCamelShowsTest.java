// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbitrix24.openlines.api.Bot;
import io.github.camelbitrix24.openlines.simulator.PortalSimulator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.console.DevConsole;
import org.apache.camel.console.DevConsoleRegistry;
import org.apache.camel.main.Main;
import org.apache.camel.util.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What Camel itself and the HTTP client show of our secrets: their consoles, and their loggers at every level. */
class WhatCamelShowsTest {
    /** They do something, or show what is asked of them only. */
    private static final Set<String> NOT_LOOKED_AT =
            Set.of("debug", "eval-language", "gc", "receive", "reload", "send", "simple-language");

    private static final String SYSTEM_PROPERTY = "desk.system.authToken";
    private static final String SYSTEM_SECRET = "canary-of-a-system-property";

    private final PortalSimulator portal =
            PortalSimulator.standard().bot("helper", "Helper").start();
    private final Map<String, String> canaries = new LinkedHashMap<>();
    private final Properties properties = new Properties();
    private final Map<String, Set<String>> consoles = new TreeMap<>();
    private final Map<String, Set<String>> loggers = new TreeMap<>();

    @AfterEach
    void close() {
        System.clearProperty(SYSTEM_PROPERTY);
        portal.close();
    }

    private void configure() {
        canaries.put("webhook", portal.webhook(1).code());
        canaries.put("bot token", portal.bot("helper").token());
        canaries.put("application token", "canary-application-token");
        properties.setProperty("camel.main.auto-configuration-log-summary", "true");
        properties.setProperty("camel.main.dev-console-enabled", "true");
        properties.setProperty("camel.health.producers-enabled", "true");
        properties.setProperty("camel.component.b24openlines.portal-url", portal.url());
        properties.setProperty("camel.component.b24openlines.auth-token", "{{desk.authToken}}");
        properties.setProperty("camel.component.b24openlines.webhook-verify-token", "canary-application-token");
        properties.setProperty("camel.component.b24openlines.rate-limit", "none");
        properties.setProperty("desk.authToken", portal.webhook(1).authToken());
        properties.setProperty("camel.beans.supportBot", "#class:" + Bot.class.getName());
        properties.setProperty(
                "camel.beans.supportBot.id", Long.toString(portal.bot("helper").id()));
        properties.setProperty("camel.beans.supportBot.token", "{{desk.bot.token}}");
        properties.setProperty("desk.bot.token", portal.bot("helper").token());
    }

    private void run(String... uris) throws Exception {
        Main main = new Main();
        main.setInitialProperties(properties);
        main.configure().addRoutesBuilder(new RouteBuilder() {
            @Override
            public void configure() {
                for (int route = 0; route < uris.length; route++) {
                    from("direct:" + route).to(uris[route]);
                }
            }
        });
        try (TraceCapture log = TraceCapture.open()) {
            main.start();
            try {
                for (int route = 0; route < uris.length; route++) {
                    long chat = portal.client("Client " + route).on(22).writes("Hello");
                    main.getCamelTemplate()
                            .send("direct:" + route, e -> e.getMessage().setBody(chat));
                }
                look(main.getCamelContext());
            } finally {
                main.stop();
            }
            for (TraceCapture.Line line : log.lines()) {
                canaries.forEach((name, secret) -> {
                    if (line.text().contains(secret)) {
                        loggers.computeIfAbsent(line.logger() + " " + line.level(), logger -> new TreeSet<>())
                                .add(name);
                    }
                });
            }
        }
    }

    private void look(CamelContext context) {
        DevConsoleRegistry registry = context.getCamelContextExtension().getContextPlugin(DevConsoleRegistry.class);
        List<String> ids = registry.stream().map(DevConsole::getId).toList();
        assertThat(ids).contains("b24openlines", "context", "endpoint", "properties", "route-dump", "service");
        for (String id : ids) {
            if (!NOT_LOOKED_AT.contains(id)) {
                for (DevConsole.MediaType type : DevConsole.MediaType.values()) {
                    look(registry.resolveById(id), type);
                }
            }
        }
    }

    private void look(DevConsole console, DevConsole.MediaType type) {
        Object out = console.supportMediaType(type) ? console.call(type, Map.of()) : "";
        String text = out instanceof JsonObject json ? json.toJson() : String.valueOf(out);
        canaries.forEach((name, secret) -> {
            if (text.contains(secret)) {
                consoles.computeIfAbsent(console.getId() + " " + type, shown -> new TreeSet<>())
                        .add(name);
            }
        });
    }

    @Test
    void ofAConfigurationAsTheExamplesHaveIt() throws Exception {
        configure();

        run("b24openlines:answer", "b24openlines:botMessageSend?bot=#bean:supportBot&message=Hi");

        assertThat(consoles)
                .isEqualTo(Map.of(
                        "properties JSON", Set.of("webhook", "bot token", "application token"),
                        "main-configuration JSON", Set.of("application token")));
        assertThat(loggers).isNotEmpty().allSatisfy((logger, shown) -> {
            assertThat(logger).matches("org\\.apache\\.(camel|hc)\\..* (DEBUG|TRACE)");
        });
        assertThat(loggers.keySet())
                .contains(
                        "org.apache.camel.component.properties.DefaultPropertiesParser DEBUG",
                        "org.apache.camel.impl.engine.DefaultCamelContextExtension DEBUG",
                        "org.apache.hc.client5.http.headers DEBUG",
                        "org.apache.hc.client5.http.impl.classic.MainClientExec DEBUG",
                        "org.apache.hc.client5.http.wire DEBUG");
        pageNames();
    }

    @Test
    void ofAConfigurationThatIsNotCareful() throws Exception {
        configure();
        canaries.put("property without a telling name", portal.webhook(27).code());
        canaries.put("literal in a route", portal.webhook(31).code());
        canaries.put("system property", SYSTEM_SECRET);
        System.setProperty(SYSTEM_PROPERTY, SYSTEM_SECRET);
        properties.setProperty("camel.component.b24openlines.webhook-verify-token", "{{" + SYSTEM_PROPERTY + "}}");
        properties.setProperty("desk.hook", portal.webhook(27).authToken());
        canaries.remove("application token");

        run(
                "b24openlines:answer?authToken={{desk.hook}}",
                "b24openlines:answer?authToken=" + portal.webhook(31).authToken());

        String hook = "property without a telling name";
        String literal = "literal in a route";
        assertThat(consoles)
                .isEqualTo(Map.of(
                        "endpoint JSON", Set.of(hook, literal),
                        "properties JSON", Set.of("webhook", "bot token", hook),
                        "properties TEXT", Set.of(hook),
                        "route-dump JSON", Set.of(hook, literal),
                        "route-dump TEXT", Set.of(hook, literal),
                        "service JSON", Set.of(hook, literal),
                        "system-properties JSON", Set.of("system property"),
                        "system-properties TEXT", Set.of("system property")));
        assertThat(loggers.keySet().stream().filter(logger -> !logger.matches(".* (DEBUG|TRACE)")))
                .containsExactly("org.apache.camel.main.BaseMainSupport INFO");
        assertThat(loggers.get("org.apache.camel.main.BaseMainSupport INFO")).containsExactly(hook);
        pageNames();
    }

    @Test
    void withoutTheSummaryNothingIsLoggedAtInfo() throws Exception {
        configure();
        canaries.put("property without a telling name", portal.webhook(27).code());
        properties.setProperty("camel.main.auto-configuration-log-summary", "false");
        properties.setProperty("desk.hook", portal.webhook(27).authToken());

        run("b24openlines:answer?authToken={{desk.hook}}");

        assertThat(loggers.keySet()).isNotEmpty().allMatch(logger -> logger.matches(".* (DEBUG|TRACE)"));
    }

    /** The page for operators lists what was seen. */
    private void pageNames() throws Exception {
        String page = Files.readString(Path.of("../docs/health.md"));
        assertThat(loggers.keySet()).allSatisfy(logger -> {
            String name = logger.substring(0, logger.indexOf(' '));
            String level = logger.substring(logger.indexOf(' ') + 1);
            assertThat(page).contains("| `" + name + "` | " + level + " |");
        });
        assertThat(consoles.keySet())
                .allSatisfy(console ->
                        assertThat(page).contains("| `" + console.substring(0, console.indexOf(' ')) + "` |"));
    }
}
