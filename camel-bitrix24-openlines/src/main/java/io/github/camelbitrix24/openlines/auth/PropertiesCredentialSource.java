// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.auth;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import org.apache.commons.lang3.StringUtils;

/**
 * Employees in a property file, read again whenever somebody is looked up: {@code anna.authToken = 27/code}, or
 * {@code anna.refreshToken} and {@code anna.accessToken}. A name may be told apart by portal:
 * {@code example.bitrix24.com/anna.authToken}, which goes first.
 */
public final class PropertiesCredentialSource implements CredentialSource {
    private final Path file;

    /**
     * Makes a source; reads nothing yet.
     *
     * @param file is read anew for each employee who is asked for
     */
    public PropertiesCredentialSource(Path file) {
        this.file = file;
    }

    /**
     * Makes a source for a bean of a route file or of properties, where Camel makes no {@link Path} of a text.
     *
     * @param file its path
     */
    public PropertiesCredentialSource(String file) {
        this(Path.of(file));
    }

    @Override
    public Optional<EmployeeCredentials> find(String portal, String employee) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException("credentials cannot be read from " + file.getFileName(), e);
        }
        return find(properties, portal + "/" + employee).or(() -> find(properties, employee));
    }

    private static Optional<EmployeeCredentials> find(Properties properties, String name) {
        String authToken = value(properties, name + ".authToken");
        String refreshToken = value(properties, name + ".refreshToken");
        return authToken == null && refreshToken == null
                ? Optional.empty()
                : Optional.of(
                        new EmployeeCredentials(authToken, value(properties, name + ".accessToken"), refreshToken));
    }

    private static String value(Properties properties, String key) {
        return StringUtils.trimToNull(properties.getProperty(key));
    }

    @Override
    public String toString() {
        return "PropertiesCredentialSource[" + file.getFileName() + "]";
    }
}
