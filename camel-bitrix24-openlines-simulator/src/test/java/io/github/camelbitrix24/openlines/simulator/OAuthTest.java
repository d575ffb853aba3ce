// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Applications and their tokens, row by row of §5 and §1.3. */
class OAuthTest extends PortalTest {

    private static final String APP = "local.app";
    private static final String MEMBER = "0123456789abcdef0123456789abcdef";
    private static final String FORM = "application/x-www-form-urlencoded";

    private TokenPair tokens;

    @Override
    PortalBuilder configure(PortalBuilder builder) {
        return builder.memberId(MEMBER)
                .app(APP, "app-secret", "imopenlines", "user")
                .app("local.other", "other-secret");
    }

    @BeforeEach
    void authorize() {
        tokens = portal.authorize(APP, 27);
    }

    @Test
    void aPairNamesThePortalAndItsEndpoints() {
        assertThat(tokens.memberId()).isEqualTo(MEMBER).isEqualTo(portal.memberId());
        assertThat(tokens.clientEndpoint()).isEqualTo(portal.url() + "/rest/");
        assertThat(tokens.serverEndpoint()).isEqualTo(portal.url() + "/oauth/rest/");
        assertThat(tokens.expires()).isEqualTo(START.plusSeconds(3600));
        assertThat(tokens.userId()).isEqualTo(27);
        assertThat(tokens.scopes()).containsExactly("imopenlines", "user");
        assertThat(tokens.toString()).doesNotContain(tokens.accessToken(), tokens.refreshToken());
    }

    @Test
    void aRefreshAnswersWithAllFieldsOfATokenResponse() {
        JsonNode body = refresh(tokens.refreshToken()).body();

        assertThat(body.get("access_token").asText()).isNotEqualTo(tokens.accessToken());
        assertThat(body.get("refresh_token").asText()).isNotEqualTo(tokens.refreshToken());
        assertThat(body.get("expires").asLong()).isEqualTo(START.getEpochSecond() + 3600);
        assertThat(body.get("expires_in").asLong()).isEqualTo(3600);
        assertThat(body.get("scope").asText()).isEqualTo("imopenlines,user");
        assertThat(body.get("domain").asText())
                .isEqualTo(URI.create(portal.url()).getAuthority());
        assertThat(body.get("server_endpoint").asText()).isEqualTo(tokens.serverEndpoint());
        assertThat(body.get("client_endpoint").asText()).isEqualTo(tokens.clientEndpoint());
        assertThat(body.get("status").asText()).isEqualTo("L");
        assertThat(body.get("member_id").asText()).isEqualTo(MEMBER);
        assertThat(body.get("user_id").asLong()).isEqualTo(27);
    }

    @Test
    void theTokenEndpointTakesGetAndPostWithAndWithoutItsSlash() {
        String query = "grant_type=refresh_token&client_id=" + APP + "&client_secret=app-secret&refresh_token=";
        String second = get(portal.url() + "/oauth/token/?" + query + tokens.refreshToken())
                .body()
                .get("refresh_token")
                .asText();
        String third = get(portal.url() + "/oauth/token?" + query + second)
                .body()
                .get("refresh_token")
                .asText();
        String fourth = post(portal.url() + "/oauth/token/", FORM, query + third)
                .body()
                .get("refresh_token")
                .asText();

        assertThat(refresh(fourth).status()).isEqualTo(200);
    }

    @Test
    void aRefreshTokenIsGoneOnceItIsUsed() {
        JsonNode second = refresh(tokens.refreshToken()).body();

        assertThat(refresh(tokens.refreshToken()).outcome()).isEqualTo("400 invalid_grant");
        assertThat(bearer(second.get("access_token").asText(), "server.time").status())
                .isEqualTo(200);
        assertThat(bearer(tokens.accessToken(), "server.time").status()).isEqualTo(200);
    }

