// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** What {@code docs/simulator.md} shows works as it stands there. */
class HandbookTest extends PortalTest {

    private static final Pattern CLASS = Pattern.compile("^class (\\w+)", Pattern.MULTILINE);
    private static final Pattern CURL =
            Pattern.compile("^curl --json '(.*)' http://127.0.0.1:8080(\\S+)$", Pattern.MULTILINE);
    private static final Pattern FAULT = Pattern.compile("\\| `(\\{\"kind\".*?\\})` \\|");
    private static final Pattern ROUTE =
            Pattern.compile("^\\| `(GET|POST|DELETE) (/simulator/\\S*?)`", Pattern.MULTILINE);

    private String handbook;

    @TempDir
    Path folder;

    @Override
    PortalBuilder configure(PortalBuilder builder) {
        return builder.rateLimit(2, 50).app("local.app", "secret");
    }

    @BeforeEach
    void read() throws Exception {
        handbook = Files.readString(Path.of("..", "docs", "simulator.md"));
    }

    @Test
    void itsTestsPass() throws Exception {
        List<String> classes = blocks("java").stream()
                .filter(block -> CLASS.matcher(block).find())
                .toList();
        SummaryGeneratingListener summary = new SummaryGeneratingListener();

        assertThat(classes).hasSize(2);
        for (String source : classes) {
            Matcher name = CLASS.matcher(source);
            assertThat(name.find()).isTrue();
            LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                    .selectors(selectClass(compiled(name.group(1), source)))
                    .build();
            LauncherFactory.create().execute(request, summary);
            assertThat(summary.getSummary().getTestsSucceededCount()).isEqualTo(1);
            assertThat(summary.getSummary().getFailures()).isEmpty();
        }
    }

    @Test
    void itsSnippetsRun() throws Exception {
        List<String> snippets = blocks("java").stream()
                .filter(block -> !CLASS.matcher(block).find())
                .toList();

        assertThat(snippets).hasSizeGreaterThanOrEqualTo(6);
        for (int number = 0; number < snippets.size(); number++) {
            closePortal();
            startPortal();
            long chat = portal.client("Maria").on(22).writes("Hello");
            Method run = compiled("Snippet" + number, wrapped("Snippet" + number, snippets.get(number)))
                    .getMethod("run", PortalSimulator.class, TurnedClock.class, long.class);
            run.invoke(null, portal, clock, chat);
        }
    }

    @Test
    void itsRequestsAreUnderstood() {
        Matcher curl = CURL.matcher(handbook);
        int requests = 0;
        while (curl.find()) {
            Answer answer = post(portal.url() + curl.group(2), "application/json", curl.group(1));
            assertThat(answer.status()).as(curl.group()).isEqualTo(200);
            requests++;
        }
        assertThat(requests).isEqualTo(9);
    }

    @Test
    void itsFaultsAreAllThatThereAre() {
        List<Class<?>> kinds = FAULT.matcher(handbook)
                .results()
                .map(match -> (Class<?>) FaultJson.read(match.group(1)).getClass())
                .collect(Collectors.toList());

        assertThat(kinds).contains(Fault.class.getPermittedSubclasses());
    }

    @Test
    void everySwitchIsDescribed() throws Exception {
        String methods = Files.readString(Path.of("..", "docs", "simulator-methods.md"));

        assertThat(PortalSwitch.values())
                .allSatisfy(behaviour -> assertThat(methods).contains("| `" + behaviour.name() + "` |"));
    }

    @Test
    void itsRoutesAreAllThatThereAre() {
        String routes = get(portal.url() + "/simulator/").body().get("routes").toString();
        List<String> documented = ROUTE.matcher(handbook)
                .results()
                .map(match -> match.group(1) + " " + match.group(2))
                .toList();

        assertThat(documented).allSatisfy(route -> assertThat(routes).contains(route.replace("/27", "/*")));
        assertThat(documented).hasSize(portalRoutes() - 1);
    }

    private int portalRoutes() {
        return get(portal.url() + "/simulator/").body().get("routes").size();
    }

    private List<String> blocks(String language) {
        return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                .matcher(handbook)
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    private static String wrapped(String name, String snippet) {
        String imports =
                snippet.lines().filter(line -> line.startsWith("import ")).collect(Collectors.joining("\n"));
        String body =
                snippet.lines().filter(line -> !line.startsWith("import ")).collect(Collectors.joining("\n"));
        return imports + "\nimport io.github.camelbitrix24.openlines.simulator.*;\npublic class " + name
                + " {\n  public static void run(PortalSimulator portal, TurnedClock clock, long chat) throws Exception {\n"
                + body + "\n  }\n}\n";
    }

    private Class<?> compiled(String name, String source) throws Exception {
        Path file = Files.writeString(folder.resolve(name + ".java"), source);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            List<String> options = List.of("-proc:none", "-d", folder.toString());
            assertThat(compiler.getTask(null, files, null, options, null, files.getJavaFileObjects(file))
                            .call())
                    .as(source)
                    .isTrue();
        }
        return new URLClassLoader(new URL[] {folder.toUri().toURL()}, getClass().getClassLoader()).loadClass(name);
    }
}
