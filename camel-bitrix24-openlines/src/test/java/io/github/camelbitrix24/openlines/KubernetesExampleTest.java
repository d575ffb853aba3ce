// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelbitrix24.openlines.rest.Lenient;
import io.github.camelbitrix24.openlines.simulator.PortalSimulator;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.catalog.CamelCatalog;
import org.apache.camel.catalog.ConfigurationPropertiesValidationResult;
import org.apache.camel.component.file.cluster.FileLockClusterService;
import org.apache.camel.main.Main;
import org.apache.camel.tooling.model.BaseOptionModel;
import org.apache.commons.lang3.StringUtils;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * {@code examples/kubernetes} holds together, its properties are options of Camel's and ours, and its route runs in two JVMs; with a
 * file's lock in place of the lease, since there is no cluster here.
 */
class KubernetesExampleTest {
    private static final Path EXAMPLE = Path.of("..", "examples", "kubernetes", "support-desk.yaml");
    private static final String FOLDER = "/etc/desk";

    @TempDir
    Path folder;

    private final Map<String, Map<String, Object>> objects = new LinkedHashMap<>();

    @BeforeEach
    void read() throws IOException {
        new Load(LoadSettings.builder().build())
                .loadAllFromString(Files.readString(EXAMPLE))
                .forEach(object -> objects.put(Lenient.text(at(object, "kind")), Lenient.map(object)));
    }

    @Test
    void itsObjectsNameEachOther() {
        assertThat(objects)
                .containsOnlyKeys("ServiceAccount", "Role", "RoleBinding", "Secret", "ConfigMap", "Deployment")
                .allSatisfy((kind, object) ->
                        assertThat(at(object, "metadata", "name")).as(kind).isEqualTo("support-desk"));
        Object pod = at(objects.get("Deployment"), "spec", "template", "spec");
        assertThat(at(objects.get("Deployment"), "spec", "selector", "matchLabels"))
                .isEqualTo(at(objects.get("Deployment"), "spec", "template", "metadata", "labels"));
        assertThat(at(pod, "serviceAccountName")).isEqualTo("support-desk");
        assertThat(at(pod, "volumes", 0, "configMap", "name")).isEqualTo("support-desk");
        assertThat(at(pod, "containers", 0, "volumeMounts", 0, "mountPath")).isEqualTo(FOLDER);
        assertThat(at(pod, "containers", 0, "volumeMounts", 0, "name")).isEqualTo(at(pod, "volumes", 0, "name"));
        assertThat(at(pod, "containers", 0, "envFrom", 0, "secretRef", "name")).isEqualTo("support-desk");
        assertThat(at(pod, "containers", 0, "readinessProbe", "httpGet", "port"))
                .isEqualTo(at(pod, "containers", 0, "ports", 0, "name"));
        assertThat(at(pod, "terminationGracePeriodSeconds"))
                .asString()
                .satisfies(grace -> assertThat(Integer.parseInt(grace))
                        .isGreaterThan(Integer.parseInt(properties().getProperty("camel.main.shutdownTimeout"))));
        assertThat(at(objects.get("RoleBinding"), "roleRef", "name"))
                .isEqualTo(at(objects.get("Role"), "metadata", "name"));
        assertThat(Lenient.map(at(objects.get("Secret"), "stringData")).keySet())
                .allSatisfy(name -> assertThat(properties().toString()).contains("{{env:" + name + "}}"));
    }

