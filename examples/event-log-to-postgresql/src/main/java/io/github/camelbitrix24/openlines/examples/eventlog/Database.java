// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.examples.eventlog;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import org.postgresql.ds.PGSimpleDataSource;

/** A schema of the demonstration's own in a real PostgreSQL, with the table in it; gone when it is closed. */
final class Database implements AutoCloseable {
    private final Properties properties = new Properties();
    private final String schema = "event_log_" + UUID.randomUUID().toString().replace("-", "");

    /** @throws IllegalStateException if there is no database */
    Database() throws Exception {
        String url = System.getProperty("db.url", "jdbc:postgresql://127.0.0.1:5432/test");
        properties.setProperty("db.url", url);
        properties.setProperty("db.schema", schema);
        properties.setProperty("db.user", System.getProperty("db.user", "postgres"));
        properties.setProperty("db.password", System.getProperty("db.password", ""));
        try {
            execute("CREATE SCHEMA " + schema);
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "This example needs a PostgreSQL at " + url
                            + "; -Ddb.url, -Ddb.user and -Ddb.password name another one. " + e.getMessage(),
                    e);
        }
        try (InputStream script = Database.class.getResourceAsStream("/sql/schema.sql")) {
            execute(new String(script.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    /** What the route's placeholders need. */
    Properties properties() {
        return properties;
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The rows of a query, the columns with a space between them. */
    List<String> rows(String query) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            while (result.next()) {
                List<String> columns = new ArrayList<>();
                for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
                    columns.add(result.getString(column));
                }
                rows.add(String.join(" ", columns));
            }
        }
        return rows;
    }

    private Connection connect() throws SQLException {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setURL(properties.getProperty("db.url"));
        source.setCurrentSchema(schema);
        source.setUser(properties.getProperty("db.user"));
        source.setPassword(properties.getProperty("db.password"));
        return source.getConnection();
    }

    @Override
    public void close() throws SQLException {
        execute("DROP SCHEMA " + schema + " CASCADE");
    }
}
