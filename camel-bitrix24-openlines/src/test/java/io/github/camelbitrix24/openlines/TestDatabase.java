// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A schema of one's own in PostgreSQL, gone when it is closed. */
final class TestDatabase implements AutoCloseable {
    final String url;
    private final String schema = "b24_" + UUID.randomUUID().toString().replace("-", "");

    private TestDatabase(String server) throws SQLException {
        url = server + "&currentSchema=" + schema;
        execute("CREATE SCHEMA " + schema);
    }

    /** Skips the test if there is no PostgreSQL; fails it on a build server. */
    static TestDatabase open() {
        String server = TestServers.postgres();
        try {
            return new TestDatabase(server);
        } catch (SQLException e) {
            return TestServers.missing("needs a PostgreSQL that lets user postgres make a schema: " + e.getMessage());
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
