// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.auth;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import javax.sql.DataSource;

/** The scripts that make tables, unless they are there. */
final class Schemas {
    private Schemas() {}

    static String script(String name) {
        try (InputStream script = Schemas.class.getResourceAsStream(name)) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A connection.
     *
     * @throws IllegalStateException if the pool or the driver fails in another way; without its words, which may hold values
     */
    static Connection open(DataSource database) throws SQLException {
        try {
            return Objects.requireNonNull(database.getConnection(), "no connection");
        } catch (RuntimeException e) {
            throw new IllegalStateException(
                    "the database gives no connection (" + e.getClass().getSimpleName() + ")");
        }
    }

    /** Nodes that start together can collide in PostgreSQL in spite of IF NOT EXISTS; the second try finds the other's table. */
    static void run(DataSource database, String script) throws SQLException {
        try {
            once(database, script);
        } catch (SQLException collision) {
            once(database, script);
        }
    }

    private static void once(DataSource database, String script) throws SQLException {
        try (Connection connection = open(database);
                Statement statement = connection.createStatement()) {
            statement.execute(script);
            if (!connection.getAutoCommit()) {
                connection.commit();
            }
        }
    }
}
