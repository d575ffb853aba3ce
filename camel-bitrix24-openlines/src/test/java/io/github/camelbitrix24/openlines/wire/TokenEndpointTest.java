// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbitrix24.openlines.auth.AuthorizationServer.Reply;
import io.github.camelbitrix24.openlines.auth.MemoryTokenStore;
import io.github.camelbitrix24.openlines.auth.OAuthApplication;
import io.github.camelbitrix24.openlines.auth.Tokens;
import io.github.camelbitrix24.openlines.rest.PortalAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an answer of the authorisation server means, however absurd it is. */
class TokenEndpointTest {
    private static final Instant NOW = Instant.parse("2026-03-17T12:00:00Z");
    private static final String PAIR = "\"access_token\":\"new-access\",\"refresh_token\":\"new-refresh\"";
    private static final Tokens BEFORE = new Tokens(
            "old-access",
            "old-refresh",
            null,
            "0123456789abcdef0123456789abcdef",
            27,
            "https://x.bitrix24.com/rest/",
            "https://oauth.bitrix.info/rest/",
            null);

    private static final List<String> ABSURD = List.of(
            "null",
            "true",
            "false",
            "0",
            "-1",
            "1e400",
            "-1e400",
            "9e18",
            "9000000000000000000",
            "-9000000000000000000",
            "NaN",
            "1e-400",
            "18446744073709553379",
            "9".repeat(5_000),
            "\"\"",
            "\"soon\"",
            "\"9e18\"",
            "[]",
            "{}",
            "[[1],2]",
            "{\"a\":{\"b\":null}}",
            "[".repeat(5_000) + "]".repeat(5_000),
            "\"" + "x".repeat(70_000) + "\"");

    private static Reply reply(int status, String retryAfter, String body) {
        HttpAnswer answer = new HttpAnswer(status, null, retryAfter, body.getBytes(StandardCharsets.UTF_8));
        return new TokenEndpoint(
                        new OAuthApplication(
                                "app",
                                "app-secret",
                                new PortalAddress("https", "oauth.bitrix.info", -1),
                                new MemoryTokenStore()),
                        new AuthorizationHosts(RedirectHosts.parse(null)),
                        (message, waiter) -> CompletableFuture.completedFuture(answer),
                        () -> NOW)
                .refresh(BEFORE);
    }

    private static Reply reply(int status, String body) {
        return reply(status, null, body);
    }

    private static Tokens granted(String body) {
        Reply reply = reply(200, body);
        assertThat(reply).as(body.substring(0, Math.min(200, body.length()))).isInstanceOf(Reply.Granted.class);
        return ((Reply.Granted) reply).tokens();
    }

