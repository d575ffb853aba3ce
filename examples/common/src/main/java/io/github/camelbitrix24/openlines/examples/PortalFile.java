// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.examples;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The properties of a real portal: the file that {@code -Dportal} names. */
public final class PortalFile {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$?\\{\\{?([\\w.-]+)}}?");

    private PortalFile() {}

    /** Whether the example is to work a real portal. */
    public static boolean isNamed() {
        return System.getProperty("portal") != null;
    }

    /**
     * Reads the file that was named.
     *
     * @throws IllegalArgumentException if it cannot be read, or lacks what {@code application.properties} has placeholders for
     */
    public static Properties named() throws IOException {
        return read(Path.of(System.getProperty("portal")));
    }

    static Properties read(Path file) throws IOException {
        Properties application = new Properties();
        try (InputStream shipped = PortalFile.class.getResourceAsStream("/application.properties")) {
            application.load(shipped);
        }
        Set<String> missing = placeholders(application);
        missing.removeAll(application.stringPropertyNames());
        if (!Files.isReadable(file)) {
            throw new IllegalArgumentException("-Dportal names " + file.toAbsolutePath()
                    + ", which cannot be read. It should set " + String.join(", ", missing));
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        missing.removeIf(key -> !properties.getProperty(key, "").isBlank());
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException(file.toAbsolutePath() + " does not set " + String.join(", ", missing));
        }
        return properties;
    }

    private static Set<String> placeholders(Properties application) {
        Set<String> names = new TreeSet<>();
        for (Object value : application.values()) {
            PLACEHOLDER
                    .matcher((String) value)
                    .results()
                    .map(MatchResult::group)
                    .forEach(text -> names.add(name(text)));
        }
        return names;
    }

    private static String name(String placeholder) {
        return placeholder.replaceAll("[${}]", "");
    }
}
