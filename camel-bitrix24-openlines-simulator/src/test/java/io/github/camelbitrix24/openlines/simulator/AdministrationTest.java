// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Errors of §2 that come from how portal, plan, application and user stand. */
class AdministrationTest extends AppPortalTest {

    private PortalAdministration administration() {
        return portal.administration();
    }

    private String byApp() {
        return app(27, "server.time").outcome();
    }

    private String byWebhook() {
        return call(27, "server.time").outcome();
    }

    private String refresh(String more) {
        TokenPair pair = portal.authorize(APP, 27);
        return get(portal.url() + "/oauth/token/?grant_type=refresh_token&client_id=" + APP
                        + "&client_secret=secret&refresh_token=" + pair.refreshToken() + more)
                .outcome();
    }

    @Test
    @Row({"1.8/check-3-credentials-present-and-valid-portal", "1.11/503-overload-limit-s-401", "2/overload-limit"})
    void aPortalOnHoldRefusesEverybodyButTellsStrangersFirst() {
        administration().onHold(true);

        assertThat(byWebhook()).isEqualTo("401 OVERLOAD_LIMIT");
        assertThat(byApp()).isEqualTo("401 OVERLOAD_LIMIT");
        assertThat(call(27, "no.such.method").outcome()).isEqualTo("404 ERROR_METHOD_NOT_FOUND");
        assertThat(get(portal.url() + "/rest/server.time").outcome()).isEqualTo("401 NO_AUTH_FOUND");
        assertThat(portal.executions()).isEmpty();

        administration().onHold(false);
        assertThat(call(27, "server.time").status()).isEqualTo(200);
    }

    @Test
    @Row({
        "1.8/check-3-credentials-present-and-valid-portal",
        "1.11/401-403-permission-scope-plan",
        "2/access-denied-plan"
    })
    void aPlanWithoutRestRefusesAfterTheHoldAndBeforeTheApplication() {
        TokenPair old = portal.authorize(APP, 27);
        clock.advance(Duration.ofHours(2));
        administration().restInPlan(false);

        Answer refused = get(portal.url() + "/rest/server.time?auth=" + old.accessToken());
        assertThat(refused.outcome()).isEqualTo("401 ACCESS_DENIED");
        assertThat(refused.body().get("error_description").asText()).contains("commercial plans");

        administration().onHold(true);
        assertThat(byWebhook()).isEqualTo("401 OVERLOAD_LIMIT");
        administration().onHold(false).restInPlan(true);
        assertThat(get(portal.url() + "/rest/server.time?auth=" + old.accessToken())
                        .outcome())
                .isEqualTo("401 expired_token");
    }

    @Test
    @Row("2/portal-deleted")
    void aDeletedPortalAnswersNothingElse() {
        administration().deleted(true);

        assertThat(byWebhook()).isEqualTo("403 PORTAL_DELETED");
        assertThat(call(27, "no.such.method").outcome()).isEqualTo("403 PORTAL_DELETED");
    }

    @Test
    @Row({"1.7/http-status", "2/overload-limit", "2/access-denied-plan", "2/portal-deleted"})
    void statusesAreThoseOfTheDocumentationOnDemand() {
        try (PortalSimulator other = PortalSimulator.standard()
                .statuses(ErrorStatuses.DOCUMENTED)
                .switchOn(PortalSwitch.PORTAL_DELETED_GONE)
                .start()) {
            String url = other.webhook(27).url() + "server.time";
            other.administration().onHold(true);
            assertThat(get(url).outcome()).isEqualTo("503 OVERLOAD_LIMIT");
            other.administration().onHold(false).restInPlan(false);
            assertThat(get(url).outcome()).isEqualTo("403 ACCESS_DENIED");
            other.administration().deleted(true);
            assertThat(get(url).outcome()).isEqualTo("410 PORTAL_DELETED");
        }
    }

    @Test
    @Row({"1.11/401-connection-error-authorization-error", "2/connection-error"})
    void withoutTheAuthorizationServerNoTokenCanBeVerified() {
        administration().authorizationServerReachable(false);

        assertThat(byApp()).isEqualTo("401 CONNECTION_ERROR");
        assertThat(call(27, "server.time").status()).isEqualTo(200);
    }

