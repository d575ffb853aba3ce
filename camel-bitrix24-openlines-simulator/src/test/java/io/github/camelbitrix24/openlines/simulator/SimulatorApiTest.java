// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The interface under {@code /simulator/}. */
class SimulatorApiTest extends PortalTest {

    @Override
    PortalBuilder configure(PortalBuilder builder) {
        return builder.rateLimit(2, 50).app("local.app", "secret");
    }

    @Test
    void theOverviewNamesAllRoutes() {
        JsonNode overview = get(portal.url() + "/simulator/").body();

        assertThat(overview.get("url").asText()).isEqualTo(portal.url());
        assertThat(overview.get("routes").toString()).contains("POST /simulator/faults", "GET /simulator/dialogs/*");
    }

    @Test
    void faultsAreListedAddedAndCleared() {
        send("faults", "{'method':'server.time','times':2,'fault':{'kind':'status','http':503,'code':'A'}}");
        send("faults", "{'method':'*','times':0,'fault':{'kind':'slow','millis':1}}");
        JsonNode listed = send(
                        "faults", "{'method':'profile','inBatch':true,'fault':{'kind':'dropped','executed':true}}")
                .body();

        assertThat(listed.toString())
                .isEqualTo(quoted("[{'method':'server.time','fault':{'kind':'status','http':503,'code':'A',"
                        + "'description':''},'times':2,'inBatch':false},"
                        + "{'method':'*','fault':{'kind':'slow','millis':1},'times':0,'inBatch':false},"
                        + "{'method':'profile','fault':{'kind':'dropped','executed':true},'times':1,'inBatch':true}]"));
        assertThat(call(27, "server.time").outcome()).isEqualTo("503 A");
        assertThat(get(portal.url() + "/simulator/faults")
                        .body()
                        .get(0)
                        .get("times")
                        .asInt())
                .isEqualTo(1);
        assertThat(delete("faults?method=server.time").body()).hasSize(2);
        assertThat(delete("faults").body()).isEmpty();
        assertThat(call(27, "server.time").status()).isEqualTo(200);
    }

    @Test
    void theRateBucketIsShownAndUsed() {
        call(27, "server.time");

        assertThat(get(portal.url() + "/simulator/rate").body().toString())
                .isEqualTo(quoted("{'enforced':true,'requestsPerSecond':2,'burst':50,'level':1,'refused':0}"));
        assertThat(send("rate", "{'use':49}").body().get("level").asInt()).isEqualTo(50);
        assertThat(call(27, "server.time").outcome()).isEqualTo("503 QUERY_LIMIT_EXCEEDED");
    }

    @Test
    void theClockIsTurned() {
        assertThat(send("clock", "{'advance':'PT90S'}").body().get("now").asText())
                .isEqualTo(START.plusSeconds(90).toString());
        assertThat(clock.instant()).isEqualTo(START.plusSeconds(90));
    }

    @Test
    void theWallClockCannotBeTurned() {
        try (PortalSimulator other = PortalSimulator.standard().start()) {
            Answer answer = post(other.url() + "/simulator/clock", "application/json", "{\"advance\":\"PT1S\"}");

            assertThat(answer.status()).isEqualTo(409);
            assertThat(answer.error()).contains("TurnedClock");
        }
    }

    @Test
    void clientsWriteAndOperatorsAct() {
        long chat = send("clients", "{'name':'Anna','line':22,'text':'Hello'}")
                .body()
                .get("chatId")
                .asLong();
        send("operators/27", "{'action':'answers','chatId':" + chat + "}");
        JsonNode dialog = send("operators/27", "{'action':'writes','chatId':" + chat + ",'text':'Good day'}")
                .body();

        assertThat(dialog.get("owner").asLong()).isEqualTo(27);
        assertThat(dialog.get("messages").toString()).contains("Hello", "Good day");
        assertThat(get(portal.url() + "/simulator/dialogs/" + chat).body()).isEqualTo(dialog);
        assertThat(get(portal.url() + "/simulator/dialogs").body()).hasSize(1);
        assertThat(send("operators/31", "{'action':'pauses'}").status()).isEqualTo(200);
        assertThat(send("operators/31", "{'action':'goesOffline'}").status()).isEqualTo(200);
    }

