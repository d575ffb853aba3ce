// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Posted events, their handlers and their deliveries under {@code /simulator/}. */
class EventApiTest extends PortalTest {

    private final EventReceiver receiver = new EventReceiver();

    @Override
    PortalBuilder configure(PortalBuilder builder) {
        return builder.app("local.app", "secret");
    }

    @BeforeEach
    void bindHandler() {
        assertThat(send(
                                "handlers",
                                "{'event':'onOpenLineMessageAdd','url':'" + receiver.url()
                                        + "','applicationToken':'t0k3n'}")
                        .status())
                .isEqualTo(200);
    }

    @AfterEach
    void closeReceiver() {
        receiver.close();
    }

    private JsonNode seen(String path) {
        return get(portal.url() + "/simulator/" + path).body();
    }

    private void write(String text) {
        portal.client("Anna").on(22).writes(text);
    }

    private String stateOf(int event) {
        return seen("events").get(event).get("state").asText();
    }

    @Test
    void postedEventsAreSeenWithTheirOutcome() {
        receiver.answers(500);
        write("Hello");
        write("Are you there?");
        receiver.await(2);

        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(stateOf(1)).isEqualTo("FAILED"));
        JsonNode second = seen("events?after=1").get(0);
        assertThat(second.get("number").asInt()).isEqualTo(2);
        assertThat(second.get("event").asText()).isEqualTo("ONOPENLINEMESSAGEADD");
        assertThat(second.get("url").asText()).isEqualTo(receiver.url());
        assertThat(second.get("httpStatus").asInt()).isEqualTo(500);
        assertThat(EventReceiver.parse(second.get("body").asText()))
                .containsEntry("data[DATA][message][text]", "Are you there?")
                .containsEntry("auth[application_token]", "t0k3n");
        assertThat(seen("events?event=ONSESSIONSTART")).isEmpty();
        assertThat(seen("events?event=onopenlinemessageadd")).hasSize(2);
    }

    @Test
    void eventsAreDroppedDelayedAndPutOutOfOrder() {
        assertThat(send("deliveries", "{'drop':1,'delay':1,'by':'PT5S','reorder':2}")
                        .body()
                        .toString())
                .isEqualTo("{\"drop\":1,\"delay\":1,\"by\":\"PT5S\",\"reorder\":2,\"parallel\":1,\"held\":0}");
        for (String text : new String[] {"lost", "late", "one", "two"}) {
            write(text);
        }

        assertThat(texts(2)).containsExactly("two", "one");
        assertThat(stateOf(0)).isEqualTo("DROPPED");
        assertThat(stateOf(1)).isEqualTo("WAITING");
        assertThat(seen("deliveries").get("held").asInt()).isEqualTo(1);

        assertThat(delete("deliveries").body().get("held").asInt()).isZero();
        assertThat(texts(3)).containsExactly("two", "one", "late");
    }

    private List<String> texts(int count) {
        return receiver.await(count).stream()
                .map(post -> post.field("data[DATA][message][text]"))
                .toList();
    }

    @Test
    void handlersAreBoundAndUnbound() {
        assertThat(seen("handlers?url=" + receiver.url()).toString()).isEqualTo("[\"ONOPENLINEMESSAGEADD\"]");
        String handler = "handlers?event=ONOPENLINEMESSAGEADD&url=" + receiver.url();
        assertThat(delete(handler).body().get("wasBound").asBoolean()).isTrue();
        assertThat(delete(handler).body().get("wasBound").asBoolean()).isFalse();
        write("Nobody hears");

        assertThat(seen("events")).isEmpty();
    }

    @Test
    @Row("5.4/install-callback")
    void anApplicationIsInstalledAndTakenAway() {
        send("installations", "{'app':'local.app','user':27,'url':'" + receiver.url() + "'}");
        EventReceiver.Received installed = receiver.await("ONAPPINSTALL");
        String call = portal.url() + "/rest/user.current?auth=" + installed.field("auth[access_token]");

        assertThat(get(call).result().get("ID").asText()).isEqualTo("27");
        assertThat(installed.fields()).containsKeys("auth[refresh_token]", "auth[application_token]");
        assertThat(delete("installations?app=local.app").body().get("installed").asBoolean())
                .isFalse();
        assertThat(get(call).outcome()).isEqualTo("401 APPLICATION_NOT_FOUND");
    }

    @Test
    void whatHappenedIsCounted() {
        long chat = portal.client("Anna").on(22).writes("Hello");
        operator(27, "answer", chat);
        operator(27, "answer", chat);

        assertThat(seen("counts?method=imopenlines.operator.answer").toString())
                .isEqualTo("{\"requests\":2,\"executions\":2,\"executionsByChat\":{\"" + chat
                        + "\":2},\"doneByChat\":{\"" + chat + "\":1}}");
        assertThat(seen("counts").toString())
                .isEqualTo("{\"requests\":{\"imopenlines.operator.answer\":2},"
                        + "\"executions\":{\"imopenlines.operator.answer\":2}}");
    }

    @Test
    void faultsStrikeByChance() {
        JsonNode faults = send(
                        "faults",
                        "{'method':'server.time','probability':0.5,'seed':4,'fault':{'kind':'error','code':'OVERLOAD_LIMIT'}}")
                .body();
        assertThat(faults.get(0).get("probability").asDouble()).isEqualTo(0.5);
        assertThat(seen("faults")).isEqualTo(faults);
        int refused = 0;
        for (int n = 0; n < 40; n++) {
            refused += call(27, "server.time").status() == 200 ? 0 : 1;
        }
        assertThat(refused).isBetween(1, 39);
        send(
                "faults",
                "{'method':'server.time','probability':1,'inBatch':true,'fault':{'kind':'dropped','executed':false}}");
        assertThat(seen("faults").get(1).get("inBatch").asBoolean()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "deliveries | {} | drop, delay with by, reorder or parallel",
                "deliveries | {'drop':0} | At least 1",
                "deliveries | {'delay':1} | by is a text",
                "deliveries | {'reorder':1} | At least 2",
                "handlers | {'event':'ONNOTHING','url':'http://a.b/','applicationToken':'t'} | ONSESSIONFINISH",
                "handlers | {'event':'ONAPPTEST','url':'here','applicationToken':'t'} | http or https URL",
                "installations | {'app':'none','user':27,'url':'http://a.b/'} | local.app",
                "faults | {'method':'a','probability':2,'fault':{'kind':'halfBody'}} | at most 1, not 2",
                "faults | {'method':'a','probability':'often','fault':{'kind':'halfBody'}} | such as 0.05"
            })
    void badInputIsRefusedWithWords(String path, String body, String words) {
        Answer answer = send(path, body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.error()).contains(words);
    }
}
