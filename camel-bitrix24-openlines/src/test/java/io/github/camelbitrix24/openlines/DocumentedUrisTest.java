// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.catalog.CamelCatalog;
import org.apache.camel.catalog.EndpointValidationResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Camel's catalog, which tools validate routes with, accepts every endpoint that the handbook and the examples show. */
class DocumentedUrisTest {
    private static final Path TOP = Path.of("..");
    private static final Pattern URI =
            Pattern.compile("(?<![\\w/.-])b24openlines:(?!application-cloudevents)[a-zA-Z][^\\s\"'`<|)\\\\]*");
    private static final Pattern YAML = Pattern.compile("(?s)```yaml\n(.*?)```");

    private final CamelCatalog catalog = OurCatalog.create();

    /** Pages and sources that may show an endpoint. */
    static List<Path> files() throws IOException {
        try (Stream<Path> docs = Files.list(TOP.resolve("docs"));
                Stream<Path> examples = Files.walk(TOP.resolve("examples"))) {
            return Stream.of(Stream.of(TOP.resolve("README.md")), docs, examples)
                    .flatMap(each -> each)
                    .filter(file -> file.toString().matches(".*\\.(md|yaml|xml|java)"))
                    .filter(file -> !file.toString().contains("target") && !file.endsWith("pom.xml"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyEndpointIsValid(Path file) throws Exception {
        for (String uri : endpoints(file)) {
            EndpointValidationResult result = catalog.validateEndpointProperties(uri);
            assertThat(result.isSuccess())
                    .as("%s: %s: %s", file, uri, result.summaryErrorMessage(true))
                    .isTrue();
        }
    }

    @Test
    void endpointsAreFoundInEachOfTheirForms() throws Exception {
        assertThat(endpoints(TOP.resolve("README.md")))
                .contains(
                        "b24openlines:events?source=bot&bot=#bean:supportBot&eventTypes=ONIMBOTV2MESSAGEADD",
                        "b24openlines:transfer?queueId=22&verify=true");
        assertThat(endpoints(TOP.resolve("examples/support-desk/src/main/resources/camel/support-desk.yaml")))
                .contains("b24openlines:spam")
                .hasSizeGreaterThan(5);
        assertThat(catalog.validateEndpointProperties("b24openlines:transfer?queue=22")
                        .isSuccess())
                .isFalse();
        assertThat(catalog.validateEndpointProperties("b24openlines:close").isSuccess())
                .isFalse();
    }

    private List<String> endpoints(Path file) throws Exception {
        String text = Files.readString(file);
        List<String> uris = new ArrayList<>(URI.matcher(text)
                .results()
                .map(MatchResult::group)
                .map(uri -> uri.replace("&amp;", "&").replaceAll("[.,;:]+$", ""))
                .toList());
        if (file.toString().endsWith(".yaml")) {
            collect(text, uris);
        }
        for (MatchResult block : YAML.matcher(text).results().toList()) {
            collect(block.group(1), uris);
        }
        return uris;
    }

    private void collect(String yaml, List<String> uris) throws Exception {
        for (Object document : new Load(LoadSettings.builder().build()).loadAllFromString(yaml)) {
            collect(document, uris);
        }
    }

    private void collect(Object node, List<String> uris) throws Exception {
        if (node instanceof List<?> list) {
            for (Object each : list) {
                collect(each, uris);
            }
        } else if (node instanceof Map<?, ?> map) {
            if (OurCatalog.SCHEME.equals(map.get("uri"))) {
                Map<String, String> options = new LinkedHashMap<>();
                ((Map<?, ?>) map.get("parameters"))
                        .forEach((name, value) -> options.put(name.toString(), value.toString()));
                uris.add(catalog.asEndpointUri(OurCatalog.SCHEME, options, false));
            }
            for (Object each : map.values()) {
                collect(each, uris);
            }
        }
    }
}
