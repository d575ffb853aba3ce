// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/**
 * Holds the tests against the rows of the protocol reference: each row has a test that shows it, or a reason why it has none. The
 * table in {@code docs/simulator-conformance.md} is written by {@code -Dconformance.write=true} and compared here.
 */
class ConformanceTest {

    private static final Path TABLE = Path.of("..", "docs", "simulator-conformance.md");
    private static final String REASON = " -- ";

    private static final Map<String, String> ROWS = new LinkedHashMap<>();
    private static final Map<String, TreeSet<String>> TESTS = new LinkedHashMap<>();

    @BeforeAll
    static void read() throws Exception {
        try (var resource = ConformanceTest.class.getResourceAsStream("/conformance/rows.txt")) {
            new String(resource.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .forEach(ConformanceTest::addRow);
        }
        for (Class<?> test : testClasses()) {
            for (Method method : test.getDeclaredMethods()) {
                Row rows = method.getAnnotation(Row.class);
                if (rows != null) {
                    Arrays.stream(rows.value())
                            .forEach(row -> TESTS.computeIfAbsent(row, key -> new TreeSet<>())
                                    .add(test.getSimpleName() + "." + method.getName()));
                }
            }
        }
    }

    private static void addRow(String line) {
        int space = line.indexOf(' ');
        assertThat(ROWS.put(line.substring(0, space), line.substring(space + 1)))
                .as(line)
                .isNull();
    }

    private static List<Class<?>> testClasses() throws IOException, URISyntaxException, ClassNotFoundException {
        Path folder = Path.of(ConformanceTest.class
                        .getResource("ConformanceTest.class")
                        .toURI())
                .getParent();
        List<Class<?>> classes = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                if (name.endsWith("Test.class")) {
                    classes.add(Class.forName(ConformanceTest.class.getPackageName() + "."
                            + name.substring(0, name.length() - ".class".length())));
                }
            }
        }
        return classes;
    }

    @Test
    void everyRowHasATestOrAReason() {
        assertThat(ROWS.keySet().stream()
                        .filter(row -> !TESTS.containsKey(row) && !ROWS.get(row).contains(REASON)))
                .as("rows without a test")
                .isEmpty();
        assertThat(ROWS.keySet().stream()
                        .filter(row -> TESTS.containsKey(row) && ROWS.get(row).contains(REASON)))
                .as("rows with a test and a reason to have none")
                .isEmpty();
        assertThat(ROWS).hasSizeGreaterThan(550);
    }

    @Test
    void everyNameOfARowIsKnown() {
        assertThat(TESTS.keySet()).isSubsetOf(ROWS.keySet());
    }

    @Test
    void everyMethodThatShowsARowIsATest() throws Exception {
        for (Class<?> test : testClasses()) {
            assertThat(Arrays.stream(test.getDeclaredMethods())
                            .filter(method -> method.isAnnotationPresent(Row.class))
                            .filter(method -> !method.isAnnotationPresent(Test.class)
                                    && !method.isAnnotationPresent(ParameterizedTest.class)))
                    .isEmpty();
        }
    }

    @Test
    void theTableInTheHandbookIsUpToDate() throws IOException {
        if (Boolean.getBoolean("conformance.write")) {
            Files.writeString(TABLE, table());
        }

        assertThat(Files.readString(TABLE))
                .as("write it anew: mvn test -Dtest=ConformanceTest -Dconformance.write=true")
                .isEqualTo(table());
    }

    private static String table() {
        StringBuilder table = new StringBuilder("""
                # Conformance of the simulator

                Each row of the protocol reference's tables, and the tests that show it. `ConformanceTest` fails for a row without one, and
                writes this page. A row that binds the other side, or that the simulator leaves out, says so in brackets.
                """);
        String section = "";
        for (Map.Entry<String, String> row : ROWS.entrySet()) {
            String next = row.getKey().substring(0, row.getKey().indexOf('/'));
            if (!next.equals(section)) {
                section = next;
                table.append("\n## §").append(section).append("\n\n| row | says | shown by |\n|---|---|---|\n");
            }
            String[] said = row.getValue().split(REASON, 2);
            table.append("| `")
                    .append(row.getKey().substring(section.length() + 1))
                    .append("` | ")
                    .append(said[0].replace("|", "\\|").replace("<", "&lt;"))
                    .append(" | ")
                    .append(said.length > 1 ? "(" + said[1] + ")" : shown(row.getKey()))
                    .append(" |\n");
        }
        return table.toString();
    }

    private static String shown(String row) {
        return String.join(", ", TESTS.getOrDefault(row, new TreeSet<>()));
    }
}