    @Test
    void aRefreshTokenDiesAfter180Days() {
        TokenPair kept = portal.authorize(APP, 27);
        clock.advance(Duration.ofDays(180).minusSeconds(1));
        assertThat(refresh(tokens.refreshToken()).status()).isEqualTo(200);

        clock.advance(Duration.ofSeconds(1));

        assertThat(refresh(kept.refreshToken()).outcome()).isEqualTo("400 invalid_grant");
    }

    @Test
    void aCodeIsExchangedOnceAndWithinThirtySeconds() {
        String used = portal.authorizationCode(APP, 31);
        String late = portal.authorizationCode(APP, 31);

        assertThat(code(used).body().get("user_id").asLong()).isEqualTo(31);
        assertThat(code(used).outcome()).isEqualTo("400 invalid_grant");
        clock.advance(Duration.ofSeconds(30));
        assertThat(code(late).outcome()).isEqualTo("400 invalid_grant");
    }

    @Test
    void anAccessTokenExpiresAfterAnHour() {
        clock.advance(Duration.ofSeconds(3599));
        assertThat(bearer(tokens.accessToken(), "server.time").status()).isEqualTo(200);

        clock.advance(Duration.ofSeconds(1));

        assertThat(bearer(tokens.accessToken(), "server.time").outcome()).isEqualTo("401 expired_token");
    }

    @ParameterizedTest
    @CsvSource({
        "grant_type=refresh_token&client_id=local.app&client_secret=app-secret, 400 invalid_request",
        "client_id=local.app&client_secret=app-secret&refresh_token=x, 400 invalid_request",
        "grant_type=password&client_id=local.app&client_secret=app-secret, 400 invalid_request",
        "grant_type=refresh_token&client_id=nobody&client_secret=app-secret&refresh_token=x, 401 invalid_client",
        "grant_type=refresh_token&client_id=local.app&client_secret=wrong&refresh_token=x, 401 invalid_client",
        "grant_type=refresh_token&client_id=local.app&client_secret=app-secret&refresh_token=x, 400 invalid_grant",
        "grant_type=authorization_code&client_id=local.app&client_secret=app-secret&code=x, 400 invalid_grant"
    })
    void theTokenEndpointRefuses(String form, String outcome) {
        assertThat(post(portal.url() + "/oauth/token/", FORM, form).outcome()).isEqualTo(outcome);
    }

    @Test
    void aTokenOfAnotherApplicationIsNotTakenFromItsOwner() {
        String foreign = token("refresh_token", "refresh_token", tokens.refreshToken(), "local.other", "other-secret")
                .outcome();

        assertThat(foreign).isEqualTo("400 invalid_grant");
        assertThat(refresh(tokens.refreshToken()).status()).isEqualTo(200);
    }

    @Test
    void errorsCanComeOnHttp200() {
        try (PortalSimulator odd = PortalSimulator.standard()
                .app(APP, "app-secret")
                .tokenErrorsOn200()
                .start()) {
            String form = "grant_type=refresh_token&client_id=local.app&client_secret=app-secret&refresh_token=x";

            assertThat(post(odd.url() + "/oauth/token/", FORM, form).outcome()).isEqualTo("200 invalid_grant");
        }
    }

    @Test
    void documentedStatusesOfTheTokenEndpointAreASwitch() {
        try (PortalSimulator documented = PortalSimulator.standard()
                .app(APP, "app-secret")
                .statuses(ErrorStatuses.DOCUMENTED)
                .start()) {
            String form = "grant_type=refresh_token&client_id=nobody&client_secret=app-secret&refresh_token=x";

            assertThat(post(documented.url() + "/oauth/token/", FORM, form).outcome())
                    .isEqualTo("400 invalid_client");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"auth in query", "auth in json", "auth in form", "access_token", "bearer", "BEARER"})
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
    void aTokenInAnArrayIsIgnored() {
        assertThat(get(portal.url() + "/rest/server.time?auth[]=" + tokens.accessToken())
                        .outcome())
                .isEqualTo("401 NO_AUTH_FOUND");
    }

