// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The system's error codes, row by row of §2, with the statuses of the server (S) and of the documentation (D). */
class SystemErrorsTest extends PortalTest {

    @ParameterizedTest
    @CsvSource({
        "INTERNAL_SERVER_ERROR, 500, 500",
        "ERROR_UNEXPECTED_ANSWER, 500, 500",
        "QUERY_LIMIT_EXCEEDED, 503, 503",
        "OPERATION_TIME_LIMIT, 429, 429",
        "OVERLOAD_LIMIT, 401, 503",
        "ERROR_BATCH_METHOD_NOT_ALLOWED, 200, 405",
        "ERROR_BATCH_LENGTH_EXCEEDED, 200, 400",
        "NO_AUTH_FOUND, 401, 401",
        "INVALID_REQUEST, 401, 400",
        "INVALID_CREDENTIALS, 401, 403",
        "ACCESS_DENIED, 401, 403",
        "insufficient_scope, 401, 403",
        "expired_token, 401, 401",
        "invalid_token, 401, 401",
        "user_access_error, 401, 403",
        "authorization_error, 401, 401",
        "APPLICATION_NOT_FOUND, 401, 401",
        "CONNECTION_ERROR, 401, 401",
        "PORTAL_DELETED, 403, 500",
        "ERROR_METHOD_NOT_FOUND, 404, 404",
        "ERROR_MANIFEST_IS_NOT_AVAILABLE, 404, 404",
        "WRONG_AUTH_TYPE, 403, 403",
        "WRONG_LICENSE, 403, 403",
        "METHOD_CONFIRM_WAITING, 401, 401",
        "METHOD_CONFIRM_DENIED, 403, 403",
        "ERROR_ARGUMENT, 400, 400",
        "ERROR_CORE, 400, 400",
        "ERROR_NOT_FOUND, 400, 404",
        "WRONG_ENCODING, 200, 200",
        "INTERNAL_WRONG_TRANSPORT, 500, 500",
        "INTERNAL_WRONG_HANDLER_CLASS, 500, 500",
        "access_denied, 401, 401",
        "session_failed, 401, 401",
        "ERROR_OAUTH, 401, 401",
        "ALLOWED_ONLY_INTRANET_USER, 403, 403",
        "invalid_request, 400, 400",
        "invalid_client, 401, 400",
        "wrong_client, 200, 400",
        "invalid_grant, 400, 400",
        "bad_verification_code, 400, 400",
        "invalid_scope, 400, 400",
        "PAYMENT_REQUIRED, 401, 401",
        "NOT_INSTALLED, 401, 401"
    })
    @Row({
        "1.5/encoding-failure",
        "1.7/case",
        "1.7/http-status",
        "1.8/check-1-transport-handler-wiring",
        "2/internal-server-error",
        "2/error-unexpected-answer",
        "2/error-manifest-is-not-available",
        "2/error-not-found",
        "2/wrong-encoding",
        "2/internal-wrong-transport-internal-wrong-hand",
        "2/error-oauth",
        "2/allowed-only-intranet-user",
        "10.1/404-before-auth-auth-family-statuses-switcha"
    })
    void everyCodeCanBeScriptedWithTheStatusOfTheSwitch(String code, int observed, int documented) {
        portal.faults().next("server.time", Fault.error(code));
        assertThat(call(27, "server.time").outcome()).isEqualTo(observed + " " + code);

        try (PortalSimulator other =
                PortalSimulator.standard().statuses(ErrorStatuses.DOCUMENTED).start()) {
            other.faults().next("server.time", Fault.error(code));
            Answer answer = get(other.webhook(27).url() + "server.time");

            assertThat(answer.outcome()).isEqualTo(documented + " " + code);
            assertThat(answer.body().get("error_description").asText()).isNotEmpty();
            assertThat(other.executions()).isEmpty();
        }
    }

    @Test
    void aCodeCanBeScriptedForACommandOfABatch() {
        portal.faults().nextCommand("server.time", Fault.error("OVERLOAD_LIMIT"));

        assertThat(call(27, "batch", "cmd", map("a", "server.time"))
                        .result()
                        .get("result_error")
                        .get("a")
                        .get("error")
                        .asText())
                .isEqualTo("OVERLOAD_LIMIT");
    }

    @Test
    void anUnknownCodeIsRefusedWithTheKnownOnes() {
        assertThatThrownBy(() -> Fault.error("QUERY_LIMIT"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("QUERY_LIMIT_EXCEEDED");
        assertThat(FaultJson.read("{\"kind\":\"error\",\"code\":\"OVERLOAD_LIMIT\"}"))
                .isEqualTo(Fault.error("OVERLOAD_LIMIT"));
    }

    @Test
    @Row("2/access-denied-imopenlines")
    void somebodyWithoutRightsToTheDialogIsDeniedWith400() {
        long chat = portal.client("Anna").on(23).writes("Hello");

        assertThat(operator(50, "answer", chat).outcome()).isEqualTo("400 ACCESS_DENIED");
    }

    @Test
    @Row({"2/access-denied-user-context", "6.2/the-calling-user-must-be-active-and-allowed"})
    void aBotCannotBeACaller() {
        assertThat(call(567, "server.time").outcome()).isEqualTo("401 ACCESS_DENIED");
    }

    @Test
    @Row({"2/authorization-error", "6.2/the-calling-user-must-be-active-and-allowed"})
    void somebodyWhoHasLeftCannotBeACaller() {
        assertThat(call(40, "server.time").outcome()).isEqualTo("401 authorization_error");
    }
}
