// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelbitrix24.openlines.rest.PortalAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.spec.SecretKeySpec;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What cannot open a portal, or cannot be kept, is refused in words that name the mend and never the secret. */
class WrongCredentialsTest {
    private static final String SECRET = "s3cr3t";
    private static final TokenKey KEY = new TokenKey("local.app", "0123456789abcdef0123456789abcdef", 27);
    private static final Tokens TOKENS = Tokens.configured("access-" + SECRET, "refresh-" + SECRET);

    @TempDir
    Path directory;

    private static void refused(ThrowingCallable use, String... words) {
        assertThatThrownBy(use)
                .hasMessageContainingAll(words)
                .hasMessageNotContaining(SECRET)
                .isInstanceOf(RuntimeException.class);
    }

    private static JdbcDataSource database() {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=5");
        return source;
    }

    @ParameterizedTest
    @CsvSource({"'', ''", "1/s3cr3t, s3cr3t"})
    void anEmployeeHasAWebhookOrTokens(String authToken, String refreshToken) {
        refused(() -> new EmployeeCredentials(authToken, null, refreshToken), "either authToken, or refreshToken");
    }

    @Test
    void anApplicationNeedsItsSecret() {
        PortalAddress server = PortalAddress.parse("https://oauth.example.com");
        refused(
                () -> new OAuthApplication("local.app", " ", server, new MemoryTokenStore()),
                "both clientId and clientSecret");
    }

    @Test
    void storedTextThatIsNoTokensIsNotRepeated() {
        refused(() -> Tokens.fromJson("{" + SECRET), "cannot be read");
        refused(() -> Tokens.fromJson("{\"access_token\": \"" + SECRET + "\"}"), "no refresh_token");
    }

    @Test
    void theKeyMustBeOneOfAes() {
        refused(() -> JdbcTokenStore.encryptedWith(database(), "no base64: " + SECRET), "base64");
        byte[] bytes = SECRET.getBytes();
        refused(() -> JdbcTokenStore.encryptedWith(database(), new SecretKeySpec(bytes, "DES")), "AES");
        refused(
                () -> JdbcTokenStore.encryptedWith(
                        database(), Base64.getEncoder().encodeToString(bytes)),
                "16, 24 or 32 bytes",
                "6");
    }

    @Test
    void aKeyOfAVaultEncryptsAsItsTextDoes() {
        JdbcDataSource database = database();
        byte[] key = new byte[32];
        JdbcTokenStore.encryptedWith(database, new SecretKeySpec(key, "AES"))
                .createSchema()
                .update(KEY, before -> Optional.of(TOKENS));

        assertThat(JdbcTokenStore.encryptedWith(database, Base64.getEncoder().encodeToString(key))
                        .load(KEY))
                .contains(TOKENS);
    }

    @Test
    void aMissingFileIsNamed() {
        CredentialSource source = new PropertiesCredentialSource(directory.resolve("employees.properties"));
        refused(() -> source.find("example.bitrix24.com", "anna"), "employees.properties");
        assertThat(source).hasToString("PropertiesCredentialSource[employees.properties]");
    }

    @Test
    void aFileThatCannotBeWrittenIsNamed() {
        TokenStore store = new FileTokenStore(directory.resolve("missing").resolve("tokens.json"));
        refused(() -> store.update(KEY, before -> Optional.of(TOKENS)), "nothing can be kept in tokens.json");
        assertThat(store).hasToString("FileTokenStore[tokens.json]");
    }

    @Test
    void aFileThatIsNoStoreIsNamed() throws Exception {
        Path file = Files.writeString(directory.resolve("tokens.json"), "{\"" + SECRET);
        refused(() -> new FileTokenStore(file).load(KEY), "tokens.json cannot be read");
    }

    @Test
    void aDatabasesFailureIsToldByItsState() {
        JdbcDataSource nothing = new JdbcDataSource();
        nothing.setURL("jdbc:h2:mem:" + SECRET + ";IFEXISTS=TRUE");
        refused(() -> new JdbcTokenStore(nothing).createSchema(), "SQLSTATE 90146");
        refused(() -> new JdbcTokenStore(nothing).load(KEY), "SQLSTATE 90146");
        refused(() -> new JdbcCredentialSource(nothing).createSchema(), "SQLSTATE 90146");
        refused(() -> new JdbcCredentialSource(nothing).find("example.bitrix24.com", "anna"), "SQLSTATE 90146");
    }

    @Test
    void aRowThatSomebodyKeepsLockedIsWaitedForInVainButNotForEver() throws Exception {
        JdbcDataSource database = database();
        TokenStore store = new JdbcTokenStore(database).createSchema();
        store.update(KEY, before -> Optional.of(TOKENS));
        try (Connection other = database.getConnection();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.executeQuery("SELECT * FROM b24openlines_tokens FOR UPDATE");

            refused(() -> store.update(KEY, before -> Optional.empty()), "SQLSTATE HYT00");
            other.rollback();
        }
        assertThat(store.update(KEY, before -> before)).contains(TOKENS);
    }
}
