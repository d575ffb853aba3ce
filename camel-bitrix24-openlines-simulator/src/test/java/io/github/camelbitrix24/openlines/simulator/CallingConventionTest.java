// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rows of §1 that other tests do not hold: addresses, headers, envelopes and the order of checks. */
class CallingConventionTest extends PortalTest {

    @Override
    PortalBuilder configure(PortalBuilder builder) {
        return builder.app("local.app", "secret", "imopenlines");
    }

    @Test
    @Row({"1.1/incoming-webhook", "1.1/oauth-application", "1.1/authorization-server"})
    void aWebhookAnApplicationAndTheAuthorizationServerHaveAddressesOfTheirOwn() {
        String token = portal.authorize("local.app", 27).accessToken();

        assertThat(get(portal.url() + "/rest/27/" + portal.webhook(27).code() + "/profile")
                        .status())
                .isEqualTo(200);
        assertThat(get(portal.url() + "/rest/profile?auth=" + token).status()).isEqualTo(200);
        assertThat(get(portal.url() + "/oauth/rest/profile?auth=" + token).status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"IMOPENLINES.Operator.Answer", "imopenlines.operator.answer.json", "Imopenlines.operator.answer/"
            })
    @Row({"1.1/method-name-case", "6.2/no-method-returns-the-session-id-or-new-owne"})
    void theSixMethodsAreFoundHoweverTheyAreWritten(String method) {
        long chat = portal.client("Anna").on(22).writes("Hello");

        assertThat(call(27, method, "CHAT_ID", chat).outcome()).isEqualTo("200 true");
    }

