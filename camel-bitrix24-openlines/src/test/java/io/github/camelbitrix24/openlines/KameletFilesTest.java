// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.camel.catalog.CamelCatalog;
import org.apache.camel.catalog.EndpointValidationResult;
import org.apache.camel.tooling.model.ComponentModel;
import org.apache.camel.util.SensitiveUtils;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What the Kamelets' files say agrees with the component, and with what Camel and its designers expect of a Kamelet. */
class KameletFilesTest {
    private static final String TYPE = "camel.apache.org/kamelet.type";
    private static final String CREDENTIALS = "urn:camel:group:credentials";
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\??([^}]+)}}");

    private final CamelCatalog catalog = OurCatalog.create();
    private final ComponentModel component = catalog.componentModel(OurCatalog.SCHEME);

    static List<String> names() throws IOException {
        return KameletDesk.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void itsEndpointIsValid(String name) throws Exception {
        Kamelet kamelet = read(name);
        Map<String, String> options = new LinkedHashMap<>();
        kamelet.parameters().forEach((option, value) -> options.put(option, example(kamelet, value)));
        options.values().removeIf(String::isEmpty);

        EndpointValidationResult result =
                catalog.validateEndpointProperties(catalog.asEndpointUri(OurCatalog.SCHEME, options, false));

        assertThat(result.isSuccess()).as(result.summaryErrorMessage(true)).isTrue();
        assertThat(kamelet.uri()).isEqualTo(OurCatalog.SCHEME);
    }

    @ParameterizedTest
    @MethodSource("names")
    void itsFormAndItsTemplateHaveTheSameProperties(String name) throws IOException {
        Kamelet kamelet = read(name);
        Set<String> used = new TreeSet<>();
        Matcher matcher = PLACEHOLDER.matcher(kamelet.map("spec", "template").toString());
        while (matcher.find()) {
            used.add(matcher.group(1));
        }
        used.removeAll(Set.of("bot", "text"));
        assertThat(used).isEqualTo(new TreeSet<>(kamelet.properties().keySet()));
    }

    @ParameterizedTest
    @MethodSource("names")
    void itsSecretsArePasswordsUnderNamesThatCamelMasks(String name) throws IOException {
        Kamelet kamelet = read(name);
        Set<String> secrets = component.getEndpointParameterOptions().stream()
                .filter(ComponentModel.EndpointOptionModel::isSecret)
                .map(ComponentModel.EndpointOptionModel::getName)
                .collect(Collectors.toCollection(TreeSet::new));
        secrets.add("token");
        kamelet.properties().forEach((property, form) -> {
            assertThat("password".equals(form.get("format"))).as(property).isEqualTo(secrets.contains(property));
            if (secrets.contains(property)) {
                assertThat(form.get("x-descriptors")).asInstanceOf(LIST).containsExactly(CREDENTIALS);
                assertThat(SensitiveUtils.containsSensitive(property))
                        .as(property)
                        .isTrue();
            }
        });
    }

    @ParameterizedTest
    @MethodSource("names")
    void itsFormIsComplete(String name) throws IOException {
        Kamelet kamelet = read(name);
        Map<String, Object> annotations = kamelet.map("metadata", "annotations");
        String type = (String) kamelet.map("metadata", "labels").get(TYPE);

        assertThat(kamelet.map("metadata")).containsEntry("name", name);
        assertThat(name).startsWith("b24openlines-").endsWith("-" + type);
        assertThat(annotations)
                .containsEntry("camel.apache.org/kamelet.group", "Bitrix24 Open Channels")
                .containsEntry("camel.apache.org/catalog.version", component.getVersion());
        assertThat((String) annotations.get("camel.apache.org/kamelet.icon")).startsWith("data:image/svg+xml;base64,");
        assertThat(kamelet.map("spec").get("dependencies").toString())
                .contains("mvn:%s:%s:%s"
                        .formatted(component.getGroupId(), component.getArtifactId(), component.getVersion()));
        assertThat(kamelet.map("spec", "types").keySet())
                .isEqualTo(
                        switch (type) {
                            case "source" -> Set.of("out");
                            case "sink" -> Set.of("in");
                            default -> Set.of("in", "out");
                        });
        assertThat(kamelet.map("spec", "definition")).containsKeys("title", "description");
        kamelet.properties().values().forEach(form -> assertThat(form).containsKeys("title", "description", "type"));
    }

    /** A value that the option could have: the property's default or its example. */
    private static String example(Kamelet kamelet, Object value) {
        Matcher matcher = PLACEHOLDER.matcher(value.toString());
        if (!matcher.matches()) {
            return value.toString().replace("{{", "").replace("}}", "");
        }
        Map<String, Object> form = kamelet.properties().get(matcher.group(1));
        Object example = form.getOrDefault("example", form.getOrDefault("default", sample(form)));
        return String.valueOf(example);
    }

    private static Object sample(Map<String, Object> form) {
        if (form.get("enum") instanceof List<?> values) {
            return values.get(0);
        }
        return form.get("type").equals("boolean") ? "true" : "7";
    }

    private static Kamelet read(String name) throws IOException {
        String text = Files.readString(KameletDesk.folder().resolve(name + ".kamelet.yaml"));
        return new Kamelet(new Load(LoadSettings.builder().build()).loadFromString(text));
    }

    private record Kamelet(Object root) {
        @SuppressWarnings("unchecked")
        Map<String, Object> map(String... path) {
            Object at = root;
            for (String name : path) {
                at = ((Map<String, Object>) at).get(name);
            }
            return (Map<String, Object>) at;
        }

        @SuppressWarnings({"unchecked", "rawtypes"})
        Map<String, Map<String, Object>> properties() {
            return (Map) map("spec", "definition", "properties");
        }

        /** Of the endpoint that it is about: a source's own, or that of its one step. */
        private Map<String, Object> endpoint() {
            Map<String, Object> template = map("spec", "template");
            Map<String, Object> from = template.containsKey("route")
                    ? map("spec", "template", "route", "from")
                    : map("spec", "template", "from");
            if (from.get("uri").equals("kamelet:source")) {
                return new Kamelet(((List<?>) from.get("steps")).get(0)).map("to");
            }
            return from;
        }

        String uri() {
            return (String) endpoint().get("uri");
        }

        @SuppressWarnings("unchecked")
        Map<String, Object> parameters() {
            return (Map<String, Object>) endpoint().get("parameters");
        }
    }
}
