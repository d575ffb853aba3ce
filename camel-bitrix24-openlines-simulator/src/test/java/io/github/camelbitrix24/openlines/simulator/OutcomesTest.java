// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every outcome of §1.11 can be scripted, in Java and over HTTP, and whether the method ran is as the table says. */
class OutcomesTest extends PortalTest {

    private static final String METHOD = "server.time";

    @ParameterizedTest
    @CsvSource({
        "503, QUERY_LIMIT_EXCEEDED",
        "429, OPERATION_TIME_LIMIT",
        "401, expired_token",
        "503, OVERLOAD_LIMIT",
        "401, OVERLOAD_LIMIT",
        "401, CONNECTION_ERROR",
        "401, authorization_error",
        "400, OPERATOR_WRONG",
        "400, ''",
        "401, insufficient_scope",
        "403, ACCESS_DENIED",
        "401, ACCESS_DENIED",
        "404, ERROR_METHOD_NOT_FOUND"
    })
    @Row({
        "1.11/503-query-limit-exceeded",
        "1.11/429-operation-time-limit",
        "1.11/401-expired-token",
        "1.11/503-overload-limit-s-401",
        "1.11/401-connection-error-authorization-error",
        "1.11/400-with-documented-method-code",
        "1.11/400-with-empty-code",
        "1.11/401-403-permission-scope-plan",
        "1.11/404-error-method-not-found",
        "10.1/envelope-with-time-operating-counters-429-50"
    })
    void anErrorCodeComesInFrontOfTheMethod(int status, String code) throws Exception {
        for (boolean overHttp : new boolean[] {false, true}) {
            script(Fault.status(status, code), overHttp);

            HttpResponse<String> response = send(Duration.ofSeconds(30));

            assertThat(response.statusCode()).isEqualTo(status);
            assertThat(JSON.readTree(response.body()).get("error").asText()).isEqualTo(code);
            assertThat(portal.executions()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 504})
    @Row({"1.11/5xx-without-a-known-code-html-timeout-connec", "10.1/envelope-with-time-operating-counters-429-50"})
    void anHtmlPageLeavesTheCallerInDoubt(int status) throws Exception {
        for (boolean overHttp : new boolean[] {false, true}) {
            script(Fault.html(status), overHttp);

            HttpResponse<String> response = send(Duration.ofSeconds(30));

            assertThat(response.statusCode()).isEqualTo(status);
            assertThat(response.body()).startsWith("<html>");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @Row("1.11/5xx-without-a-known-code-html-timeout-connec")
    void aConnectionCutAfterTheSendingMayHaveDoneTheWorkOrNot(boolean overHttp) throws Exception {
        script(Fault.cutBeforeExecution(), overHttp);
        assertThatThrownBy(() -> send(Duration.ofSeconds(30))).isInstanceOf(IOException.class);
        assertThat(portal.executions(METHOD)).isEmpty();

        script(Fault.cutAfterExecution(), overHttp);
        assertThatThrownBy(() -> send(Duration.ofSeconds(30))).isInstanceOf(IOException.class);
        assertThat(portal.executions(METHOD)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void halfAnAnswerHasDoneTheWork(boolean overHttp) throws Exception {
        script(Fault.halfBody(), overHttp);

        assertThatThrownBy(() -> send(Duration.ofSeconds(30))).isInstanceOf(IOException.class);
        assertThat(portal.executions(METHOD)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @Row("1.11/5xx-without-a-known-code-html-timeout-connec")
    void aTimeoutOfTheCallerHasDoneTheWork(boolean overHttp) throws Exception {
        script(Fault.slow(Duration.ofMinutes(5)), overHttp);

        assertThatThrownBy(() -> send(Duration.ofMillis(200))).isInstanceOf(HttpTimeoutException.class);
        assertThat(portal.executions(METHOD)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @Row({"1.10/302-back-to-the-same-host", "10.1/envelope-with-time-operating-counters-429-50"})
    void aRedirectIsNoExecution(boolean overHttp) throws Exception {
        script(Fault.moved("http://127.0.0.2:9"), overHttp);
        assertThat(send(Duration.ofSeconds(30)).headers().firstValue("Location").orElseThrow())
                .startsWith("http://127.0.0.2:9/rest/27/");

        script(Fault.redirect("https://portal.example/coupon/"), overHttp);
        assertThat(send(Duration.ofSeconds(30)).headers().firstValue("Location"))
                .contains("https://portal.example/coupon/");
        assertThat(portal.executions()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anAnswerThatIsNoEnvelopeIsScriptedToo(boolean overHttp) throws Exception {
        script(Fault.raw(200, "text/plain", "not json"), overHttp);
        assertThat(send(Duration.ofSeconds(30)).body()).isEqualTo("not json");

        script(Fault.emptyBody(), overHttp);
        assertThat(send(Duration.ofSeconds(30)).body()).isEmpty();

        script(Fault.result(map("id", 5)), overHttp);
        assertThat(JSON.readTree(send(Duration.ofSeconds(30)).body())
                        .get("result")
                        .toString())
                .isEqualTo("{\"id\":5}");
    }

    @Test
    @Row("1.11/connection-refused-dns-tls-failure-before-se")
    void aPortalThatIsClosedRefusesTheConnection() {
        String url = portal.webhook(27).url();
        portal.close();

        assertThatThrownBy(() -> HTTP.send(
                        HttpRequest.newBuilder(URI.create(url + METHOD)).build(), BodyHandlers.ofString()))
                .isInstanceOf(IOException.class);
    }

    @Test
    void faultsAreWrittenAndReadWithoutLoss() {
        for (Fault fault : new Fault[] {
            Fault.status(503, "A", "b"),
            Fault.result(true),
            Fault.html(502),
            Fault.raw(200, "text/plain", "x"),
            Fault.redirect("https://a.example/"),
            Fault.moved("http://127.0.0.2:80"),
            Fault.cutBeforeExecution(),
            Fault.cutAfterExecution(),
            Fault.halfBody(),
            Fault.slow(Duration.ofMillis(1500)),
            Fault.emptyBody(),
            Fault.droppedFromBatch(),
            Fault.droppedFromBatchBeforeExecution()
        }) {
            assertThat(FaultJson.read(FaultJson.write(fault))).isEqualTo(fault);
        }
        assertThatThrownBy(() -> FaultJson.read("[]")).hasMessageContaining("halfBody");
        assertThatThrownBy(() -> FaultJson.read("{")).hasMessageContaining("JSON object");
    }

    private void script(Fault fault, boolean overHttp) {
        if (overHttp) {
            String body = "{\"method\":\"" + METHOD + "\",\"fault\":" + FaultJson.write(fault) + "}";
            assertThat(post(portal.url() + "/simulator/faults", "application/json", body)
                            .status())
                    .isEqualTo(200);
        } else {
            portal.faults().next(METHOD, fault);
        }
    }

    private HttpResponse<String> send(Duration patience) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(portal.webhook(27).url() + METHOD))
                .timeout(patience)
                .POST(BodyPublishers.noBody())
                .build();
        return HTTP.send(request, BodyHandlers.ofString());
    }
}
