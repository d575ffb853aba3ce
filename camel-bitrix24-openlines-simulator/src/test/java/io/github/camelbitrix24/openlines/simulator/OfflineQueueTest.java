// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The offline queue: the rows and the traps of §9.1 to §9.3. */
class OfflineQueueTest extends AppPortalTest {

    @BeforeEach
    void bindOffline() {
        app(1, "event.bind", "event", "ONSESSIONSTART", "event_type", "offline");
        app(1, "event.bind", "event", "ONSESSIONFINISH", "event_type", "offline");
    }

    @Test
    @Row("2/access-denied-rights")
    void onlyAdministratorsOfApplicationsMayLook() {
        for (String method : List.of("get", "clear", "error", "list")) {
            assertThat(app(27, "event.offline." + method).outcome()).isEqualTo("403 ACCESS_DENIED");
            assertThat(call(1, "event.offline." + method).outcome()).isEqualTo("403 WRONG_AUTH_TYPE");
        }
    }

    @Test
    @Row({"9.1/data", "9.2/get-clear", "9.2/result-get"})
    void aPlainReadDeletesWhatItShows() {
        long chat = session("Anna");

        JsonNode read = get().result();

        assertThat(read.get("process_id").isNull()).isTrue();
        JsonNode row = read.get("events").get(0);
        assertThat(row.get("ID").isTextual()).isTrue();
        assertThat(row.get("EVENT_NAME").asText()).isEqualTo("ONSESSIONSTART");
        assertThat(row.get("TIMESTAMP_X").asText()).isEqualTo("2026-03-17T15:00:00+00:00");
        assertThat(row.get("EVENT_DATA").get("DATA").get("chat").get("chat_id").isIntegralNumber())
                .isTrue();
        assertThat(row.get("EVENT_DATA").get("DATA").get("chat").get("chat_id").asLong())
                .isEqualTo(chat);
        assertThat(row.get("EVENT_ADDITIONAL").toString()).isEqualTo("false");
        assertThat(row.get("MESSAGE_ID").asText()).hasSize(32);
        assertThat(row.has("auth")).isFalse();
        assertThat(get().result().get("events")).isEmpty();
    }

    @Test
    @Row("9.2/result-get")
    void theUserBehindAnEventIsTold() {
        long chat = accepted(22, 27);
        operator(27, "spam", chat);

        JsonNode events = get().result().get("events");

        assertThat(events.get(1).get("EVENT_ADDITIONAL").toString()).isEqualTo("{\"user_id\":27}");
    }

    @Test
    @Row({"9.1/row-identity", "9.1/coalescing"})
    void equalEventsAreOneRowAsLongAsItIsFree() {
        long chat = session("Anna");
        operator(27, "spam", chat);
        clock.advance(Duration.ofSeconds(5));
        session("Anna");

        JsonNode rows = list();
        assertThat(rows).hasSize(2);
        assertThat(rows.get(1).get("EVENT_NAME").asText()).isEqualTo("ONSESSIONSTART");
        assertThat(rows.get(1).get("TIMESTAMP_X").asText()).isEqualTo("2026-03-17T15:00:05+00:00");

        get("clear", 0);
        operator(27, "spam", chat);
        session("Anna");
        assertThat(list()).hasSize(4);
    }

    @Test
    @Row({"9.1/reservation", "9.1/parallel-workers", "9.2/get-process-id", "10.1/offline-queue-reserve-clear-error"})
    void aReservationHidesRowsUntilTheyAreCleared() {
        session("Anna");
        session("Eva");

        JsonNode first = get("clear", 0, "limit", 1).result();
        JsonNode second = get("clear", 0).result();
        JsonNode none = get("clear", 0).result();

        assertThat(first.get("process_id").asText()).hasSize(32);
        assertThat(ids(first)).containsExactly("1");
        assertThat(ids(second)).containsExactly("2");
        assertThat(none.get("events")).isEmpty();
        assertThat(none.get("process_id").asText()).hasSize(32);
        clock.advance(Duration.ofDays(10));
        assertThat(ids(get("clear", 0, "process_id", process(first)).result())).containsExactly("1");
        assertThat(clear(process(first))).isEqualTo("200 true");
        assertThat(list()).hasSize(1);
    }