    @Test
    void credentialsStandNeitherInParametersNorInTheJournal() {
        get(portal.url() + "/rest/server.time?a=1&auth=" + tokens.accessToken());
        refresh(tokens.refreshToken());

        assertThat(portal.executions().get(0).parameters()).containsOnlyKeys("A");
        assertThat(portal.requests().toString())
                .doesNotContain(tokens.accessToken(), tokens.refreshToken(), "app-secret")
                .contains("oauth/token");
    }

    @Test
    void anUnknownOrRevokedTokenIsInvalid() {
        assertThat(bearer("nonsense", "server.time").outcome()).isEqualTo("401 invalid_token");

        portal.revoke(APP, 27);

        assertThat(bearer(tokens.accessToken(), "server.time").outcome()).isEqualTo("401 invalid_token");
        assertThat(refresh(tokens.refreshToken()).outcome()).isEqualTo("400 invalid_grant");
    }

    @Test
    void anUninstalledApplicationIsNotFound() {
        portal.uninstall(APP);

        assertThat(bearer(tokens.accessToken(), "server.time").outcome()).isEqualTo("401 APPLICATION_NOT_FOUND");
        assertThat(refresh(tokens.refreshToken()).outcome()).isEqualTo("200 wrong_client");
    }

    @Test
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
    void appInfoTellsAWebhookItsScopes() {
        JsonNode info = get(portal.webhook(27, "im").url() + "app.info").result();

        assertThat(info.get("SCOPE").toString()).isEqualTo("[\"im\"]");
        assertThat(info.has("LICENSE")).isTrue();
    }

    @Test
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
    void aBrowserSessionIsNoCredentialForExternalCalls() {
        assertThat(get(portal.url() + "/rest/imopenlines.bot.session.operator?sessid=1")
                        .outcome())
                .isEqualTo("403 WRONG_AUTH_TYPE");
        assertThat(get(portal.url() + "/rest/server.time?sessid=1").outcome()).isEqualTo("401 session_failed");
    }

    @Test
    void faultsReachTheTokenEndpointByItsNameAlone() {
        portal.faults()
                .always("*", Fault.status(500, "ANY"))
                .next("oauth/token", Fault.status(401, "PAYMENT_REQUIRED"));

        assertThat(refresh(tokens.refreshToken()).outcome()).isEqualTo("401 PAYMENT_REQUIRED");
        assertThat(refresh(tokens.refreshToken()).status()).isEqualTo(200);
    }

    @Test
    void aLostAnswerToARefreshHasUsedUpTheToken() {
        portal.faults().next("oauth/token", Fault.cutAfterExecution());

        assertThatThrownBy(() -> refresh(tokens.refreshToken())).isInstanceOf(UncheckedIOException.class);
        assertThat(refresh(tokens.refreshToken()).outcome()).isEqualTo("400 invalid_grant");
    }

    @Test
    void unknownNamesAreRefusedWithWhatIsKnown() {
        assertThatThrownBy(() -> portal.authorize("local.none", 27)).hasMessageContaining(APP);
        assertThatThrownBy(() -> portal.authorize(APP, 99)).hasMessageContaining("27");
        assertThatThrownBy(() -> PortalSimulator.standard().app("", "secret")).hasMessageContaining("client id");
        assertThatThrownBy(() -> PortalSimulator.standard().memberId("x")).hasMessageContaining("'x'");
        assertThatThrownBy(() -> PortalSimulator.standard().app(APP, "s", "nonsense"))
                .hasMessageContaining("imopenlines");
    }

    private Answer bearer(String token, String method) {
        return answer(HttpRequest.newBuilder(URI.create(portal.url() + "/rest/" + method))
                .header("Authorization", "Bearer " + token));
    }

    private Answer refresh(String refreshToken) {
        return token("refresh_token", "refresh_token", refreshToken, APP, "app-secret");
    }

    private Answer code(String code) {
        return token("authorization_code", "code", code, APP, "app-secret");
    }

    private Answer token(String grantType, String name, String value, String clientId, String secret) {
        return post(
                portal.url() + "/oauth/token/",
                FORM,
                "grant_type=" + grantType + "&client_id=" + clientId + "&client_secret=" + secret + "&" + name + "="
                        + value);
    }
}
