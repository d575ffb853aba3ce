// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How applications come by tokens and lose them, row by row of §5. */
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
    @Row({"5.2/server-endpoint", "5.2/client-endpoint", "5.2/member-id", "5.2/user-id"})
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
    @Row({"5.1/step-4", "5.2/access-token", "5.2/expires", "5.2/expires-in", "5.2/scope", "5.2/domain", "5.2/status"})
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
    @Row({
        "2/token-endpoint-invalid-grant",
        "5.2/refresh-token",
        "5.3/rotation",
        "10.1/token-expiry-rotation-reuse-invalid-grant"
    })
    void aRefreshTokenIsGoneOnceItIsUsed() {
        JsonNode second = refresh(tokens.refreshToken()).body();

        assertThat(refresh(tokens.refreshToken()).outcome()).isEqualTo("400 invalid_grant");
        assertThat(bearer(second.get("access_token").asText(), "server.time").status())
                .isEqualTo(200);
        assertThat(bearer(tokens.accessToken(), "server.time").status()).isEqualTo(200);
    }

    @Test
    @Row({"3.3/access-token", "5.2/refresh-token", "5.3/180-days-idle"})
    void aRefreshTokenDiesAfter180Days() {
        TokenPair kept = portal.authorize(APP, 27);
        clock.advance(Duration.ofDays(180).minusSeconds(1));
        assertThat(refresh(tokens.refreshToken()).status()).isEqualTo(200);

        clock.advance(Duration.ofSeconds(1));

        assertThat(refresh(kept.refreshToken()).outcome()).isEqualTo("400 invalid_grant");
    }

    @Test
    @Row({"2/token-endpoint-invalid-grant", "3.3/access-token", "5.1/step-3"})
    void aCodeIsExchangedOnceAndWithinThirtySeconds() {
        String used = portal.authorizationCode(APP, 31);
        String late = portal.authorizationCode(APP, 31);

        assertThat(code(used).body().get("user_id").asLong()).isEqualTo(31);
        assertThat(code(used).outcome()).isEqualTo("400 invalid_grant");
        clock.advance(Duration.ofSeconds(30));
        assertThat(code(late).outcome()).isEqualTo("400 invalid_grant");
    }

    @Test
    @Row({"5.1/step-1", "5.1/step-2"})
    void aBrowserIsSentToTheApplicationOfAUserWhoConsents() throws Exception {
        portal.consent(APP, "https://app.example/callback", 27);

        HttpResponse<String> response = browse("/oauth/authorize/?client_id=" + APP + "&state=a%20b");
        Map<String, Object> query =
                query(response.headers().firstValue("Location").orElseThrow());

        assertThat(response.statusCode()).isEqualTo(302);
        assertThat(query)
                .containsEntry("state", "a b")
                .containsEntry("member_id", MEMBER)
                .containsEntry("scope", "imopenlines,user")
                .containsEntry("domain", URI.create(portal.url()).getAuthority())
                .containsEntry("server_domain", URI.create(portal.url()).getAuthority());
        assertThat(code((String) query.get("code")).body().get("user_id").asLong())
                .isEqualTo(27);
    }

    @Test
    @Row("5.1/step-1")
    void aBrowserOfAUserWithoutAccessSeesAPageAndNoRedirect() throws Exception {
        HttpResponse<String> response = browse("/oauth/authorize/?client_id=" + APP);

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.headers().firstValue("Location")).isEmpty();
    }

    private HttpResponse<String> browse(String path) throws Exception {
        return HTTP.send(HttpRequest.newBuilder(URI.create(portal.url() + path)).build(), BodyHandlers.ofString());
    }

    private static Map<String, Object> query(String location) {
        assertThat(location).startsWith("https://app.example/callback?");
        Map<String, Object> query = new HashMap<>();
        for (String pair : location.substring(location.indexOf('?') + 1).split("&")) {
            String[] parts = pair.split("=", 2);
            query.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return query;
    }

    @Test
    @Row({
        "1.11/401-expired-token",
        "2/expired-token",
        "3.3/access-token",
        "5.2/access-token",
        "5.3/when",
        "10.1/token-expiry-rotation-reuse-invalid-grant"
    })
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
    @Row({"2/token-endpoint-invalid-request", "2/token-endpoint-invalid-client"})
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
    @Row("2/token-endpoint-invalid-client")
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
    @Row({"2/invalid-token", "5.3/revocation"})
    void anUnknownOrRevokedTokenIsInvalid() {
        assertThat(bearer("nonsense", "server.time").outcome()).isEqualTo("401 invalid_token");

        portal.revoke(APP, 27);

        assertThat(bearer(tokens.accessToken(), "server.time").outcome()).isEqualTo("401 invalid_token");
        assertThat(refresh(tokens.refreshToken()).outcome()).isEqualTo("400 invalid_grant");
    }

    @Test
    @Row({"2/application-not-found", "2/token-endpoint-wrong-client"})
    void anUninstalledApplicationIsNotFound() {
        portal.uninstall(APP);

        assertThat(bearer(tokens.accessToken(), "server.time").outcome()).isEqualTo("401 APPLICATION_NOT_FOUND");
        assertThat(refresh(tokens.refreshToken()).outcome()).isEqualTo("200 wrong_client");
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
    @Row("5.3/lost-response-to-a-refresh")
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
