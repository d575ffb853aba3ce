// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.handbook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.beans.IntrospectionException;
import java.beans.Introspector;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A property's name is one of Camel's Main, of Spring Boot, of one of our modules; a bean's, whose class has such a property; or the
 * application's own, and then a route, a page or an example uses it as a placeholder.
 */
final class PropertyBlocks {
    private static final List<String> METADATA = List.of(
            "META-INF/camel-main-configuration-metadata.json",
            "META-INF/spring-configuration-metadata.json",
            "META-INF/additional-spring-configuration-metadata.json");
    private static final String BEANS = "camel.beans.";
    private static final String COMPONENT = "camel.component.";

    /** Names that are in no metadata on the class path: those of camel-jbang, which Camel documents, and of Quarkus itself. */
    private static final Pattern FOREIGN =
            Pattern.compile("camel\\.jbang\\.(dependencies|camelVersion)|(%[a-z]+\\.)?quarkus\\..+");

    private final Set<String> known = known();
    private final OurOptions options = new OurOptions();
    private final String users = Repository.files(file -> file.toString().matches(".*\\.(md|yaml|xml|java|properties)")
                    && !file.toString().endsWith("pom.xml"))
            .stream()
            .map(Repository::text)
            .collect(Collectors.joining("\n"));

    void check(Block block) throws IOException {
        Properties properties = new Properties();
        properties.load(new StringReader(block.text()));
        assertThat(properties).isNotEmpty();
        beans(properties);
        check(properties.stringPropertyNames());
    }

    void check(Collection<String> names) {
        for (String name : names) {
            assertThat(isKnown(name))
                    .as("%s is a property that somebody reads", name)
                    .isTrue();
        }
    }

    private boolean isKnown(String name) {
        String plain = plain(name);
        if (name.startsWith(COMPONENT)) {
            String[] parts = name.replaceFirst("\\[.*", "").split("\\.", 4);
            return options.component(parts[2], parts[3]) || known.contains(plain);
        }
        return name.startsWith(BEANS)
                || known.contains(plain)
                || known.stream()
                        .anyMatch(each -> each.endsWith(".*") && plain.startsWith(each.substring(0, each.length() - 1)))
                || FOREIGN.matcher(name).matches()
                || users.contains("{{" + name + "}}")
                || users.contains("{{" + name + ":")
                || users.contains("${" + name + "}")
                || users.contains("${" + name + ":")
                || users.contains("@PropertyInject(\"" + name + "\")");
    }

    /** Each property of a bean is one that its class can be given. */
    private static void beans(Properties properties) {
        for (String name : properties.stringPropertyNames()) {
            if (name.startsWith(BEANS)) {
                String[] parts = name.substring(BEANS.length()).split("\\.");
                String type = properties.getProperty(BEANS + parts[0], "");
                assertThat(type).as("the bean %s has a class", parts[0]).startsWith("#class:");
                String given = parts.length > 1 ? parts[1] : null;
                assertThat(settable(type.substring("#class:".length()).replaceAll("\\(.*", "")))
                        .as(name)
                        .containsAll(given == null ? List.of() : List.of(given));
            }
        }
    }

    private static List<String> settable(String type) {
        try {
            return Arrays.stream(Introspector.getBeanInfo(Class.forName(type)).getPropertyDescriptors())
                    .filter(property -> property.getWriteMethod() != null)
                    .map(property -> property.getName())
                    .toList();
        } catch (ClassNotFoundException | IntrospectionException e) {
            throw new AssertionError(type + " is no class", e);
        }
    }

    private static Set<String> known() {
        Set<String> names = new TreeSet<>();
        try {
            for (String file : METADATA) {
                for (URL url :
                        Collections.list(PropertyBlocks.class.getClassLoader().getResources(file))) {
                    for (JsonNode property : new ObjectMapper().readTree(url).get("properties")) {
                        names.add(plain(property.get("name").asText()));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertThat(names)
                .contains(plain("camel.main.routes-include-pattern"), plain("management.endpoint.env.show-values"));
        return names;
    }

    /** Dashes and case make no difference to Camel and Boot. */
    private static String plain(String name) {
        return name.replace("-", "").toLowerCase(Locale.ROOT);
    }
}
