// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A schema of one's own in the PostgreSQL at 127.0.0.1:5432 (user postgres, database test), gone when it is closed. */
final class TestDatabase implements AutoCloseable {
    private static final String URL = "jdbc:postgresql://127.0.0.1:5432/test?user=postgres&currentSchema=";

    final String url;
    private final String schema = "b24_" + UUID.randomUUID().toString().replace("-", "");

    private TestDatabase() throws SQLException {
        url = URL + schema;
        execute("CREATE SCHEMA " + schema);
    }

    /** Skips the test if there is no PostgreSQL; fails it on a build server. */
    static TestDatabase open() {
        try {
            return new TestDatabase();
        } catch (SQLException e) {
            String needs = "needs a PostgreSQL at 127.0.0.1:5432 (user postgres, database test): " + e.getMessage();
            if ("true".equals(System.getenv("CI"))) {
                return fail(needs);
            }
            return abort(needs);
        }
    }

    static DataSource source(String url) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setURL(url);
        return source;
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = source(url).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        execute("DROP SCHEMA " + schema + " CASCADE");
    }
}