    @Test
    @Row({"1.5/content-type", "1.5/cors", "1.5/others"})
    void theHeadersOfAnAnswerAreThoseOfThePortal() throws Exception {
        HttpResponse<String> response = raw("{}", "server.time");

        assertThat(response.headers().firstValue("Content-Type")).contains("application/json; charset=utf-8");
        assertThat(response.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
        assertThat(response.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    }

    @Test
    @Row({"1.4/accept", "1.4/user-agent", "1.4/x-request-id-or-query-bx24-request-id", "6.2/no-idempotency-key-exists"})
    void requestIdsAndAgentsAreIgnored() {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(portal.webhook(27).url() + "server.time?bx24_request_id=1-2-3"))
                .header("X-Request-Id", "1-2-3")
                .header("User-Agent", "routes/1.0")
                .header("Accept", "application/json");

        assertThat(answer(request).status()).isEqualTo(200);
        assertThat(answer(request).status()).isEqualTo(200);
        assertThat(portal.executions("server.time")).hasSize(2);
    }

    @Test
    @Row("1.5/escaping")
    void specialCharactersAreEscapedAndLettersAreNot() throws Exception {
        long chat = portal.client("Zoë <&> 'x' \"y\" /z").on(22).writes("Hello");

        String body =
                raw("{\"CHAT_ID\":" + chat + "}", "imopenlines.dialog.get").body();

        assertThat(body)
                .contains("Zoë \\u003C\\u0026\\u003E \\u0027x\\u0027 \\u0022y\\u0022 \\/z")
                .doesNotContain("<", ">", "&", "'");
        assertThat(JSON.readTree(body).get("result").get("name").asText()).contains("Zoë <&> 'x' \"y\" /z");
    }

    @Test
    @Row({"1.6/time", "1.6/start", "1.6/finish", "1.6/duration", "1.6/processing"})
    void theTimeOfASuccessHasTheFieldsOfTheEnvelope() {
        JsonNode time = call(27, "server.time").body().get("time");

        assertThat(time.get("start").isIntegralNumber()).isTrue();
        assertThat(time.get("finish").isFloatingPointNumber()).isTrue();
        assertThat(time.get("duration").isFloatingPointNumber()).isTrue();
        assertThat(time.get("processing").isIntegralNumber()).isTrue();
        assertThat(time.get("date_start").asText()).isEqualTo("2026-03-17T15:00:00+00:00");
        assertThat(time.get("date_finish").asText()).isEqualTo("2026-03-17T15:00:00+00:00");
        assertThat(time.has("operating") || time.has("operating_reset_at")).isFalse();
    }

    @Test
    @Row("1.6/date-start-date-finish")
    void datesHaveTheZoneOfThePortal() {
        try (PortalSimulator berlin = PortalSimulator.standard()
                .clock(clock.withZone(ZoneId.of("Europe/Berlin")))
                .start()) {
            JsonNode body = get(berlin.webhook(27).url() + "server.time").body();

            assertThat(body.get("time").get("date_start").asText()).isEqualTo("2026-03-17T16:00:00+01:00");
        }
    }

    @Test
    @Row("1.6/result")
    void aResultMayBeAnythingAndStandsInFrontOfTheTime() throws Exception {
        for (String result : new String[] {"true", "false", "null", "5", "\"x\"", "[]", "{\"a\":1}"}) {
            portal.faults().next("profile", Fault.result(JSON.readValue(result, Object.class)));

            assertThat(raw("{}", "profile").body()).startsWith("{\"result\":" + result + ",\"time\":{");
        }
    }

    @Test
    @Row({"1.6/time", "1.7/time", "1.7/error-type"})
    void anErrorHasNoTimeAndMayHaveNoCode() throws Exception {
        long chat = accepted(22, 27);

        assertThat(raw("{\"CHAT_ID\":" + chat + "}", "imopenlines.operator.answer")
                        .body())
                .isEqualTo("{\"error\":\"\",\"error_description\":\"\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "no.such.method, wrong, 404 ERROR_METHOD_NOT_FOUND",
        "imbot.v2.Event.get, wrong, 401 INVALID_CREDENTIALS",
        "imbot.v2.Event.get, right, 401 insufficient_scope",
        "imopenlines.operator.answer, right, 429 OPERATION_TIME_LIMIT"
    })
    @Row({
        "1.8/check-3-credentials-present-and-valid-portal",
        "1.8/check-4-operating-limit",
        "1.8/check-5-method-handler",
        "2/no-auth-found"
    })
    void checksComeInTheOrderOfTheServer(String method, String code, String outcome) {
        try (PortalSimulator limited = PortalSimulator.standard()
                .clock(clock)
                .webhook(27, "right", "imopenlines")
                .operatingLimit(0)
                .start()) {
            limited.takes("imopenlines.operator.answer", Duration.ofSeconds(1));
            limited.takes("imbot.v2.Event.get", Duration.ofSeconds(1));
            post(limited.url() + "/rest/27/right/imopenlines.operator.answer", "application/json", "{}");

            assertThat(post(limited.url() + "/rest/27/" + code + "/" + method, "application/json", "{}")
                            .outcome())
                    .isEqualTo(outcome);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "imopenlines.operator.answer, true",
        "imopenlines.operator.skip, true",
        "imopenlines.operator.spam, true",
        "imopenlines.operator.finish, true",
        "imopenlines.dialog.get, true",
        "imopenlines.operator.transfer, false",
        "imopenlines.operator.another.finish, false",
        "imopenlines.bot.session.transfer, false"
    })
    @Row({
        "1.9/parameter-key-case",
        "6.3/chat-id",
        "6.4/chat-id",
        "6.5/chat-id",
        "6.6/chat-id",
        "6.7/chat-id",
        "6.8/chat-id",
        "10.1/key-case-rules-intval-coercion"
    })
    void lowerCaseNamesWorkWhereTheServerTakesThem(String method, boolean understood) {
        long chat = portal.client("Anna").on(22).writes("Hello");
        String lower = call(27, method, "chat_id", chat, "transfer_id", "queue15", "CLIENT_ID", "x")
                .outcome();
        String missing =
                call(27, method, "TRANSFER_ID", "queue15", "CLIENT_ID", "x").outcome();

        assertThat(lower.equals(missing)).isNotEqualTo(understood);
    }

    @Test
    @Row({"1.6/total", "7.8/start"})
    void aListWithoutACountHasNoPaging() {
        Answer counted = call(27, "user.get", "start", 0);
        Answer uncounted = call(27, "user.get", "start", -1);

        assertThat(counted.body().has("total")).isTrue();
        assertThat(uncounted.body().has("total")).isFalse();
        assertThat(uncounted.result()).isEqualTo(counted.result());
    }

    private HttpResponse<String> raw(String body, String method) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(portal.webhook(27).url() + method))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        return HTTP.send(request, BodyHandlers.ofString());
    }
}