    @Test
    @Row("2/user-access-error")
    void anApplicationForOthersRefusesTheUser() {
        administration().onlyFor(APP, 31);

        assertThat(byApp()).isEqualTo("401 user_access_error");
        assertThat(app(31, "server.time").status()).isEqualTo(200);
        assertThat(app(OTHER, 27, "server.time").status()).isEqualTo(200);
        administration().onlyFor(APP);
        assertThat(app(27, "server.time").status()).isEqualTo(200);
    }

    @Test
    @Row("2/authorization-error")
    void whoIsDismissedIsNotAuthorizedAnyMore() {
        TokenPair pair = portal.authorize(APP, 27);
        administration().dismiss(27);

        assertThat(byWebhook()).isEqualTo("401 authorization_error");
        assertThat(get(portal.url() + "/rest/server.time?auth=" + pair.accessToken())
                        .outcome())
                .isEqualTo("401 authorization_error");
        assertThat(portal.dialog(portal.client("Anna").on(22).writes("Hello")).offeredTo())
                .containsExactly(31L);
        administration().reinstate(27);
        assertThat(call(27, "server.time").status()).isEqualTo(200);
    }

    @Test
    @Row({"2/method-confirm-waiting", "2/method-confirm-denied"})
    void aGuardedMethodWaitsForTheAdministratorOrIsDenied() {
        administration().confirmation("user.get", Confirmation.WAITING);
        assertThat(call(27, "user.get").outcome()).isEqualTo("401 METHOD_CONFIRM_WAITING");
        assertThat(call(27, "batch", "cmd", map("a", "user.get"))
                        .result()
                        .get("result_error")
                        .toString())
                .contains("METHOD_CONFIRM_WAITING");

        administration().confirmation("USER.get", Confirmation.DENIED);
        assertThat(call(27, "user.get").outcome()).isEqualTo("403 METHOD_CONFIRM_DENIED");
        administration().confirmation("user.get", Confirmation.NOT_NEEDED);
        assertThat(call(27, "user.get").status()).isEqualTo(200);
    }

    @Test
    @Row({"2/token-endpoint-payment-required", "8.1/unpaid-app"})
    void anUnpaidApplicationGetsNoTokensAndNoEvents() {
        bind("ONSESSIONSTART");
        app(1, "event.bind", "event", "ONSESSIONFINISH", "event_type", "offline");
        administration().paid(APP, false);
        operator(27, "spam", accepted(22, 27));

        assertThat(refresh("")).isEqualTo("401 PAYMENT_REQUIRED");
        assertThat(portal.sentEvents()).isEmpty();
        administration().paid(APP, true);
        assertThat(refresh("")).startsWith("200");
        assertThat(app(1, "event.offline.list").result()).isEmpty();
        portal.client("Eva").on(22).writes("Hello");
        assertThat(portal.sentEvents()).hasSize(1);
    }

    @Test
    @Row("2/token-endpoint-insufficient-scope-invalid-sc")
    void aScopeThatTheApplicationLacksDoesNotMatch() {
        assertThat(refresh("&scope=imopenlines,imbot")).startsWith("200");
        assertThat(refresh("&scope=imopenlines,crm")).isEqualTo("400 invalid_scope");
    }

    @Test
    @Row({"2/token-endpoint-bad-verification-code", "2/token-endpoint-not-installed"})
    void theTokenEndpointNamesItsReasonsOnDemand() {
        try (PortalSimulator other = PortalSimulator.standard()
                .app("local.app", "secret")
                .switchOn(PortalSwitch.BAD_CODE_NAMED, PortalSwitch.NOT_INSTALLED_NAMED)
                .start()) {
            String token = other.url() + "/oauth/token/?client_id=local.app&client_secret=secret&grant_type=";
            assertThat(get(token + "authorization_code&code=wrong").outcome()).isEqualTo("400 bad_verification_code");
            assertThat(get(token + "refresh_token&refresh_token=wrong").outcome())
                    .isEqualTo("400 invalid_grant");
            other.uninstall("local.app");
            assertThat(get(token + "refresh_token&refresh_token=wrong").outcome())
                    .isEqualTo("401 NOT_INSTALLED");
        }
    }