    @Test
    void itsPropertiesAreOptions() {
        CamelCatalog catalog = OurCatalog.create();
        List<String> mainOptions = catalog.mainModel().getOptions().stream()
                .map(BaseOptionModel::getName)
                .toList();
        for (String name : properties().stringPropertyNames()) {
            if (name.startsWith("camel.component.")) {
                ConfigurationPropertiesValidationResult result = catalog.validateConfigurationProperty(
                        name + "=" + properties().getProperty(name));
                assertThat(result.isSuccess() && result.isAccepted())
                        .as(name + ": " + result.summaryErrorMessage(true))
                        .isTrue();
            } else if (name.startsWith("camel.")) {
                assertThat(mainOptions).contains(name);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"KubernetesClusterService", "FileLockClusterService"})
    void thePagesClusterServicesHaveTheirOptions(String type) throws Exception {
        String page = Files.readString(Path.of("..", "docs", "scaling.md"));
        String snippet = StringUtils.substringBetween(page, "new " + type + "();", "addService(service)");
        List<String> set = Pattern.compile("service\\.set(\\w+)\\(")
                .matcher(snippet)
                .results()
                .map(setter -> StringUtils.uncapitalize(setter.group(1)))
                .toList();

        assertThat(set).isNotEmpty();
        assertThat(OurCatalog.create().pojoBeanModel(type).getOptions())
                .extracting(BaseOptionModel::getName)
                .containsAll(set);
    }

    @Test
    void anotherJvmTakesOver() throws Exception {
        try (PortalSimulator portal = PortalSimulator.standard().start()) {
            write(portal);
            List<Process> nodes = new ArrayList<>();
            try {
                nodes.add(start(portal, "one"));
                worked(portal, chats(portal, "first"));
                nodes.add(start(portal, "other"));
                await().atMost(Duration.ofMinutes(1)).until(() -> log("other").contains("started in"));
                worked(portal, chats(portal, "second"));
                assertThat(log("other")).doesNotContain("Leadership");

                nodes.get(0).destroyForcibly();
                worked(portal, chats(portal, "third"));

                assertThat(log("other")).contains("Leadership taken");
            } catch (Throwable e) {
                System.out.println(log("one"));
                throw e;
            } finally {
                nodes.forEach(Process::destroyForcibly);
            }
        }
    }

    private static List<Long> chats(PortalSimulator portal, String name) {
        return IntStream.range(0, 3)
                .mapToObj(number -> portal.client(name + number).on(26).writes("Hello"))
                .toList();
    }

    private void worked(PortalSimulator portal, List<Long> chats) {
        await().atMost(Duration.ofMinutes(1))
                .until(() -> chats.stream().allMatch(chat -> portal.dialog(chat).lineId() == 22));
    }

    /** The ConfigMap's files, with a file's lock, on the simulated portal. */
    private void write(PortalSimulator portal) throws IOException {
        Map<String, String> local = new LinkedHashMap<>();
        properties().forEach((name, value) -> local.put((String) name, (String) value));
        local.keySet().removeIf(name -> name.startsWith("camel.management"));
        local.put("camel.main.configurationClasses", Cluster.class.getName());
        local.put("locks", folder.resolve("locks").toString());
        local.put("camel.component.b24openlines.portalUrl", portal.url());
        local.put("bot.id", Long.toString(portal.bot("support").id()));
        Files.writeString(
                folder.resolve("application.properties"),
                local.entrySet().stream()
                        .map(each -> each.getKey() + "=" + each.getValue().replace(FOLDER, folder.toString()))
                        .collect(Collectors.joining("\n")));
        Files.writeString(
                folder.resolve("desk.camel.yaml"),
                Lenient.text(at(objects.get("ConfigMap"), "data", "desk.camel.yaml"))
                        .replace("?source=bot", "?delay=100&initialDelay=0&source=bot"));
    }

    private Process start(PortalSimulator portal, String name) throws IOException {
        Map<String, Object> variable =
                Lenient.map(at(objects.get("Deployment"), "spec", "template", "spec", "containers", 0, "env", 0));
        ProcessBuilder node = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Desk.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(name + ".out").toFile());
        node.environment()
                .put(
                        Lenient.text(variable.get("name")),
                        Lenient.text(variable.get("value")).replace(FOLDER, folder.toString()));
        node.environment().put("B24_AUTH_TOKEN", portal.webhook(1).authToken());
        node.environment().put("BOT_TOKEN", portal.bot("support").token());
        return node.start();
    }

    private String log(String name) throws IOException {
        return Files.readString(folder.resolve(name + ".out"));
    }

    private Properties properties() {
        Properties properties = new Properties();
        try {
            properties.load(
                    new StringReader(Lenient.text(at(objects.get("ConfigMap"), "data", "application.properties"))));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return properties;
    }

    private static Object at(Object object, Object... path) {
        Object found = object;
        for (Object step : path) {
            found = step instanceof Integer index ? ((List<?>) found).get(index) : ((Map<?, ?>) found).get(step);
        }
        return found;
    }

    /** As that of the page, which knows its folder. */
    public static final class Cluster implements CamelConfiguration {
        @Override
        public void configure(CamelContext context) throws Exception {
            FileLockClusterService service = new FileLockClusterService();
            service.setRoot(context.resolvePropertyPlaceholders("{{locks}}"));
            service.setAcquireLockDelay(100, TimeUnit.MILLISECONDS);
            service.setAcquireLockInterval(200, TimeUnit.MILLISECONDS);
            context.addService(service);
        }
    }

    /** A Camel Main application that has nothing of its own. */
    static final class Desk {
        private Desk() {}

        public static void main(String[] args) throws Exception {
            Configurator.setRootLevel(Level.INFO);
            new Main().run(args);
        }
    }
}
