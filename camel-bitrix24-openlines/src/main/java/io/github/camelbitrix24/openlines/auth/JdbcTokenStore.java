// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.auth;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Function;
import javax.crypto.SecretKey;
import javax.sql.DataSource;

/**
 * Keeps tokens in a table of PostgreSQL or H2, for any number of nodes: who changes a row has locked it, so one node refreshes
 * and all others find what it brought. A node that dies lets its lock go with its connection. The table is
 * {@code b24openlines_tokens}; make it with the script that {@link #schema} gives, or let {@link #createSchema} do it.
 */
public final class JdbcTokenStore implements TokenStore {
    private static final String SCHEMA = "b24openlines-tokens.sql";
    private static final String WHERE = " WHERE client_id = ? AND member_id = ? AND user_id = ?";
    private static final String SELECT = "SELECT tokens FROM b24openlines_tokens" + WHERE;
    private static final String LOCK = SELECT + " FOR UPDATE";
    private static final String INSERT =
            "INSERT INTO b24openlines_tokens (client_id, member_id, user_id) VALUES (?, ?, ?)";
    private static final String UPDATE =
            "UPDATE b24openlines_tokens SET tokens = ?, updated_at = CURRENT_TIMESTAMP" + WHERE;
    private static final String DELETE = "DELETE FROM b24openlines_tokens" + WHERE;
    private static final String EXISTS_ALREADY = "23505";
    /** H2 waits for a lock a short while only; PostgreSQL as long as it takes. */
    private static final String LOCK_TIMEOUT = "HYT00";

    private static final int MOST_TRIES = 60;

    private final DataSource database;
    private final TokenCipher cipher;

    /** A store whose tokens stand in the table in clear: who may read the table may use them. */
    public JdbcTokenStore(DataSource database) {
        this(database, TokenCipher.NONE);
    }

    private JdbcTokenStore(DataSource database, TokenCipher cipher) {
        this.database = database;
        this.cipher = cipher;
    }

    /**
     * A store that encrypts tokens with AES-GCM before they leave the JVM.
     *
     * @param base64Key 16, 24 or 32 bytes, for which a vault is a good place
     * @throws IllegalArgumentException if it is no such key; the text does not repeat it
     */
    public static JdbcTokenStore encryptedWith(DataSource database, String base64Key) {
        return new JdbcTokenStore(database, TokenCipher.of(base64Key));
    }

    /** As {@link #encryptedWith(DataSource, String)}, with a key of the algorithm AES. */
    public static JdbcTokenStore encryptedWith(DataSource database, SecretKey key) {
        return new JdbcTokenStore(database, TokenCipher.of(key));
    }

    /** The script that makes the table, unless it is there. */
    public static String schema() {
        return Schemas.script(SCHEMA);
    }

    /** Makes the table, unless it is there; returns this store. Needs the right to create tables. */
    public JdbcTokenStore createSchema() {
        try {
            Schemas.run(database, schema());
            return this;
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    @Override
    public Optional<Tokens> load(TokenKey key) {
        return inTransaction(connection -> select(connection, SELECT, key)).map(stored -> read(stored, key));
    }

    @Override
    public Optional<Tokens> update(TokenKey key, Function<Optional<Tokens>, Optional<Tokens>> change) {
        return inTransaction(connection -> {
            Optional<Tokens> before = lock(connection, key).map(stored -> read(stored, key));
            Optional<Tokens> after = change.apply(before);
            if (after.isEmpty()) {
                execute(connection, DELETE, key, null);
            } else if (!after.equals(before)) {
                execute(connection, UPDATE, key, cipher.encrypt(after.get().toJson(), key));
            }
            connection.commit();
            return after;
        });
    }

    /** Locks the row until the transaction ends, and makes it before if need be: what is not there cannot be locked. */
    private Optional<Optional<String>> lockRow(Connection connection, TokenKey key) throws SQLException {
        for (int tries = 1; ; tries++) {
            try {
                return row(connection, LOCK, key);
            } catch (SQLException e) {
                if (!LOCK_TIMEOUT.equals(e.getSQLState()) || tries >= MOST_TRIES) {
                    throw e;
                }
                connection.rollback();
            }
        }
    }

    private Optional<String> lock(Connection connection, TokenKey key) throws SQLException {
        for (int tries = 1; tries <= MOST_TRIES; tries++) {
            Optional<Optional<String>> locked = lockRow(connection, key);
            if (locked.isPresent()) {
                return locked.get();
            }
            try {
                execute(connection, INSERT, key, null);
                connection.commit();
            } catch (SQLException e) {
                connection.rollback();
                if (!EXISTS_ALREADY.equals(e.getSQLState()) && !LOCK_TIMEOUT.equals(e.getSQLState())) {
                    throw e;
                }
            }
        }
        throw new SQLException("no row to lock", LOCK_TIMEOUT);
    }

    private static Optional<String> select(Connection connection, String sql, TokenKey key) throws SQLException {
        return row(connection, sql, key).flatMap(Function.identity());
    }

    /** Empty if there is no such row; its text is empty if it was made only to be locked. */
    private static Optional<Optional<String>> row(Connection connection, String sql, TokenKey key) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, 1, key);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? Optional.of(Optional.ofNullable(rows.getString(1))) : Optional.empty();
            }
        }
    }

    private Tokens read(String stored, TokenKey key) {
        return Tokens.fromJson(cipher.decrypt(stored, key));
    }

    private static void execute(Connection connection, String sql, TokenKey key, String tokens) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int next = 1;
            if (tokens != null) {
                statement.setString(next++, tokens);
            }
            bind(statement, next, key);
            statement.executeUpdate();
        }
    }

    private static void bind(PreparedStatement statement, int first, TokenKey key) throws SQLException {
        statement.setString(first, key.clientId());
        statement.setString(first + 1, key.memberId());
        statement.setLong(first + 2, key.userId());
    }

    /** A driver's own words may hold values, so its error is told by its state alone. */
    private <T> T inTransaction(Work<T> work) {
        try (Connection connection = Schemas.open(database)) {
            connection.setAutoCommit(false);
            try {
                T result = work.on(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException | Error e) {
                rollBack(connection);
                throw e;
            }
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** A driver's own words may hold values, so its error is told by its state alone. */
    private static IllegalStateException failure(SQLException e) {
        return new IllegalStateException("the token database failed, SQLSTATE " + e.getSQLState());
    }

    private static void rollBack(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException | RuntimeException e) {
            // the connection is broken: its transaction ends with it
        }
    }

    @Override
    public String toString() {
        return "JdbcTokenStore[" + (cipher == TokenCipher.NONE ? "in clear" : "encrypted") + "]";
    }

    private interface Work<T> {
        T on(Connection connection) throws SQLException;
    }
}