    @Test
    @Row({"2/token-endpoint-expired-token", "5.2/server-endpoint"})
    void theAuthorizationServerRefusesADeadToken() {
        TokenPair pair = portal.authorize(APP, 27);
        clock.advance(Duration.ofHours(1));

        assertThat(get(pair.serverEndpoint() + "app.info?auth=" + pair.accessToken())
                        .outcome())
                .isEqualTo("401 expired_token");
    }

    @Test
    @Row({"1.1/https", "2/invalid-request"})
    void plainHttpIsRefusedOnDemandAndHttpsIsNot() {
        try (PortalSimulator plain = PortalSimulator.standard().httpsOnly().start();
                PortalSimulator documented = PortalSimulator.standard()
                        .httpsOnly()
                        .statuses(ErrorStatuses.DOCUMENTED)
                        .start()) {
            assertThat(get(plain.webhook(27).url() + "server.time").outcome()).isEqualTo("401 INVALID_REQUEST");
            assertThat(get(plain.webhook(27).url() + "no.such.method").outcome())
                    .isEqualTo("404 ERROR_METHOD_NOT_FOUND");
            assertThat(get(documented.webhook(27).url() + "server.time").outcome())
                    .isEqualTo("400 INVALID_REQUEST");
            assertThat(plain.executions()).isEmpty();
        }
    }

    @Test
    @Row("5.3/revocation")
    void aRevokedTokenMayBeTakenForAWhile() {
        TokenPair pair = portal.authorize(APP, 27);
        String url = portal.url() + "/rest/server.time?auth=" + pair.accessToken();
        portal.revoke(APP, 27, Duration.ofMinutes(5));

        assertThat(get(url).status()).isEqualTo(200);
        clock.advance(Duration.ofMinutes(5));
        assertThat(get(url).outcome()).isEqualTo("401 invalid_token");
    }

    private Answer send(String body) {
        return send("administration", body);
    }

    @Test
    void allOfItIsDecidedOverHttpToo() {
        assertThat(send("{'onHold':true,'restInPlan':false,'authorizationServerReachable':false}")
                        .body()
                        .toString())
                .isEqualTo("{\"decided\":[\"onHold\",\"restInPlan\",\"authorizationServerReachable\"]}");
        assertThat(byWebhook()).isEqualTo("401 OVERLOAD_LIMIT");
        send("{'onHold':false,'restInPlan':true}");
        assertThat(byApp()).isEqualTo("401 CONNECTION_ERROR");
        send("{'authorizationServerReachable':true,'app':'" + APP + "','paid':false,'onlyFor':[31]}");
        assertThat(refresh("")).isEqualTo("401 PAYMENT_REQUIRED");
        assertThat(byApp()).isEqualTo("401 user_access_error");
        send("{'method':'server.time','confirmation':'WAITING'}");
        assertThat(byWebhook()).isEqualTo("401 METHOD_CONFIRM_WAITING");
        send("{'user':27,'dismissed':true}");
        assertThat(byWebhook()).isEqualTo("401 authorization_error");
        send("{'user':27,'dismissed':false,'deleted':true}");
        assertThat(byWebhook()).isEqualTo("403 PORTAL_DELETED");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | deleted, onHold, restInPlan",
                "{'onHold':'yes'} | onHold is true or false",
                "{'paid':false} | app is a text",
                "{'app':'none','paid':false} | known",
                "{'app':'local.other','onlyFor':['a']} | onlyFor is a list of whole numbers",
                "{'method':'server.time','confirmation':'MAYBE'} | NOT_NEEDED, WAITING, DENIED",
                "{'user':99,'dismissed':true} | Unknown user 99"
            })
    void badInputOverHttpIsRefusedWithWords(String body, String words) {
        Answer answer = send(body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.error()).contains(words);
    }

    @Test
    void whatIsUnknownIsRefusedWithWords() {
        assertThatThrownBy(() -> administration().paid("none", false)).hasMessageContaining(APP);
        assertThatThrownBy(() -> administration().dismiss(40)).hasMessageContaining("INACTIVE, not EMPLOYEE");
        assertThatThrownBy(() -> administration().confirmation("user.got", Confirmation.DENIED))
                .hasMessageContaining("user.get");
        assertThatThrownBy(() -> administration().onlyFor(APP, 99)).hasMessageContaining("known");
    }
}
