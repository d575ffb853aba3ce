// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What all stores promise, and what each promises besides. */
class TokenStoresTest {
    private static final TokenKey KEY = new TokenKey("local.app", "0123456789abcdef0123456789abcdef", 27);
    private static final TokenKey OTHER = new TokenKey("local.app", "0123456789abcdef0123456789abcdef", 31);
    private static final String AES = Base64.getEncoder().encodeToString(new byte[32]);

    @TempDir
    static Path directory;

    /** Each gives another store on the same ground every time, as another node would have it. */
    static Stream<Named<Supplier<TokenStore>>> stores() {
        MemoryTokenStore memory = new MemoryTokenStore();
        Path file = directory.resolve(UUID.randomUUID() + ".json");
        DataSource clear = h2();
        DataSource encrypted = h2();
        return Stream.of(
                Named.of("memory", () -> memory),
                Named.of("file", () -> new FileTokenStore(file)),
                Named.of("H2", () -> new JdbcTokenStore(clear).createSchema()),
                Named.of(
                        "H2, encrypted",
                        () -> JdbcTokenStore.encryptedWith(encrypted, AES).createSchema()));
    }

    private static DataSource h2() {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        return source;
    }

    private static Tokens tokens(String refreshToken) {
        return new Tokens(
                "access-of-" + refreshToken,
                refreshToken,
                Instant.parse("2026-03-17T13:00:00Z"),
                KEY.memberId(),
                27,
                "https://example.bitrix24.com/rest/",
                "https://oauth.bitrix.info/rest/",
                "application-token");
    }

    private static void put(TokenStore store, TokenKey key, Tokens tokens) {
        store.update(key, before -> Optional.of(tokens));
    }

    @ParameterizedTest
    @MethodSource("stores")
    void whatOneNodeKeepsAnotherFinds(Supplier<TokenStore> stores) {
        put(stores.get(), KEY, tokens("one"));
        put(stores.get(), OTHER, tokens("two"));

        assertThat(stores.get().load(KEY)).contains(tokens("one"));
        assertThat(stores.get().load(OTHER)).contains(tokens("two"));
        stores.get().update(KEY, before -> Optional.empty());
        assertThat(stores.get().load(KEY)).isEmpty();
        assertThat(stores.get().load(OTHER)).contains(tokens("two"));
    }

    @ParameterizedTest
    @MethodSource("stores")
    void aChangeThatFailsChangesNothing(Supplier<TokenStore> stores) {
        put(stores.get(), KEY, tokens("one"));

        assertThatThrownBy(() -> stores.get().update(KEY, before -> {
                    throw NoAccessException.refused("invalid_grant", 400, "refused");
                }))
                .isInstanceOf(NoAccessException.class);

        assertThat(stores.get().load(KEY)).contains(tokens("one"));
    }

    @ParameterizedTest
    @MethodSource("stores")
    void whoeverChangesAKeyIsAlone(Supplier<TokenStore> stores) {
        List<CompletableFuture<Void>> nodes = IntStream.range(0, 12)
                .mapToObj(node -> CompletableFuture.runAsync(() -> stores.get()
                        .update(
                                KEY,
                                before -> Optional.of(
                                        tokens(before.map(Tokens::refreshToken).orElse("") + "x")))))
                .toList();
        nodes.forEach(CompletableFuture::join);

        assertThat(stores.get().load(KEY)).contains(tokens("x".repeat(12)));
    }

    @Test
    void theFileIsItsOwnersAlone() throws Exception {
        Path file = directory.resolve("tokens.json");
        put(new FileTokenStore(file), KEY, tokens("one"));
        put(new FileTokenStore(file), KEY, tokens("two"));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(directory.resolve("tokens.json.next")).doesNotExist();
    }

