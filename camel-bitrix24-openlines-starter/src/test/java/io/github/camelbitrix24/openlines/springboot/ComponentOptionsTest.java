// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.camel.tooling.model.ComponentModel;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.json.JsonParserFactory;

/**
 * The starter has the component's options, all of them and no other. To write its class anew after options have changed:
 * {@code mvn -pl camel-bitrix24-openlines-starter -am test -Dtest=ComponentOptionsTest -Dstarter.write=true
 * -Dsurefire.failIfNoSpecifiedTests=false}.
 */
class ComponentOptionsTest {
    private static final String PREFIX = "camel.component.b24openlines.";
    private static final Path SOURCE = Path.of(
            "src/generated/java/io/github/camelbitrix24/openlines/springboot/B24OpenLinesComponentConfiguration.java");

    @Test
    void theClassIsThatOfTheComponentsOptions() throws Exception {
        String source = ComponentOptions.source();
        if (Boolean.getBoolean("starter.write")) {
            Files.writeString(SOURCE, source);
        }
        assertThat(Files.readString(SOURCE)).isEqualTo(source);
    }

    @Test
    void completionKnowsEveryOptionAndNoOther() throws Exception {
        Set<String> metadata = new TreeSet<>(metadata().keySet());
        metadata.removeIf(name -> name.startsWith(PREFIX + "customizer") || name.startsWith(PREFIX + "bot."));
        metadata.remove(PREFIX + "enabled");

        assertThat(metadata)
                .isEqualTo(ComponentOptions.read().stream()
                        .map(option -> PREFIX + kebab(option.getName()))
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void completionDescribesEveryOption() throws Exception {
        Map<String, Map<String, Object>> metadata = metadata();
        for (ComponentModel.ComponentOptionModel option : ComponentOptions.read()) {
            Map<String, Object> entry = metadata.get(PREFIX + kebab(option.getName()));
            assertThat((String) entry.get("description")).as(option.getName()).isNotBlank();
            assertThat(entry).as(option.getName()).containsKey("type");
            if (option.getDefaultValue() != null && option.getEnums() == null) {
                assertThat(entry).as(option.getName()).containsKey("defaultValue");
            }
        }
    }

    private static String kebab(String name) {
        return ConfigurationPropertyName.adapt(
                        name.replaceAll("([a-z])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT), '.')
                .toString();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Map<String, Object>> metadata() throws IOException {
        try (InputStream json =
                ComponentOptionsTest.class.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
            Map<String, Object> root = JsonParserFactory.getJsonParser().parseMap(new String(json.readAllBytes()));
            return ((List<Map<String, Object>>) root.get("properties"))
                    .stream().collect(Collectors.toMap(entry -> (String) entry.get("name"), Function.identity()));
        }
    }
}
