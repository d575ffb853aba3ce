// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a token lets its application do, and where it may stand (§1.3, §7.4, §7.9). */
class AccessTokenTest extends PortalTest {

    private static final String APP = "local.app";
    private static final String FORM = "application/x-www-form-urlencoded";

    private TokenPair tokens;

    @Override
    PortalBuilder configure(PortalBuilder builder) {
        return builder.app(APP, "app-secret", "imopenlines", "user");
    }

    @BeforeEach
    void authorize() {
        tokens = portal.authorize(APP, 27);
    }

    @ParameterizedTest
    @ValueSource(strings = {"auth in query", "auth in json", "auth in form", "access_token", "bearer", "BEARER"})
    @Row("1.3/3-query-or-body-key-key-access-token-access")
    void aTokenIsFoundInEveryPlace(String place) {
        String url = portal.url() + "/rest/user.current";
        String token = tokens.accessToken();
        Answer answer = switch (place) {
            case "auth in query" -> get(url + "?auth=" + token);
            case "auth in json" -> post(url, "application/json", "{\"auth\":\"" + token + "\"}");
            case "auth in form" -> post(url, FORM, "auth=" + token);
            case "access_token" -> get(url + "?access_token=" + token);
            case "bearer" -> bearer(token, "user.current");
            default -> answer(HttpRequest.newBuilder(URI.create(url)).header("Authorization", "BEARER " + token));
        };

        assertThat(answer.result().get("ID").asText()).isEqualTo("27");
    }

    @Test
    @Row({"1.3/1-header", "1.3/2-query-or-body-key-key-auth-access-token"})
    void theHeaderWinsOverAuthAndAuthOverAccessToken() {
        String other = portal.authorize(APP, 31).accessToken();
        String url = portal.url() + "/rest/user.current?access_token=nonsense&auth=" + tokens.accessToken();

        assertThat(get(url).result().get("ID").asText()).isEqualTo("27");
        assertThat(answer(HttpRequest.newBuilder(URI.create(url)).header("Authorization", "Bearer " + other))
                        .result()
                        .get("ID")
                        .asText())
                .isEqualTo("31");
    }

    @Test
    @Row("1.3/2-query-or-body-key-key-auth-access-token")
    void aTokenInAnArrayIsIgnored() {
        assertThat(get(portal.url() + "/rest/server.time?auth[]=" + tokens.accessToken())
                        .outcome())
                .isEqualTo("401 NO_AUTH_FOUND");
    }

    @Test
    @Row("2/insufficient-scope")
    void aMethodOutsideOfTheScopesIsRefused() {
        Answer answer = bearer(tokens.accessToken(), "imbot.v2.Event.get");

        assertThat(answer.outcome()).isEqualTo("401 insufficient_scope");
        assertThat(answer.body().get("error_description").asText()).contains("access token");
        assertThat(bearer(tokens.accessToken(), "scope").result().toString()).contains("imopenlines", "user");
    }

    @Test
    void aTokenOfSomebodyWhoHasLeftIsUnauthorized() {
        assertThat(bearer(portal.authorize(APP, 40).accessToken(), "server.time")
                        .outcome())
                .isEqualTo("401 authorization_error");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/rest/", "/oauth/rest/"})
    @Row("7.9/app-info-app")
    void appInfoIsAnsweredByThePortalAndTheAuthorizationServer(String root) {
        JsonNode info = get(portal.url() + root + "app.info?auth=" + tokens.accessToken())
                .result();

        assertThat(info.get("CODE").asText()).isEqualTo(APP);
        assertThat(info.get("STATUS").asText()).isEqualTo("L");
        assertThat(info.get("INSTALLED").asBoolean()).isTrue();
        assertThat(info.get("PAYMENT_EXPIRED").asText()).isEqualTo("N");
        assertThat(info.get("DAYS").isNull()).isTrue();
    }

    @Test
    @Row("1.1/authorization-server")
    void theAuthorizationServerKnowsFewMethods() {
        assertThat(get(portal.url() + "/oauth/rest/profile?auth=" + tokens.accessToken())
                        .result()
                        .get("ID")
                        .asText())
                .isEqualTo("27");
        assertThat(get(portal.url() + "/oauth/rest/server.time?auth=" + tokens.accessToken())
                        .outcome())
                .isEqualTo("404 ERROR_METHOD_NOT_FOUND");
    }

    @Test
    @Row("7.9/app-info-webhook")
    void appInfoTellsAWebhookItsScopes() {
        JsonNode info = get(portal.webhook(27, "im").url() + "app.info").result();

        assertThat(info.get("SCOPE").toString()).isEqualTo("[\"im\"]");
        assertThat(info.has("LICENSE")).isTrue();
    }

    @Test
    @Row("4.1/auth")
    void aBatchRunsInTheNameOfTheToken() {
        JsonNode result = post(
                        portal.url() + "/rest/batch",
                        "application/json",
                        "{\"auth\":\"" + tokens.accessToken()
                                + "\",\"cmd\":{\"me\":\"user.current\",\"no\":\"imbot.v2.Event.get\"}}")
                .result();

        assertThat(result.get("result").get("me").get("ID").asText()).isEqualTo("27");
        assertThat(result.get("result_error").get("no").toString())
                .isEqualTo("{\"error\":\"insufficient_scope\",\"error_description\":\"\"}");
    }

    @Test
    void anApplicationNeedsNoClientIdForItsBot() {
        assertThat(bearer(tokens.accessToken(), "imopenlines.bot.session.operator?CHAT_ID=1")
                        .error())
                .isNotEqualTo("ACCESS_DENIED");
        assertThat(call(27, "imopenlines.bot.session.operator", "CHAT_ID", 1).outcome())
                .isEqualTo("403 ACCESS_DENIED");
    }

    @Test
    @Row("2/access-denied-session-failed")
    void aBrowserSessionIsNoCredentialForExternalCalls() {
        assertThat(get(portal.url() + "/rest/imopenlines.bot.session.operator?sessid=1")
                        .outcome())
                .isEqualTo("403 WRONG_AUTH_TYPE");
        assertThat(get(portal.url() + "/rest/server.time?sessid=1").outcome()).isEqualTo("401 session_failed");
    }

    private Answer bearer(String token, String method) {
        return answer(HttpRequest.newBuilder(URI.create(portal.url() + "/rest/" + method))
                .header("Authorization", "Bearer " + token));
    }
}
