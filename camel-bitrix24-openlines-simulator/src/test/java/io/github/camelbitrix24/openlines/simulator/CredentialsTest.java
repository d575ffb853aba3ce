// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may call at all: the order of §1.8 and the statuses of §2. */
class CredentialsTest extends PortalTest {

    @Test
    @Row({"1.8/check-2-method-exists", "2/error-method-not-found", "10.1/404-before-auth-auth-family-statuses-switcha"})
    void anUnknownMethodIsNotFoundBeforeAnyCredentialsAreRead() {
        assertThat(get(portal.url() + "/rest/no.such.method").outcome()).isEqualTo("404 ERROR_METHOD_NOT_FOUND");
        assertThat(get(portal.url() + "/rest/27/wrong/no.such.method").outcome())
                .isEqualTo("404 ERROR_METHOD_NOT_FOUND");
    }

    @ParameterizedTest
    @CsvSource({"OBSERVED, 401, 401", "DOCUMENTED, 403, 403"})
    @Row({"2/no-auth-found", "2/invalid-credentials", "2/insufficient-scope"})
    void statusesAreThoseOfTheServerOrOfTheDocumentation(ErrorStatuses statuses, int credentials, int scope) {
        try (PortalSimulator other =
                PortalSimulator.standard().statuses(statuses).start()) {
            String narrow = other.webhook(27, "imbot").url();

            assertThat(get(other.url() + "/rest/27/wrong/server.time").outcome())
                    .isEqualTo(credentials + " INVALID_CREDENTIALS");
            assertThat(get(narrow + "imopenlines.dialog.get").outcome()).isEqualTo(scope + " insufficient_scope");
            assertThat(get(other.url() + "/rest/server.time").outcome()).isEqualTo("401 NO_AUTH_FOUND");
            assertThat(get(other.webhook(40).url() + "server.time").outcome()).isEqualTo("401 authorization_error");
            assertThat(get(other.url() + "/rest/no.such.method").outcome()).isEqualTo("404 ERROR_METHOD_NOT_FOUND");
        }
    }

    @Test
    @Row("2/invalid-credentials")
    void theUserAndTheCodeOfAWebhookBelongTogether() {
        String code = portal.webhook(27).code();

        assertThat(get(portal.url() + "/rest/31/" + code + "/server.time").outcome())
                .isEqualTo("401 INVALID_CREDENTIALS");
        assertThat(get(portal.url() + "/rest/x/" + code + "/server.time").outcome())
                .isEqualTo("401 INVALID_CREDENTIALS");
    }

    @Test
    @Row("1.3/webhook")
    void aWebhookMayStandInTheParameters() {
        String code = portal.webhook(27).code();

        assertThat(get(portal.url() + "/rest/profile?aplogin=27&ap=" + code)
                        .result()
                        .get("ID")
                        .asText())
                .isEqualTo("27");
        assertThat(get(portal.url() + "/rest/profile?aplogin=27").outcome()).isEqualTo("401 NO_AUTH_FOUND");
        assertThat(get(portal.webhook(27).url() + "profile?aplogin=31&ap=wrong").status())
                .isEqualTo(200);
    }

    @Test
    void anUnknownTokenIsInvalidWhereverItStands() {
        String url = portal.url() + "/rest/profile";

        assertThat(get(url + "?auth=abc").outcome()).isEqualTo("401 invalid_token");
        assertThat(get(url + "?access_token=abc").outcome()).isEqualTo("401 invalid_token");
        assertThat(answer(HttpRequest.newBuilder(URI.create(url)).header("Authorization", "bearer abc"))
                        .outcome())
                .isEqualTo("401 invalid_token");
        assertThat(get(url + "?auth[]=abc").outcome()).isEqualTo("401 NO_AUTH_FOUND");
    }

    @Test
    @Row("1.8/check-3-credentials-present-and-valid-portal")
    void theScopeIsCheckedBeforeTheUser() {
        assertThat(get(portal.webhook(40, "imbot").url() + "imopenlines.dialog.get")
                        .outcome())
                .isEqualTo("401 insufficient_scope");
    }

    @Test
    void methodsWithoutAScopeNeedNone() {
        assertThat(get(portal.webhook(27, "crm").url() + "profile").status()).isEqualTo(200);
    }

    @Test
    void aWebhookIsTheSameForTheSameUserAndScopes() {
        assertThat(portal.webhook(27)).isEqualTo(portal.webhook(27)).isNotEqualTo(portal.webhook(31));
        assertThat(portal.webhook(27, "im", "imbot")).isEqualTo(portal.webhook(27, "imbot", "im"));
        assertThat(portal.webhook(27, "im").code())
                .isNotEqualTo(portal.webhook(27).code());
        assertThat(portal.webhook(27).authToken())
                .isEqualTo("27/" + portal.webhook(27).code());
        assertThat(portal.webhook(27).toString())
                .doesNotContain(portal.webhook(27).code());
    }

    @Test
    @Row("1.2/step-7")
    void credentialsDoNotReachTheMethodOrTheLog() {
        get(portal.webhook(27).url() + "method.get?name=profile&start=5&state=s");

        assertThat(portal.executions().get(0).parameters()).containsOnlyKeys("NAME");
        assertThat(portal.requests().get(0).parameters()).containsOnlyKeys("name");
        assertThat(portal.requests().get(0).path()).isEqualTo("/rest/27/***/method.get");
    }
}
