// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbitrix24.openlines.auth.FileTokenStore;
import io.github.camelbitrix24.openlines.events.AtomicFileStateRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The beans that the pages write in YAML can be made. */
class DocumentedBeansTest {
    private static final Pattern BEANS = Pattern.compile("(?s)```yaml\n(- beans:.*?)```");
    private static final String FOLDER = "/var/lib/desk";

    @TempDir
    Path folder;

    static Stream<Arguments> pages() {
        return Stream.of(
                Arguments.of("credentials.md", "tokens", FileTokenStore.class),
                Arguments.of("events.md", "positions", AtomicFileStateRepository.class));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void aRouteFileMakesThem(String page, String name, Class<?> type) throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            for (String yaml : beans(page)) {
                PluginHelper.getRoutesLoader(context)
                        .loadRoutes(
                                ResourceHelper.fromString("beans.camel.yaml", yaml.replace(FOLDER, folder.toString())));
            }

            assertThat(context.getRegistry().lookupByName(name)).isInstanceOf(type);
        }
    }

    private static Iterable<String> beans(String page) throws IOException {
        return BEANS.matcher(Files.readString(Path.of("..", "docs", page)))
                .results()
                .map((MatchResult block) -> block.group(1))
                .toList();
    }
}