    @Test
    @Row("9.2/get-clear")
    void readingAProcessAgainWithoutClear0DeletesAllOfIt() {
        session("Anna");
        session("Eva");
        String process = process(get("clear", 0).result());

        assertThat(ids(get("process_id", process, "limit", 1).result())).containsExactly("1");

        assertThat(list()).isEmpty();
    }

    @Test
    @Row({"9.2/event-offline-clear-process-id", "9.2/get-id", "9.2/get-message-id", "9.2/result-clear-error"})
    void rowsAreClearedByIdOrByMessageAndAnEmptyListClearsAll() {
        for (String name : List.of("Anna", "Eva", "Ida", "Uma")) {
            session(name);
        }
        JsonNode reserved = get("clear", 0).result();
        String process = process(reserved);

        assertThat(app(1, "event.offline.clear", "id", List.of(1)).outcome()).isEqualTo("400 ERROR_ARGUMENT");
        assertThat(clear("unknown")).isEqualTo("200 true");
        assertThat(clear(process, "id", List.of(1))).isEqualTo("200 true");
        assertThat(list()).hasSize(3);
        String second = reserved.get("events").get(1).get("MESSAGE_ID").asText();
        assertThat(clear(process, "message_id", List.of(second), "id", List.of(3)))
                .isEqualTo("200 true");
        assertThat(list()).extracting(row -> row.get("ID").asText()).containsExactly("3", "4");
        assertThat(clear(process, "id", List.of())).isEqualTo("200 true");
        assertThat(list()).isEmpty();
    }

    @Test
    @Row({"9.2/get-error", "9.2/event-offline-error-process-id-message-id", "10.1/offline-queue-reserve-clear-error"})
    void aFailedRowIsReleasedAndReadOnlyOnDemand() {
        long chat = session("Anna");
        JsonNode reserved = get("clear", 0).result();
        String message = reserved.get("events").get(0).get("MESSAGE_ID").asText();
        operator(27, "spam", chat);
        session("Anna");
        assertThat(list()).hasSize(3);

        assertThat(app(1, "event.offline.error", "process_id", process(reserved))
                        .outcome())
                .isEqualTo("400 ERROR_ARGUMENT");
        assertThat(app(1, "event.offline.error", "message_id", List.of(message)).outcome())
                .isEqualTo("400 ERROR_ARGUMENT");
        assertThat(app(1, "event.offline.error", "process_id", process(reserved), "message_id", List.of(message))
                        .outcome())
                .isEqualTo("200 true");

        assertThat(list()).hasSize(2);
        assertThat(list().get(0).get("ERROR").asText()).isEqualTo("1");
        assertThat(list().get(0).get("PROCESS_ID").asText()).isEmpty();
        assertThat(ids(get("clear", 0, "error", 1).result())).containsExactly("1");
        assertThat(names(get().result())).containsExactly("ONSESSIONFINISH");
    }

    @Test
    @Row({"1.3/extra", "9.1/own-changes"})
    void anApplicationDoesNotHearOfItsOwnChangesUnderItsOwnLabel() {
        long own = session("Anna");
        get();

        app(27, "imopenlines.operator.spam", "CHAT_ID", own);
        assertThat(list()).isEmpty();
        app(27, "imopenlines.session.start", "CHAT_ID", own, "auth_connector", "desk");
        assertThat(list()).hasSize(1);
        call(27, "imopenlines.operator.spam", "CHAT_ID", own);
        assertThat(list()).hasSize(2);
    }

    @Test
    @Row("9.2/get-auth-connector")
    void labelsHaveQueuesOfTheirOwn() {
        app(1, "event.bind", "event", "ONSESSIONSTART", "event_type", "offline", "auth_connector", "crm");

        session("Anna");

        assertThat(list()).hasSize(1);
        assertThat(get("auth_connector", "crm").result().get("events")).hasSize(1);
        assertThat(app(OTHER, 1, "event.offline.list").result()).isEmpty();
        assertThat(list()).hasSize(1);
    }

