// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.handbook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What stands on a command line exists: modules, profiles, tests, scenarios, goals and options of Maven, files of the checkout, the
 * simulator's paths and options. A command that is not known here fails.
 */
final class CommandBlocks {
    /** Commands of others, whose arguments are theirs. */
    private static final Set<String> FOREIGN = Set.of(
            "openssl", "camel", "code", "kubectl", "docker", "psql", "createdb", "unzip", "export", "mkdir", "git");

    private static final Pattern WORD = Pattern.compile("(?:'[^']*'|\"[^\"]*\"|[^\\s'\"])+");
    private static final Pattern ASSIGNMENT = Pattern.compile("[A-Z][A-Z0-9_]*=.*");
    private static final Pattern PHASE =
            Pattern.compile("clean|test|package|verify|install|compile|process-classes|deploy");
    private static final Pattern GOAL =
            Pattern.compile("(exec|spotless|spring-boot|quarkus|dependency|japicmp|pitest):.+|[\\w.]+:[\\w-]+:.+");
    private static final Pattern FLAG = Pattern.compile("-(q|B|ntp|am|o|e|U|X|f|T.*)|--also-make");
    /** What the plugin of Quarkus makes of a project. */
    private static final String QUARKUS = "target/quarkus-app/quarkus-run.jar";

    private static final Set<String> MAVENS = Set.of(
            "skipTests",
            "test",
            "surefire.failIfNoSpecifiedTests",
            "exec.args",
            "exec.mainClass",
            "maven.test.skip",
            "maven.repo.local");

    private final String sources = Repository.files(file -> file.toString().matches(".*\\.(java|xml)")).stream()
            .map(Repository::text)
            .collect(Collectors.joining("\n"));
    private final String names = Repository.files(file -> file.toString().endsWith(".java")).stream()
            .map(file -> file.getFileName().toString())
            .collect(Collectors.joining(" ", " ", " "));

    void check(Block block) throws Exception {
        Path folder = Repository.TOP;
        String text = block.text().replaceAll("\\\\\n\\s*", " ");
        for (String line : text.split("\n|&&|(?<=[^\\\\]) \\| ")) {
            List<String> words = words(line);
            if (!words.isEmpty() && words.get(0).equals("cd")) {
                folder = folder.resolve(words.get(1));
            } else if (!words.isEmpty()) {
                command(words, folder);
            }
        }
    }

    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(line.replaceFirst("(^|\\s)#.*", ""));
        while (matcher.find()) {
            if (!words.isEmpty() || !ASSIGNMENT.matcher(matcher.group()).matches()) {
                words.add(matcher.group());
            }
        }
        return words;
    }

    private void command(List<String> words, Path folder) throws Exception {
        String command = words.get(0);
        switch (command) {
            case "mvn" -> maven(words.subList(1, words.size()), folder);
            case "curl" -> curl(words);
            case "java" -> jar(words);
            case "node", "bash" -> assertThat(folder.resolve(words.get(1))).exists();
            default ->
                assertThat(FOREIGN.contains(command) || Files.isExecutable(folder.resolve(command)))
                        .as("%s is a command that is known", command)
                        .isTrue();
        }
    }

    /** A folder that is not in the checkout is a project of the reader's, made by the page. */
    private void maven(List<String> words, Path folder) {
        for (int number = 0; number < words.size(); number++) {
            String word = words.get(number);
            if (word.equals("-pl") || word.equals("-f")) {
                for (String module : words.get(++number).split(",")) {
                    assertThat(folder.resolve(module))
                            .as("the module %s", module)
                            .exists();
                }
            } else if (word.startsWith("-P")) {
                assertThat(sources).as("the profile %s", word).contains("<id>" + word.substring(2) + "</id>");
            } else if (word.startsWith("-D")) {
                property(word.substring(2));
            } else {
                assertThat(word)
                        .matches(
                                each -> PHASE.matcher(each).matches()
                                        || GOAL.matcher(each).matches()
                                        || FLAG.matcher(each).matches(),
                                "phase, goal or flag");
                execution(word);
            }
        }
    }

    private void property(String definition) {
        String[] parts = definition.split("=", 2);
        assertThat(MAVENS.contains(parts[0])
                        || sources.contains("\"" + parts[0] + "\"")
                        || sources.contains("<" + parts[0] + ">"))
                .as("%s is read by somebody", parts[0])
                .isTrue();
        if (parts[0].equals("test")) {
            for (String test : parts[1].split(",")) {
                assertThat(names).contains(" " + test.replaceAll("#.*", "") + ".java ");
            }
        } else if (parts[0].equals("scenario")) {
            assertThat(names).contains(" " + parts[1] + ".java ");
        }
    }

    /** {@code exec:java@name} is an execution of a POM, of the checkout or of a page. */
    private void execution(String word) {
        if (word.contains("@")) {
            String id = "<id>" + word.substring(word.indexOf('@') + 1) + "</id>";
            String pages = Repository.pages().stream().map(Repository::text).collect(Collectors.joining());
            assertThat(sources + pages).contains(id);
        }
    }

    private void curl(List<String> words) throws Exception {
        int json = words.indexOf("--json");
        if (json > 0) {
            String payload = words.get(json + 1);
            new ObjectMapper().readTree(payload.substring(1, payload.length() - 1));
        }
        for (String word : words) {
            if (word.contains("/simulator/")) {
                String path = word.replaceFirst(".*(/simulator/[a-z]*).*", "$1");
                assertThat(Repository.text(Repository.TOP.resolve("docs/simulator.md")))
                        .contains(path);
            }
        }
    }

    private void jar(List<String> words) {
        int jar = words.indexOf("-jar") + 1;
        assertThat(jar).as("a jar").isPositive();
        if (words.get(jar).endsWith(QUARKUS)) {
            Path pom = Repository.TOP.resolve(words.get(jar).replace(QUARKUS, "pom.xml"));
            assertThat(Repository.text(pom)).contains("<artifactId>quarkus-maven-plugin</artifactId>");
            return;
        }
        String artifact = words.get(jar).replaceFirst(".*/", "").replaceFirst("-\\d.*", "");
        assertThat(sources).as("a module %s", artifact).contains("<artifactId>" + artifact + "</artifactId>");
        words.stream()
                .filter(word -> word.startsWith("--"))
                .forEach(option -> assertThat(sources).contains(option + " "));
    }
}
