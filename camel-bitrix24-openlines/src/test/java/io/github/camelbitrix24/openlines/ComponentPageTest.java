// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.tooling.model.BaseOptionModel;
import org.apache.camel.tooling.model.ComponentModel;
import org.apache.camel.tooling.model.ComponentModel.EndpointOptionModel;
import org.junit.jupiter.api.Test;

/**
 * The component's page in Camel's own form has the attributes and the tables of the component's JSON. To write them anew: {@code mvn -pl
 * camel-bitrix24-openlines test -Dtest=ComponentPageTest -Dpage.write=true}.
 */
class ComponentPageTest {
    private static final Path PAGE = Path.of("src", "main", "docs", "b24openlines-component.adoc");
    private static final Pattern TABLE =
            Pattern.compile("(?s)(// (component|path|query|header) options: START\n).*?(// \\2 options: END\n)");
    private static final Pattern ATTRIBUTE = Pattern.compile("(?m)^:(\\w+): (.*)$");

    private final ComponentModel component = OurCatalog.component();

    @Test
    void theTablesAreThoseOfTheOptions() throws Exception {
        String page = Files.readString(PAGE);
        String written = TABLE.matcher(page)
                .replaceAll(match -> Matcher.quoteReplacement(match.group(1) + table(match.group(2)) + match.group(3)));
        if (Boolean.getBoolean("page.write")) {
            Files.writeString(PAGE, written);
        }

        assertThat(TABLE.matcher(page).results()).hasSize(4);
        assertThat(Files.readString(PAGE)).isEqualTo(written);
    }

    @Test
    void theHeadSaysWhatTheJsonSays() throws Exception {
        String page = Files.readString(PAGE);

        assertThat(page).startsWith("= " + component.getTitle() + " Component\n");
        assertThat(attribute(page, "doctitle")).isEqualTo(component.getTitle());
        assertThat(attribute(page, "shortname")).isEqualTo(component.getScheme());
        assertThat(attribute(page, "artifactid")).isEqualTo(component.getArtifactId());
        assertThat(attribute(page, "description")).isEqualTo(component.getDescription());
        assertThat(attribute(page, "since")).isEqualTo(component.getFirstVersion());
        assertThat(attribute(page, "supportlevel"))
                .isEqualTo(component.getSupportLevel().name());
        assertThat(page).contains("\n" + component.getSyntax() + "[?options]\n");
    }

    private static String attribute(String page, String name) {
        return ATTRIBUTE
                .matcher(page)
                .results()
                .filter(match -> match.group(1).equals(name))
                .map(match -> match.group(2))
                .findFirst()
                .orElse(null);
    }

    private String table(String kind) {
        return switch (kind) {
            case "component" -> table(component.getComponentOptions(), option -> true);
            case "path" -> table(component.getEndpointOptions(), option -> path(option));
            case "query" -> table(component.getEndpointOptions(), option -> !path(option));
            default -> table(component.getEndpointHeaders(), option -> true);
        };
    }

    private static boolean path(BaseOptionModel option) {
        return option instanceof EndpointOptionModel && "path".equals(option.getKind());
    }

    /** The columns that Camel's own pages have. */
    private static <T extends BaseOptionModel> String table(List<T> options, Predicate<T> wanted) {
        StringBuilder table = new StringBuilder("[width=\"100%\",cols=\"2,5,^1,2\",options=\"header\"]\n|===\n");
        table.append("| Name | Description | Default | Type\n");
        options.stream()
                .filter(wanted)
                .forEach(option -> table.append("\n| *")
                        .append(option.getName())
                        .append("* ")
                        .append(option.getShortGroup().equals("common") ? "" : "(" + option.getShortGroup() + ") ")
                        .append("| ")
                        .append(option.isRequired() ? "*Required* " : "")
                        .append(cell(option.getDescription()))
                        .append(option.getEnums() == null ? "" : values(option))
                        .append(" | ")
                        .append(
                                option.getDefaultValue() == null
                                        ? ""
                                        : cell(option.getDefaultValue().toString()))
                        .append(" | ")
                        .append(cell(option.getShortJavaType()))
                        .append("\n"));
        return table.append("|===\n").toString();
    }

    private static String values(BaseOptionModel option) {
        return " Values: " + String.join(", ", option.getEnums()) + ".";
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("{", "\\{");
    }
}
