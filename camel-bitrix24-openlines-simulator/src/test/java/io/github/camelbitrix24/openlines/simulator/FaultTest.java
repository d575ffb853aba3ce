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

/** Each fault, and whether the method was executed behind it. */
class FaultTest extends PortalTest {

    private static final String ANSWER = "imopenlines.operator.answer";

    @Test
    @Row("1.7/override")
    void aStatusIsAnErrorEnvelopeInFrontOfTheMethod() throws Exception {
        portal.faults().next(ANSWER, Fault.status(503, "QUERY_LIMIT_EXCEEDED", "Too many requests"));

        HttpResponse<String> response = request();

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.body())
                .isEqualTo("{\"error\":\"QUERY_LIMIT_EXCEEDED\",\"error_description\":\"Too many requests\"}");
        assertThat(portal.executions()).isEmpty();
        assertThat(portal.requests().get(0).status()).isEqualTo(503);
    }

    @Test
    void aResultIsASuccessWithoutExecution() throws Exception {
        portal.faults().next(ANSWER, Fault.result(false));

        HttpResponse<String> response = request();

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(JSON.readTree(response.body()).get("result").asBoolean(true)).isFalse();
        assertThat(portal.executions()).isEmpty();
    }

    @Test
    @Row("1.5/non-json-bodies")
    void anHtmlPageComesFromTheFrontEnd() throws Exception {
        portal.faults().next(ANSWER, Fault.html(502));

        HttpResponse<String> response = request();

        assertThat(response.statusCode()).isEqualTo(502);
        assertThat(response.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
        assertThat(response.body()).startsWith("<html>");
        assertThat(portal.executions()).isEmpty();
    }

    @Test
    void aRawAnswerIsSentAsItIs() throws Exception {
        portal.faults().next(ANSWER, Fault.raw(200, "text/plain", "not json"));

        HttpResponse<String> response = request();

        assertThat(response.body()).isEqualTo("not json");
        assertThat(response.headers().firstValue("Content-Type")).contains("text/plain");
        assertThat(portal.executions()).isEmpty();
    }

    @Test
    @Row("1.10/302-back-to-the-same-host")
    void aRedirectNamesTheOtherHost() throws Exception {
        portal.faults().next(ANSWER, Fault.redirect("https://renamed.example/rest/"));

        HttpResponse<String> response = request();

        assertThat(response.statusCode()).isEqualTo(302);
        assertThat(response.headers().firstValue("Location")).contains("https://renamed.example/rest/");
        assertThat(portal.executions()).isEmpty();
    }

    @Test
    void aCutBeforeExecutionLeavesNoTraceOnTheDialog() {
        portal.faults().next(ANSWER, Fault.cutBeforeExecution());

        assertThatThrownBy(this::request).isInstanceOf(IOException.class);

        assertThat(portal.executions()).isEmpty();
        assertThat(portal.dialogs().get(0).owner()).isZero();
        assertThat(portal.requests())
                .singleElement()
                .satisfies(seen -> assertThat(seen.status()).isZero());
    }

    @Test
    @Row({"6.3/retry-after-unknown-outcome", "10.1/envelope-with-time-operating-counters-429-50"})
    void aCutAfterExecutionHasDoneTheWork() {
        portal.faults().next(ANSWER, Fault.cutAfterExecution());

        assertThatThrownBy(this::request).isInstanceOf(IOException.class);

        assertThat(portal.executions(ANSWER)).hasSize(1);
        assertThat(portal.dialogs().get(0).owner()).isEqualTo(27);
    }

    @Test
    void halfABodyHasDoneTheWork() {
        portal.faults().next(ANSWER, Fault.halfBody());

        assertThatThrownBy(this::request).isInstanceOf(IOException.class);

        assertThat(portal.executions(ANSWER)).hasSize(1);
    }

    @Test
    void anEmptyBodyHasDoneTheWork() throws Exception {
        portal.faults().next(ANSWER, Fault.emptyBody());

        HttpResponse<String> response = request();

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEmpty();
        assertThat(portal.executions(ANSWER)).hasSize(1);
    }

    @Test
    void aSlowAnswerHasDoneTheWorkBeforeTheCallerGivesUp() {
        portal.faults().next(ANSWER, Fault.slow(Duration.ofMinutes(5)));
        HttpRequest.Builder impatient = newRequest().timeout(Duration.ofMillis(200));

        assertThatThrownBy(() -> HTTP.send(impatient.build(), BodyHandlers.ofString()))
                .isInstanceOf(HttpTimeoutException.class);

        assertThat(portal.executions(ANSWER)).hasSize(1);
    }

    @Test
    void aSlowAnswerIsANormalOneInTheEnd() throws Exception {
        portal.faults().next(ANSWER, Fault.slow(Duration.ofMillis(20)));

        assertThat(JSON.readTree(request().body()).get("result").asBoolean()).isTrue();
    }

    @Test
    void aFaultIsMetAsOftenAsItIsScriptedThenThePortalWorks() {
        portal.faults().next("server.time", Fault.status(503, "A"), 2).next("SERVER.TIME", Fault.status(500, "B"));

        assertThat(call(27, "server.time").outcome()).isEqualTo("503 A");
        assertThat(call(27, "server.time").outcome()).isEqualTo("503 A");
        assertThat(call(27, "profile").status()).isEqualTo(200);
        assertThat(call(27, "server.time").outcome()).isEqualTo("500 B");
        assertThat(call(27, "server.time").status()).isEqualTo(200);
    }

    @Test
    void aStandingFaultStaysUntilItIsCleared() {
        portal.faults().always("*", Fault.status(503, "ALL")).always("profile", Fault.status(500, "OWN"));

        assertThat(call(27, "server.time").outcome()).isEqualTo("503 ALL");
        assertThat(call(27, "profile").outcome()).isEqualTo("500 OWN");
        assertThat(call(27, "profile").outcome()).isEqualTo("500 OWN");
        portal.faults().clear();
        assertThat(call(27, "profile").status()).isEqualTo(200);
    }

    @Test
    void aFaultForAnyMethodIsMetByTheNextRequest() {
        portal.faults().next("*", Fault.status(503, "ANY"));

        assertThat(call(27, "batch", "cmd", map("a", "server.time")).outcome()).isEqualTo("503 ANY");
        assertThat(call(27, "server.time").status()).isEqualTo(200);
    }

    private HttpRequest.Builder newRequest() {
        long chat = portal.client("Anna").on(22).writes("Hello");
        return HttpRequest.newBuilder(URI.create(portal.webhook(27).url() + ANSWER))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"CHAT_ID\":" + chat + "}"));
    }

    private HttpResponse<String> request() throws Exception {
        return HTTP.send(newRequest().build(), BodyHandlers.ofString());
    }
}
