// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.auth;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Employees in the table {@code b24openlines_employees} of PostgreSQL or H2, whose columns are {@code portal} (its host, its
 * {@code member_id}, or {@code *} for any), {@code employee}, {@code auth_token}, {@code access_token} and
 * {@code refresh_token}. A row of the very portal goes before one of any.
 */
public final class JdbcCredentialSource implements CredentialSource {
    private static final String SCHEMA = "b24openlines-employees.sql";
    private static final String SELECT = "SELECT auth_token, access_token, refresh_token FROM b24openlines_employees"
            + " WHERE employee = ? AND portal IN (?, '*') ORDER BY CASE portal WHEN '*' THEN 1 ELSE 0 END";

    private final DataSource database;

    /** Reads nothing yet. */
    public JdbcCredentialSource(DataSource database) {
        this.database = database;
    }

    /** The script that makes the table, unless it is there. */
    public static String schema() {
        return Schemas.script(SCHEMA);
    }

    /** Makes the table, unless it is there; returns this source. Needs the right to create tables. */
    public JdbcCredentialSource createSchema() {
        try {
            Schemas.run(database, schema());
            return this;
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    @Override
    public Optional<EmployeeCredentials> find(String portal, String employee) {
        try (Connection connection = Schemas.open(database);
                PreparedStatement statement = connection.prepareStatement(SELECT)) {
            statement.setString(1, employee);
            statement.setString(2, portal);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next()
                        ? Optional.of(new EmployeeCredentials(rows.getString(1), rows.getString(2), rows.getString(3)))
                        : Optional.empty();
            }
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** A driver's own words may hold values, so its error is told by its state alone. */
    private static IllegalStateException failure(SQLException e) {
        return new IllegalStateException("the credentials database failed, SQLSTATE " + e.getSQLState());
    }
}
