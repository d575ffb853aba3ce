// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The other side of what the sources disagree about in events (§8.1 to §8.5, §7.11, §9.2). */
class EventSwitchTest extends AppPortalTest {

    @Override
    PortalBuilder configure(PortalBuilder builder) {
        return super.configure(builder)
                .switchOn(
                        PortalSwitch.EVENT_DATA_AS_LIST,
                        PortalSwitch.OWN_CONNECTORS_ONLY,
                        PortalSwitch.REFRESH_TOKEN_ALWAYS,
                        PortalSwitch.EVENT_ID_KEY,
                        PortalSwitch.ACTIVATE_N_IS_OFF,
                        PortalSwitch.OFFLINE_CLEAR_ID_WINS,
                        PortalSwitch.STATS_KEY);
    }

    @Test
    @Row({"8.1/key-order", "8.2/refresh-token", "8.3/onopenline-onsession"})
    void eventsLookAsTheDocumentationHasThem() {
        registerConnector();
        bind("ONSESSIONFINISH");
        portal.client("Eva").on(22).writes("Hello");

        operator(27, "spam", accepted(22, 27));
        operator(27, "spam", accepted(128, 27));

        EventReceiver.Received event = receiver.await("ONSESSIONFINISH");
        assertThat(event.field("data[DATA][0][connector][connector_id]")).isEqualTo("myconnector");
        assertThat(event.field("eventId")).isNotNull();
        assertThat(event.field("auth[refresh_token]")).isNotEmpty();
        assertThat(portal.sentEvents()).hasSize(1);
    }

    @Test
    @Row("9.2/get-message-id")
    void idsWinOverMessagesWhenTheOfflineQueueIsCleared() {
        app(
                1,
                "imconnector.register",
                "ID",
                "telegrambot",
                "NAME",
                "Mine",
                "PLACEMENT_HANDLER",
                "https://app.example/");
        app(1, "event.bind", "event", "ONSESSIONSTART", "event_type", "offline");
        portal.client("Anna").on(22).writes("Hello");
        portal.client("Eva").on(22).writes("Hello");
        JsonNode reserved = app(1, "event.offline.get", "clear", 0).result();
        String second = reserved.get("events").get(1).get("MESSAGE_ID").asText();

        app(
                1,
                "event.offline.clear",
                "process_id",
                reserved.get("process_id").asText(),
                "id",
                List.of(1),
                "message_id",
                List.of(second));

        JsonNode left = app(1, "event.offline.list").result();
        assertThat(left).hasSize(1);
        assertThat(left.get(0).get("ID").asText()).isEqualTo("2");
    }

    @Test
    void theCountersOfSessionsAreCalledStats() {
        assertThat(call(1, "imopenlines.v2.Session.Stat.get", "sessionId", List.of(1))
                        .result()
                        .get("stats"))
                .hasSize(1);
    }

    @Test
    @Row("7.11/imconnector-activate")
    void aConnectorIsSwitchedOffWithN() {
        registerConnector();

        app(1, "imconnector.activate", "CONNECTOR", "myconnector", "LINE", 128, "ACTIVE", "N");

        assertThat(app(1, "imconnector.status", "CONNECTOR", "myconnector", "LINE", 128)
                        .result()
                        .get("STATUS")
                        .asBoolean())
                .isFalse();
    }
}