    @Test
    void aFileThatWasCutOffIsNotTakenForAnEmptyOne() throws Exception {
        Path file = directory.resolve("cut.json");
        Files.writeString(file, "{\"local.app/");

        assertThatThrownBy(() -> new FileTokenStore(file).load(KEY))
                .hasMessageContaining("cut.json")
                .hasMessageNotContaining("local.app");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tokens.json", "links/again", "..data/tokens.json"})
    void aLinkStaysOneAndItsTargetIsReplaced(String name) throws Exception {
        Path folder = Files.createTempDirectory(directory, "links");
        Files.createDirectories(folder.resolve("v1"));
        Files.createDirectories(folder.resolve("links"));
        Files.createSymbolicLink(folder.resolve("..data"), Path.of("v1"));
        Files.createSymbolicLink(folder.resolve("tokens.json"), Path.of("..data/tokens.json"));
        Files.createSymbolicLink(folder.resolve("links/again"), folder.resolve("tokens.json"));
        Path link = folder.resolve(name);

        put(new FileTokenStore(link), KEY, tokens("one"));
        put(new FileTokenStore(link), OTHER, tokens("two"));

        assertThat(folder.resolve("..data")).isSymbolicLink();
        assertThat(folder.resolve("tokens.json")).isSymbolicLink();
        assertThat(folder.resolve("links/again")).isSymbolicLink();
        assertThat(Files.isRegularFile(folder.resolve("v1/tokens.json"), LinkOption.NOFOLLOW_LINKS))
                .isTrue();
        assertThat(new FileTokenStore(folder.resolve("v1/tokens.json")).load(KEY))
                .contains(tokens("one"));
        assertThat(new FileTokenStore(link).load(OTHER)).contains(tokens("two"));
        assertThat(folder.resolve("links")).isDirectoryNotContaining("glob:**.{lock,next}");
    }

    @Test
    void linksThatLeadInACircleAreNamed() throws Exception {
        Path folder = Files.createTempDirectory(directory, "circle");
        Files.createSymbolicLink(folder.resolve("a.json"), Path.of("b.json"));
        Files.createSymbolicLink(folder.resolve("b.json"), Path.of("a.json"));

        assertThatThrownBy(() -> put(new FileTokenStore(folder.resolve("a.json")), KEY, tokens("one")))
                .hasMessageContaining("a.json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\": s3cret}",
                "s3cret",
                "{\"a\":\"s3cret",
                "{\"s3cret\"}",
                "{\"a\":\"s3cret\\q\"}",
                "{'s3cret':1}",
                "{\"a\":s3cret1e}",
                "[\"s3cret\"]",
                "\"s3cret\"",
                "{} s3cret",
                "{\"local.app/0123456789abcdef0123456789abcdef/27\":{\"access_token\":\"s3cret\"}}",
                "{\"local.app/0123456789abcdef0123456789abcdef/27\":\"s3cret\"}",
                "{\"local.app/0123456789abcdef0123456789abcdef/27\":{\"refresh_token\":[\"s3cret\"]}}"
            })
    void noCauseShowsWhatIsInAMalformedFile(String content) throws Exception {
        Path file = Files.writeString(directory.resolve("malformed.json"), content);
        DataSource database = h2();
        JdbcTokenStore store = new JdbcTokenStore(database).createSchema();
        put(store, KEY, tokens("one"));
        try (Connection connection = database.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("UPDATE b24openlines_tokens SET tokens = ?")) {
            statement.setString(1, content);
            statement.executeUpdate();
        }

        for (TokenStore each : List.of(new FileTokenStore(file), store)) {
            assertThatThrownBy(() -> each.load(KEY)).satisfies(TokenStoresTest::showsNoSecret);
            assertThatThrownBy(() -> each.update(KEY, before -> before)).satisfies(TokenStoresTest::showsNoSecret);
        }
        assertThat(file).hasContent(content);
        assertThatThrownBy(() -> Tokens.fromJson(content)).satisfies(TokenStoresTest::showsNoSecret);
    }

    @ParameterizedTest
    @ValueSource(strings = {"aesgcm1:s3cret!", "aesgcm1:", "aesgcm1:c2hvcnQ=", "aesgcm1:s3cret"})
    void noCauseShowsWhatIsInAMalformedRow(String content) throws Exception {
        DataSource database = h2();
        TokenStore store = JdbcTokenStore.encryptedWith(database, AES).createSchema();
        put(store, KEY, tokens("one"));
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("UPDATE b24openlines_tokens SET tokens = '" + content + "'");
        }

        assertThatThrownBy(() -> store.load(KEY))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("stored tokens")
                .satisfies(TokenStoresTest::showsNoSecret);
    }