    @Test
    void requestsAndExecutionsAreSeen() {
        call(27, "server.time");
        call(27, "imopenlines.operator.answer", "CHAT_ID", 99);

        JsonNode requests = get(portal.url() + "/simulator/requests").body();
        JsonNode refused = get(portal.url() + "/simulator/executions?method=imopenlines.operator.answer")
                .body()
                .get(0);

        assertThat(requests).hasSize(2);
        assertThat(requests.get(0).get("restMethod").asText()).isEqualTo("server.time");
        assertThat(get(portal.url() + "/simulator/requests?after=1").body()).hasSize(1);
        assertThat(get(portal.url() + "/simulator/executions").body()).hasSize(2);
        assertThat(refused.get("status").asInt()).isEqualTo(400);
        assertThat(refused.get("parameters").get("CHAT_ID").asInt()).isEqualTo(99);
    }

    @Test
    void webhooksAndTokensAreIssued() {
        assertThat(send("webhooks", "{'user':27}").body().get("url").asText())
                .isEqualTo(portal.webhook(27).url());
        String token = send("tokens", "{'app':'local.app','user':27}")
                .body()
                .get("accessToken")
                .asText();
        assertThat(get(portal.url() + "/rest/server.time?auth=" + token).status())
                .isEqualTo(200);
    }

    @Test
    @Row("1.6/duration")
    void methodsTakeTimeAndThePortalMoves() throws Exception {
        send("takes", "{'method':'server.time','duration':'PT2S'}");
        assertThat(call(27, "server.time").body().get("time").get("duration").asDouble())
                .isEqualTo(2.0);

        send("move", "{'to':'http://127.0.0.2:8080'}");
        assertThat(statusOf("/rest/server.time")).isEqualTo(302);
        send("move", "{}");
        assertThat(call(27, "server.time").status()).isEqualTo(200);
    }

    @Test
    void theInterfaceStandsOutsideOfTheBucketAndTheJournal() {
        portal.rate().use(50);

        assertThat(get(portal.url() + "/simulator/rate").status()).isEqualTo(200);
        assertThat(portal.requests()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "faults | {'method':'a','fault':{'kind':'nonsense'}} | status, error, result",
                "faults | {'method':'a','fault':{'kind':'status','code':'A'}} | http as a whole number",
                "faults | {'method':'a','fault':'status'} | fault is a JSON object",
                "faults | {'fault':{'kind':'halfBody'}} | method is a text",
                "faults | {'method':'a','times':-1,'fault':{'kind':'halfBody'}} | at least once",
                "faults | {'method':'a','inBatch':1,'fault':{'kind':'halfBody'}} | inBatch is true or false",
                "faults | {'method':'a','inBatch':true,'fault':{'kind':'halfBody'}} | a status, a result or is dropped",
                "rate | {'use':'many'} | use is a whole number",
                "clock | {'advance':'soon'} | PT90S",
                "clients | {'name':'Anna','line':99,'text':'Hi'} | known: [15, 22",
                "operators/Anna | {'action':'pauses'} | ends with a number",
                "operators/27 | {'action':'sleeps'} | pauses",
                "tokens | {'app':'none','user':27} | local.app",
                "faults | [] | JSON object",
                "faults | { | not JSON"
            })
    void badInputIsRefusedWithWords(String path, String body, String words) {
        Answer answer = send(path, body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.error()).contains(words);
    }

    @Test
    void anUnknownRouteNamesTheKnownOnes() {
        Answer answer = send("fault", "{}");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.error()).contains("POST /simulator/fault;").contains("POST /simulator/faults");
    }

    @Test
    void aBodyThatAWebPageCouldSendUnaskedIsRefused() {
        assertThat(post(portal.url() + "/simulator/rate", "text/plain", "{\"use\":50}")
                        .status())
                .isEqualTo(415);
        assertThat(portal.rate().level()).isZero();
    }

    private int statusOf(String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(portal.url() + path))
                .POST(BodyPublishers.noBody())
                .build();
        return HTTP.send(request, BodyHandlers.discarding()).statusCode();
    }

    private static String quoted(String json) {
        return json.replace('\'', '"');
    }
}
