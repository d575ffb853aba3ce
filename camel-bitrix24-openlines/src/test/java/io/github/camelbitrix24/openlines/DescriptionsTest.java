// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.tooling.model.BaseOptionModel;
import org.apache.camel.tooling.model.ComponentModel;
import org.junit.jupiter.api.Test;

/** Options and headers are described as users read them in designers, completion and Camel's catalog. */
class DescriptionsTest {
    private static final Path SOURCES = Path.of("src", "main", "java");
    private static final Pattern DESCRIPTION =
            Pattern.compile("description\\s*=\\s*((?:\"(?:[^\"\\\\]|\\\\.)*\"\\s*\\+?\\s*)+)");

    private final ComponentModel component = OurCatalog.component();

    /** Camel's generator drops some characters without a word, and {@code *.example.com} would be {@code .example.com}. */
    @Test
    void noDescriptionLosesACharacter() throws Exception {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".java")).toList()) {
                for (String description : descriptions(file)) {
                    assertThat(description).as("%s", file.getFileName()).doesNotContain("*", "|", "<", ">", "{", "}");
                }
            }
        }
    }

    @Test
    void everyOptionAndHeaderIsASentence() {
        assertThat(Stream.of(
                                component.getComponentOptions(),
                                component.getEndpointOptions(),
                                component.getEndpointHeaders())
                        .flatMap(List::stream))
                .allSatisfy(option ->
                        assertThat(option.getDescription()).as(option.getName()).matches("(?s)[A-Z].{10,}"));
    }

    @Test
    void durationsTellTheirUnit() {
        assertThat(component.getEndpointOptions().stream().filter(option -> "duration".equals(option.getType())))
                .isNotEmpty()
                .allSatisfy(option ->
                        assertThat(option.getDescription()).as(option.getName()).containsIgnoringCase("milliseconds"));
    }

    @Test
    void secretsAreMarked() {
        assertThat(component.getEndpointOptions().stream()
                        .filter(BaseOptionModel::isSecret)
                        .map(BaseOptionModel::getName))
                .contains(
                        "authToken",
                        "botToken",
                        "clientId",
                        "clientSecret",
                        "accessToken",
                        "refreshToken",
                        "webhookVerifyToken",
                        "proxyAuthUsername",
                        "proxyAuthPassword");
    }

    private static List<String> descriptions(Path file) throws IOException {
        return DESCRIPTION
                .matcher(Files.readString(file))
                .results()
                .map(match -> match.group(1).replaceAll("\"\\s*\\+\\s*\"", ""))
                .toList();
    }
}
