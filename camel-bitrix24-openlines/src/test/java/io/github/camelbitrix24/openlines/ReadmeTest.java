// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelbitrix24.openlines.api.Bot;
import io.github.camelbitrix24.openlines.operation.Operation;
import io.github.camelbitrix24.openlines.simulator.PortalSimulator;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What the README shows works as it stands there. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReadmeTest {
    private String readme;

    @BeforeAll
    void read() throws Exception {
        readme = Files.readString(Path.of("..", "README.md"));
    }

    @Test
    void theYamlRouteRuns() throws Exception {
        try (PortalSimulator portal = portal()) {
            runs(portal, resource("readme.yaml", block("yaml")));
        }
    }

    @Test
    void theXmlRouteRuns() throws Exception {
        try (PortalSimulator portal = portal()) {
            runs(portal, resource("readme.xml", block("xml")));
        }
    }

    @Test
    void theJavaRouteRuns(@TempDir Path folder) throws Exception {
        try (PortalSimulator portal = portal();
                URLClassLoader loader = compile(folder, "SupportRoutes", block("java"))) {
            RoutesBuilder routes = (RoutesBuilder)
                    loader.loadClass("SupportRoutes").getDeclaredConstructor().newInstance();
            runs(portal, main -> main.configure().addRoutesBuilder(routes));
        }
    }

    @Test
    void everyOperationIsNamed() {
        assertThat(readme)
                .contains(List.of(Operation.values()).stream()
                        .map(operation -> "`" + operation + "`")
                        .toList());
    }

    @Test
    void theCommandsAreTheOnesOfCi() throws Exception {
        assertThat(readme).contains("```sh\nmvn verify\n```");
        assertThat(Files.readString(Path.of("..", ".ci", "run"))).containsPattern("\nmvn -B -ntp [-\\w =:/.]*verify\n");
    }

    private static void runs(PortalSimulator portal, Resource routes) throws Exception {
        runs(
                portal,
                main -> main.addMainListener(new MainListenerSupport() {
                    @Override
                    public void afterConfigure(BaseMainSupport configured) {
                        try {
                            PluginHelper.getRoutesLoader(configured.getCamelContext())
                                    .loadRoutes(routes);
                        } catch (Exception e) {
                            throw new IllegalStateException(e);
                        }
                    }
                }));
    }

    private static void runs(PortalSimulator portal, Consumer<Main> routes) throws Exception {
        Main main = new Main();
        Properties properties = new Properties();
        properties.setProperty("camel.component.b24openlines.portal-url", portal.url());
        properties.setProperty(
                "camel.component.b24openlines.auth-token", portal.webhook(1).authToken());
        main.setOverrideProperties(properties);
        main.bind(
                "supportBot",
                new Bot(portal.bot("support").id(), portal.bot("support").token()));
        routes.accept(main);
        main.start();
        try {
            long invoice = portal.client("Maria").on(26).writes("a question about my invoice");
            long other = portal.client("Otto").on(26).writes("a question about my parrot");
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> portal.dialog(invoice).lineId() == 22
                            && !portal.dialog(other).offeredTo().isEmpty());
        } finally {
            main.stop();
        }
    }

    private static PortalSimulator portal() {
        return PortalSimulator.standard().start();
    }

    private static Resource resource(String name, String content) {
        return ResourceHelper.fromString(name, content);
    }

    private static URLClassLoader compile(Path folder, String name, String code) throws Exception {
        Path file = Files.writeString(folder.resolve(name + ".java"), code);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            boolean compiled = compiler.getTask(
                            messages,
                            files,
                            null,
                            List.of("-classpath", System.getProperty("java.class.path"), "-d", folder.toString()),
                            null,
                            files.getJavaFileObjects(file))
                    .call();
            assertThat(compiled).as(messages.toString()).isTrue();
        }
        return new URLClassLoader(new URL[] {folder.toUri().toURL()});
    }

    private String block(String language) {
        Matcher matcher = Pattern.compile("(?s)```" + language + "\n(.*?)```").matcher(readme);
        assertThat(matcher.find()).as("a block of " + language).isTrue();
        return matcher.group(1);
    }
}