    @Test
    @Row({
        "1.7/extra-keys",
        "2/error-argument",
        "9.1/order",
        "9.2/event-offline-get-filter",
        "9.2/get-order",
        "9.2/get-limit"
    })
    void rowsAreFilteredOrderedAndLimited() {
        long chat = session("Anna");
        operator(27, "answer", chat);
        operator(27, "spam", chat);

        assertThat(get("limit", 0).body().get("argument").asText()).isEqualTo("LIMIT");
        assertThat(get("limit", -1).outcome()).isEqualTo("400 ERROR_ARGUMENT");
        assertThat(get("clear", 0, "filter", map("ID", List.of(1))).outcome()).isEqualTo("400 ERROR_ARGUMENT");
        assertThat(names(app(1, "event.offline.list", "order", map("ID", "DESC"))
                        .body()
                        .get("result")))
                .containsExactly("ONSESSIONFINISH", "ONSESSIONSTART");
        assertThat(names(app(1, "event.offline.list", "filter", map(">=ID", 2))
                        .body()
                        .get("result")))
                .containsExactly("ONSESSIONFINISH");
        assertThat(names(app(1, "event.offline.list", "filter", map("@EVENT_NAME", List.of("ONSESSIONSTART")))
                        .body()
                        .get("result")))
                .containsExactly("ONSESSIONSTART");
        assertThat(names(get("filter", map("=EVENT_NAME", "ONSESSIONFINISH")).result()))
                .containsExactly("ONSESSIONFINISH");
    }

    @Test
    @Row({"1.6/next", "9.2/event-offline-list-filter-order-start-auth-c", "9.2/result-list"})
    void theListIsPagedAndCounted() {
        for (int client = 0; client < 51; client++) {
            session("Client " + client);
        }

        Answer first = app(1, "event.offline.list");
        Answer second = app(1, "event.offline.list", "start", 50);

        assertThat(first.result()).hasSize(50);
        assertThat(first.body().get("next").asInt()).isEqualTo(50);
        assertThat(first.body().get("total").asInt()).isEqualTo(51);
        assertThat(second.result()).hasSize(1);
        assertThat(get().result().get("events")).hasSize(50);
    }

    @Test
    @Row("9.1/retention")
    void rowsAreForgottenAfterThirtyFourDays() {
        session("Anna");

        clock.advance(Duration.ofSeconds(2_951_999));
        assertThat(list()).hasSize(1);
        clock.advance(Duration.ofSeconds(1));
        assertThat(list()).isEmpty();
    }

    @Test
    void noticesOfTheQueueKeepTheirDistance() {
        app(1, "event.bind", "event", "ONOFFLINEEVENT", "handler", receiver.url(), "options", map("minTimeout", 10));

        session("Anna");
        session("Eva");
        clock.advance(Duration.ofSeconds(10));
        session("Ida");

        assertThat(portal.sentEvents()).hasSize(2);
        assertThat(receiver.await("ONOFFLINEEVENT").names()).noneMatch(name -> name.startsWith("data"));
    }

    private long session(String client) {
        return portal.client(client).on(22).writes("Hello");
    }

    private Answer get(Object... parameters) {
        return app(1, "event.offline.get", parameters);
    }

    private JsonNode list() {
        return app(1, "event.offline.list").result();
    }

    private String clear(String process, Object... more) {
        List<Object> parameters = new ArrayList<>(List.of("process_id", process));
        parameters.addAll(List.of(more));
        return app(1, "event.offline.clear", parameters.toArray()).outcome();
    }

    private static String process(JsonNode read) {
        return read.get("process_id").asText();
    }

    private static List<String> ids(JsonNode read) {
        return texts(read.get("events"), "ID");
    }

    private static List<String> names(JsonNode read) {
        return texts(read.isArray() ? read : read.get("events"), "EVENT_NAME");
    }

    private static List<String> texts(JsonNode rows, String field) {
        List<String> texts = new ArrayList<>();
        rows.forEach(row -> texts.add(row.get(field).asText()));
        return texts;
    }
}
