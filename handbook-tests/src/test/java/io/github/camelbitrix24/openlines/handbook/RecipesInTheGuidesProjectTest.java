// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.handbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbitrix24.openlines.simulator.PortalSimulator;
import java.io.File;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each recipe starts in the project of getting started, with what it says that it needs, and nothing else. */
class RecipesInTheGuidesProjectTest {
    private static final Pattern SECTION = Pattern.compile("(?ms)^## (?<title>[^\\n]+)$(?<text>.*?)(?=^## |\\z)");
    private static final Pattern BLOCK = Pattern.compile("(?s)```(?<language>\\w+)\\n(?<text>.*?)```");
    private static final Pattern NEEDS = Pattern.compile("(?ms)^Needs .*?$(?=\\n\\n)");
    private static final Pattern ARTIFACT = Pattern.compile("`(camel-[\\w-]+)`");
    private static final long PATIENCE_SECONDS = 120;
    private static final long EMPLOYEE = 27;

    private static final Path GUIDE = Repository.TOP.resolve("docs/getting-started.md");
    private static final Path RECIPES = Repository.TOP.resolve("docs/recipes.md");
    private static final GuidesClassPath CLASS_PATH = new GuidesClassPath();

    @TempDir
    Path folder;

    static Stream<String> recipes() {
        return SECTION.matcher(Repository.text(RECIPES)).results().map(section -> section.group(1));
    }

    @ParameterizedTest
    @MethodSource("recipes")
    void aRecipeStartsWithWhatItNeeds(String title) throws Exception {
        String section = section(title);
        assertThat(started(section, artifacts(section))).contains(RecipeStart.STARTED);
    }

    /** Without what it names, a recipe does not start: so this test would see it if something was not named. */
    @Test
    void aRecipeDoesNotStartWithoutWhatItNeeds() throws Exception {
        String section = section("Who has room");
        assertThat(artifacts(section)).contains("camel-timer");
        assertThat(started(section, Set.of("camel-bean"))).doesNotContain(RecipeStart.STARTED);
    }

    private String started(String section, Set<String> artifacts) throws Exception {
        try (PortalSimulator portal = PortalSimulator.standard().start()) {
            Path routes = Files.writeString(folder.resolve("desk.yaml"), block(section, "yaml"));
            Path properties = folder.resolve("application.properties");
            properties(section, portal).store(Files.newBufferedWriter(properties), null);
            List<String> files = CLASS_PATH.of(
                    Stream.concat(guides().stream(), artifacts.stream()).toList());
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    String.join(File.pathSeparator, files) + File.pathSeparator + Path.of("target", "test-classes"),
                    RecipeStart.class.getName(),
                    routes.toString(),
                    properties.toString()));
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().put("B24_CLIENT_SECRET", "secret");
            Process process = builder.start();
            CompletableFuture<String> output = CompletableFuture.supplyAsync(() -> read(process));
            try {
                return output.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            } finally {
                process.destroyForcibly();
            }
        }
    }

    private static String read(Process process) {
        return process.inputReader(StandardCharsets.UTF_8).lines().reduce("", (all, line) -> all + line + "\n");
    }

    private static String section(String title) {
        return SECTION.matcher(Repository.text(RECIPES))
                .results()
                .filter(section -> section.group(1).equals(title))
                .map(section -> section.group(2))
                .findFirst()
                .orElseThrow();
    }

    private static String block(String text, String language) {
        return BLOCK.matcher(text)
                .results()
                .filter(block -> block.group(1).equals(language))
                .map(block -> block.group(2))
                .findFirst()
                .orElse("");
    }

    private static Set<String> artifacts(String section) {
        Set<String> artifacts = new LinkedHashSet<>();
        NEEDS.matcher(section)
                .results()
                .map(MatchResult::group)
                .forEach(needs -> ARTIFACT.matcher(needs).results().forEach(match -> artifacts.add(match.group(1))));
        return artifacts;
    }

    /** What the guide's POM has; its logger is not one of this build's. */
    private static List<String> guides() {
        return Pattern.compile("<dependency>.*?<artifactId>([^<]+)</artifactId>", Pattern.DOTALL)
                .matcher(block(Repository.text(GUIDE), "xml"))
                .results()
                .map(dependency -> dependency.group(1))
                .filter(artifact -> !artifact.startsWith("slf4j"))
                .toList();
    }

    private Properties properties(String section, PortalSimulator portal) throws Exception {
        Properties properties = new Properties();
        properties.load(new StringReader(block(Repository.text(GUIDE), "properties")));
        properties.putAll(Map.of(
                "camel.component.b24openlines.portal-url",
                portal.url(),
                "camel.component.b24openlines.auth-token",
                portal.webhook(EMPLOYEE).authToken(),
                "camel.beans.supportBot.token",
                portal.bot("support").token()));
        Properties own = new Properties();
        own.load(new StringReader(block(section, "properties")));
        properties.putAll(own);
        properties.computeIfPresent(
                "state", (name, state) -> folder.resolve("state").toString());
        if (own.containsKey("camel.component.b24openlines.client-id")) {
            properties.remove("camel.component.b24openlines.auth-token");
        }
        if (own.containsKey("camel.server.enabled")) {
            properties.setProperty("camel.server.host", "127.0.0.1");
            properties.setProperty("camel.server.port", "0");
        }
        return properties;
    }
}
