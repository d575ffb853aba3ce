// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.handbook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.regex.Pattern;

/** JSON is parsed, SQL executed, and what draws diagrams and graphs is looked at for its form. */
final class DataBlocks {
    private static final Pattern DIAGRAM =
            Pattern.compile("(flowchart|graph) (TD|TB|LR|RL|BT)|sequenceDiagram|stateDiagram-v2");
    private static final Pattern QUOTED = Pattern.compile("\"[^\"\n]*\"");
    private static final Map<Character, Character> OPENED_BY = Map.of(')', '(', ']', '[', '}', '{');

    /** Kinds of lines that a sequence diagram has. */
    private static final Pattern STEP =
            Pattern.compile("\\s*(participant|actor|autonumber|Note|loop|alt|opt|par|and|else|end|activate"
                    + "|deactivate|rect|%%)\\b.*|\\s*%%.*|\\s*\\w+\\s*-?-[>x)]{1,2}[+-]?\\s*\\w+\\s*:.+");

    private DataBlocks() {}

    static void json(Block block) throws Exception {
        ObjectMapper mapper = new ObjectMapper().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
        assertThat(mapper.readTree(block.text()).isContainerNode()).isTrue();
    }

    static void sql(Block block) throws Exception {
        try (Connection database = DriverManager.getConnection("jdbc:h2:mem:;MODE=PostgreSQL");
                Statement statement = database.createStatement()) {
            statement.execute(block.text());
        }
    }

    static void promql(Block block) {
        for (String query : block.text().split("\n\n")) {
            balanced(query);
            assertThat(query).containsPattern("[a-z_:]{3,}");
        }
    }

    static void mermaid(Block block) {
        String[] lines = block.text().split("\n");
        assertThat(lines[0]).as("the kind of diagram").matches(DIAGRAM);
        if (lines[0].equals("sequenceDiagram")) {
            for (int number = 1; number < lines.length; number++) {
                assertThat(lines[number])
                        .as("line %d of the diagram", number + 1)
                        .matches(line -> line.isBlank() || STEP.matcher(line).matches());
            }
        } else {
            balanced(block.text());
        }
    }

    private static void balanced(String text) {
        String rest = QUOTED.matcher(text).replaceAll("").replaceAll("[-=.]+>", "");
        assertThat(rest).as("quotes are closed").doesNotContain("\"");
        Deque<Character> open = new ArrayDeque<>();
        for (char each : rest.toCharArray()) {
            if (OPENED_BY.containsValue(each)) {
                open.push(each);
            } else if (OPENED_BY.containsKey(each)) {
                assertThat(open.isEmpty() ? null : open.pop())
                        .as("what opens a %s", each)
                        .isEqualTo(OPENED_BY.get(each));
            }
        }
        assertThat(open).as("brackets that are never closed").isEmpty();
    }
}