    @Test
    void nothingThatStandsBesideThePairCostsIt() {
        for (String field : List.of(
                "expires_in",
                "expires",
                "member_id",
                "user_id",
                "client_endpoint",
                "server_endpoint",
                "scope",
                "domain",
                "status",
                "error_description",
                "more")) {
            for (String absurd : ABSURD) {
                for (String body : List.of(
                        "{" + PAIR + ",\"" + field + "\":" + absurd + "}",
                        "{\"" + field + "\":1,\"" + field + "\":" + absurd + "," + PAIR + "}")) {
                    Tokens tokens = granted(body);
                    assertThat(tokens.accessToken()).isEqualTo("new-access");
                    assertThat(tokens.refreshToken()).isEqualTo("new-refresh");
                    assertThat(tokens.expires())
                            .isBetween(NOW.minus(Duration.ofDays(30)), NOW.plus(Duration.ofDays(30)));
                    assertThat(tokens.userId()).isNotNegative();
                    assertThat(tokens.after(BEFORE).clientEndpoint()).isEqualTo(BEFORE.clientEndpoint());
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "3600, 3600",
        "'\"7200\"', 7200",
        "1, 1",
        "0, 3600",
        "-5, 3600",
        "9e18, 3600",
        "2592001, 3600",
        "1.5, 3600"
    })
    void aLifeThatIsAbsurdIsTheUsualOne(String expiresIn, long seconds) {
        assertThat(granted("{" + PAIR + ",\"expires_in\":" + expiresIn + "}").expires())
                .isEqualTo(NOW.plusSeconds(seconds));
    }

    @Test
    void anAbsoluteEndIsUsedWhereNoLifeIsTold() {
        assertThat(granted("{" + PAIR + ",\"expires_in\":\"x\",\"expires\":" + (NOW.getEpochSecond() + 60) + "}")
                        .expires())
                .isEqualTo(NOW.plusSeconds(60));
    }

    @Test
    void whatIsNotPlainlyAPairIsNone() {
        for (String absurd : ABSURD) {
            for (String body : List.of(
                    "{\"access_token\":" + absurd + ",\"refresh_token\":\"new-refresh\"}",
                    "{\"access_token\":\"new-access\",\"refresh_token\":" + absurd + "}",
                    "{" + PAIR + ",\"access_token\":" + absurd + "}")) {
                if (!absurd.equals("\"soon\"") && !absurd.equals("\"9e18\"")
                        || body.contains("new-access\",\"access")) {
                    assertThat(reply(200, body)).isInstanceOf(Reply.Lost.class);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"invalid_grant\"", "\"\"", "100", "true", "[]", "{\"code\":\"X\"}"})
    void aPairBesideAnErrorIsNeither(String error) {
        assertThat(reply(200, "{" + PAIR + ",\"error\":" + error + "}")).isInstanceOf(Reply.Lost.class);
        assertThat(reply(400, "{\"error\":" + error + "," + PAIR + "}")).isInstanceOf(Reply.Lost.class);
        assertThat(reply(502, "{" + PAIR + "}")).isInstanceOf(Reply.Lost.class);
        assertThat(granted("{" + PAIR + ",\"error\":null}").accessToken()).isEqualTo("new-access");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {"'invalid_grant'|invalid_grant", "100|100", "{'code':'invalid_grant'}|invalid_grant"})
    void aRefusalIsToldByItsCode(String error, String code) {
        for (int status : new int[] {200, 400, 401}) {
            String body = "{\"error\":" + error.replace('\'', '"')
                    + ",\"error_description\":\"of old-refresh and app-secret\"}";
            assertThat(reply(status, body)).isEqualTo(new Reply.Refused(code, "of xxxxxx and xxxxxx", status));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>", "", "{}", "[]", "null", "{\"access_token\":", "Bad Gateway", "{\"error\":[]}"})
    void whatIsNoAnswerIsLostOrWasNotAsked(String body) {
        for (int status : new int[] {200, 204, 500, 502, 503, 504, 520}) {
            assertThat(reply(status, "7", body))
                    .isInstanceOfSatisfying(
                            Reply.Lost.class,
                            lost -> assertThat(lost.retryAfter()).isEqualTo(Duration.ofSeconds(7)));
        }
        for (int status : new int[] {301, 302, 307, 400, 401, 403, 404, 407, 413, 429}) {
            assertThat(reply(status, "7", body)).isInstanceOfSatisfying(Reply.NotAsked.class, notAsked -> {
                assertThat(notAsked.stopped()).isFalse();
                assertThat(notAsked.reason()).contains("HTTP " + status);
                assertThat(notAsked.retryAfter()).isEqualTo(Duration.ofSeconds(7));
            });
        }
    }

    @Test
    void noAnswerBreaksTheReader() {
        Random random = new Random(20260317);
        List<String> names = List.of("access_token", "refresh_token", "expires_in", "error", "user_id", "expires_in");
        for (int round = 0; round < 2_000; round++) {
            List<String> fields = new ArrayList<>();
            if (random.nextBoolean()) {
                fields.add(PAIR);
            }
            for (String name : names) {
                if (random.nextInt(3) == 0) {
                    fields.add("\"" + name + "\":" + ABSURD.get(random.nextInt(ABSURD.size())));
                }
            }
            Collections.shuffle(fields, random);
            int status = List.of(200, 302, 400, 429, 503).get(random.nextInt(5));

            Reply reply = reply(status, "{" + String.join(",", fields) + "}");

            boolean error = fields.stream().anyMatch(f -> f.startsWith("\"error\":") && !f.equals("\"error\":null"));
            if (reply instanceof Reply.Granted) {
                assertThat(error || status != 200).isFalse();
            }
            if (reply instanceof Reply.Refused) {
                assertThat(error).isTrue();
            }
        }
    }
}
