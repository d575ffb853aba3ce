// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.camelbitrix24.openlines.auth.MemoryTokenStore;
import io.github.camelbitrix24.openlines.auth.NoAccessException;
import io.github.camelbitrix24.openlines.auth.OAuthApplication;
import io.github.camelbitrix24.openlines.auth.Tokens;
import io.github.camelbitrix24.openlines.rest.PortalAddress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an installation's proof makes of a portal's and an authorisation server's answers. */
class InstallationProofTest {
    private static final Instant NOW = Instant.parse("2026-03-17T12:00:00Z");
    private static final String MEMBER = "0123456789abcdef0123456789abcdef";
    private static final String APP_INFO = "200 {'result':{'INSTALLED':true}}";
    private static final String PAIR = "200 {'access_token':'next-access','refresh_token':'next-refresh','member_id':'"
            + MEMBER + "','client_endpoint':'https://x.bitrix24.com/rest/'";
    private static final Map<String, Object> FORM = Map.of(
            "access_token", "s3cret-access",
            "refresh_token", "s3cret-refresh",
            "member_id", MEMBER,
            "application_token", "s3cret-application",
            "client_endpoint", "https://x.bitrix24.com/rest/",
            "server_endpoint", "https://oauth.bitrix.info/rest/");

    private static InstallationProof proof(String portal, String server) {
        return new InstallationProof(
                new OAuthApplication(
                        "app",
                        "app-secret",
                        new PortalAddress("https", "oauth.bitrix.info", -1),
                        new MemoryTokenStore()),
                RedirectHosts.parse(null),
                (message, waiter) -> answer(message.address().getPath().endsWith("app.info") ? portal : server),
                () -> NOW);
    }

    private static CompletableFuture<HttpAnswer> answer(String answer) {
        return answer.equals("reset")
                ? CompletableFuture.failedFuture(new IOException("reset"))
                : CompletableFuture.completedFuture(new HttpAnswer(
                        Integer.parseInt(answer.substring(0, 3)),
                        null,
                        null,
                        answer.substring(4).replace('\'', '"').getBytes(StandardCharsets.UTF_8)));
    }

    private static NoAccessException refusal(String portal, String server) {
        NoAccessException failure = catchThrowableOfType(
                NoAccessException.class, () -> proof(portal, server).prove(FORM, false));
        assertThat(failure).hasMessageNotContaining("s3cret");
        return failure;
    }

    @Test
    void absurdValuesBesideThePairCostNoInstallation() {
        for (String absurd : List.of("1e400", "9e18", "-1", "NaN", "[]", "{}", "null", "'x'", "[[[[]]]]")) {
            Tokens tokens = proof(
                            "200 {'result':{'INSTALLED':true},'time':{'start':" + absurd + "},'next':" + absurd + "}",
                            PAIR + ",'expires_in':" + absurd + ",'user_id':" + absurd + "}")
                    .prove(FORM, false);
            assertThat(tokens.refreshToken()).isEqualTo("next-refresh");
            assertThat(tokens.applicationToken()).isEqualTo("s3cret-application");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "401 {'error':'invalid_token'}",
                "400 {'error':100}",
                "403 {'error':'ACCESS_DENIED'}",
                "200 {'result':true}",
                "200 {'result':[]}",
                "200 {'result':{'ID':1}}"
            })
    void aPortalThatDoesNotKnowTheTokenProvesNothing(String portal) {
        assertThat(refusal(portal, PAIR + "}").again()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "200 <html>",
                "502 <html>",
                "403 <html>",
                "429 <html>",
                "302 <html>",
                "503 {'error':'QUERY_LIMIT_EXCEEDED'}",
                "500 {'error':'INTERNAL_SERVER_ERROR'}",
                "401 {'error':'CONNECTION_ERROR'}",
                "200 {'result':{'INSTALLED':true},'error':'X'}",
                "reset"
            })
    void aPortalThatGivesNoAnswerMayProveItLater(String portal) {
        assertThat(refusal(portal, PAIR + "}").again()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {"200 <html>", "503 <html>", "404 <html>", "429 {}", "302 <html>", "reset", "500 {'error':'X'}"})
    void anAuthorisationServerThatGivesNoAnswerMayProveItLater(String server) {
        assertThat(refusal(APP_INFO, server).again()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "400 {'error':'invalid_grant'}",
                "200 {'error':'wrong_client'}",
                "200 {'access_token':'a','refresh_token':'b','member_id':'another'}",
                "200 {'access_token':'a','refresh_token':'b'}",
                "200 {'access_token':'a','refresh_token':'b','member_id':['0123456789abcdef0123456789abcdef']}"
            })
    void anAuthorisationServerThatSaysOtherwiseProvesNothing(String server) {
        assertThat(refusal(APP_INFO, server).again()).isFalse();
    }
}
