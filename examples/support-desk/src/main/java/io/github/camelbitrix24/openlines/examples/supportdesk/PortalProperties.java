// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.examples.supportdesk;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;

/** The properties of a real portal. */
final class PortalProperties {
    private static final List<String> NEEDED = List.of("portalUrl", "authToken", "bot.id", "bot.token");

    private PortalProperties() {}

    static Properties read(Path file) throws IOException {
        if (!Files.isReadable(file)) {
            throw new IllegalArgumentException("-Dportal names " + file.toAbsolutePath()
                    + ", which cannot be read. It should set " + String.join(", ", NEEDED));
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        List<String> missing = NEEDED.stream()
                .filter(key -> properties.getProperty(key, "").isBlank())
                .toList();
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException(file.toAbsolutePath() + " does not set " + String.join(", ", missing));
        }
        return properties;
    }
}