    @Test
    void noWordsOfAPoolAreRepeated() {
        DataSource pool = (DataSource) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    throw new UnsupportedOperationException("jdbc:x://host?password=s3cret");
                });

        for (ThrowingCallable use : List.<ThrowingCallable>of(
                () -> new JdbcTokenStore(pool).load(KEY),
                () -> new JdbcTokenStore(pool).createSchema(),
                () -> new JdbcCredentialSource(pool).find("example.bitrix24.com", "anna"))) {
            assertThatThrownBy(use)
                    .hasMessageContaining("UnsupportedOperationException")
                    .satisfies(TokenStoresTest::showsNoSecret);
        }
    }

    private static void showsNoSecret(Throwable failure) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        assertThat(trace.toString()).doesNotContain("s3cret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e400", "9000000000000000000", "-9e18", "\"soon\"", "[]", "null", "{}"})
    void anAbsurdTimeInTheFileCostsNoTokens(String expires) throws Exception {
        Path file = directory.resolve("absurd.json");
        Files.writeString(
                file,
                "{\"local.app/0123456789abcdef0123456789abcdef/27\":{\"refresh_token\":\"r\",\"user_id\":1e99,\"expires\":"
                        + expires + "}}");

        assertThat(new FileTokenStore(file).load(KEY)).hasValueSatisfying(tokens -> {
            assertThat(tokens.refreshToken()).isEqualTo("r");
            assertThat(tokens.expires()).isNull();
        });
    }

    @Test
    void encryptedTokensAreInNoRow() throws Exception {
        DataSource database = h2();
        put(JdbcTokenStore.encryptedWith(database, AES).createSchema(), KEY, tokens("one"));

        assertThat(row(database)).startsWith("aesgcm1:").doesNotContain("one", "application-token");
    }

    @Test
    void aWrongKeyOpensNothingAndSaysSo() {
        DataSource database = h2();
        put(JdbcTokenStore.encryptedWith(database, AES).createSchema(), KEY, tokens("one"));
        String another = Base64.getEncoder().encodeToString("another key, 32 bytes of letters".getBytes());

        assertThatThrownBy(() -> JdbcTokenStore.encryptedWith(database, another).load(KEY))
                .hasMessageContaining("do not open with the key")
                .hasMessageNotContaining(another);
        assertThatThrownBy(() -> new JdbcTokenStore(database).load(KEY)).hasMessageContaining("needs its key");
        assertThatThrownBy(() -> JdbcTokenStore.encryptedWith(database, "c2hvcnQ="))
                .hasMessageContaining("it has 5");
    }

    @Test
    void aRowThatIsPutUnderAnotherPortalDoesNotOpen() throws Exception {
        DataSource database = h2();
        TokenStore store = JdbcTokenStore.encryptedWith(database, AES).createSchema();
        put(store, KEY, tokens("one"));
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("UPDATE b24openlines_tokens SET user_id = 31");
        }

        assertThatThrownBy(() -> store.load(OTHER)).hasMessageContaining("do not open");
    }

    @Test
    void clearTokensAreReadByAStoreThatEncrypts() {
        DataSource database = h2();
        put(new JdbcTokenStore(database).createSchema(), KEY, tokens("one"));

        assertThat(JdbcTokenStore.encryptedWith(database, AES).load(KEY)).contains(tokens("one"));
    }

    @Test
    void aMissingTableIsNamedByItsState() {
        assertThatThrownBy(() -> new JdbcTokenStore(h2()).load(KEY)).hasMessageContaining("SQLSTATE 42S0");
    }

    private static String row(DataSource database) throws Exception {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT tokens FROM b24openlines_tokens")) {
            rows.next();
            return rows.getString(1);
        }
    }
}
