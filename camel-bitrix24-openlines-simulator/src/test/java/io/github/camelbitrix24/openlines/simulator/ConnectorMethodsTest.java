// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rows of §7.11: {@code imconnector.*}. */
class ConnectorMethodsTest extends AppPortalTest {

    @Test
    @Row("7.11/imconnector-register")
    void webhooksHaveNoConnectors() {
        for (String method : List.of(
                "register",
                "unregister",
                "activate",
                "status",
                "send.messages",
                "update.messages",
                "delete.messages",
                "send.status.delivery",
                "send.status.reading")) {
            assertThat(call(1, "imconnector." + method).outcome()).isEqualTo("403 WRONG_AUTH_TYPE");
        }
    }

    @Test
    @Row("7.11/imconnector-register")
    void aRegistrationSaysInItsResultWhatIsWrong() {
        JsonNode failed = app(1, "imconnector.register", "ID", "x").result();

        assertThat(failed.get("result").asBoolean()).isFalse();
        assertThat(failed.get("error").asText()).isNotEmpty();
        registerConnector();
        assertThat(app(OTHER, 1, "imconnector.register", "ID", "myconnector", "NAME", "x", "PLACEMENT_HANDLER", "x")
                        .result()
                        .get("result")
                        .asBoolean())
                .isFalse();
    }

    @Test
    @Row({"7.11/imconnector-activate", "7.11/imconnector-status"})
    void everyTextThatIsNotEmptySwitchesOn() {
        registerConnector();

        assertThat(activate("0")).isFalse();
        assertThat(activate("N")).isTrue();
        assertThat(activate("")).isFalse();
        assertThat(activate("Y")).isTrue();
        JsonNode status = app(1, "imconnector.status", "connector", "MyConnector", "line", 128)
                .result();
        assertThat(status.toString())
                .isEqualTo(
                        "{\"LINE\":128,\"CONNECTOR\":\"myconnector\",\"ERROR\":false,\"CONFIGURED\":true,\"STATUS\":true}");
    }

    @Test
    @Row("7.11/imconnector-send-messages")
    void aMessageOpensADialogAndTellsItsChat() {
        registerConnector();

        JsonNode first = send("u1", "channel-123", "m1", "Good afternoon").result();
        JsonNode second = send("u1", "channel-123", "m2", "Hello?").result();

        JsonNode result = first.get("DATA").get("RESULT").get(0);
        assertThat(first.get("SUCCESS").asBoolean()).isTrue();
        assertThat(result.get("SUCCESS").asBoolean()).isTrue();
        assertThat(result.get("user").isTextual()).isTrue();
        assertThat(result.get("message").get("date").isObject()).isTrue();
        long chat = result.get("session").get("CHAT_ID").asLong();
        assertThat(dialog(chat).userCode())
                .isEqualTo("myconnector|128|channel-123|" + result.get("user").asText());
        assertThat(result.get("session").get("ID").asLong())
                .isEqualTo(dialog(chat).sessionId());
        assertThat(second.get("DATA").get("RESULT").get(0).get("session").toString())
                .isEqualTo(result.get("session").toString());
        assertThat(dialog(chat).messages()).extracting(MessageView::text).contains("Good afternoon", "Hello?");
        assertThat(dialog(chat).clientName()).isEqualTo("John");
    }

    @Test
    @Row("7.11/imconnector-send-messages")
    void aMessageThatFailsLeavesTheOthersAsTheyAre() {
        registerConnector();

        JsonNode results = app(
                        1,
                        "imconnector.send.messages",
                        "CONNECTOR",
                        "myconnector",
                        "LINE",
                        128,
                        "MESSAGES",
                        List.of(
                                map("user", map("id", "u1"), "message", map("id", "m1"), "chat", map()),
                                map(
                                        "USER",
                                        map("ID", "u1"),
                                        "MESSAGE",
                                        map("ID", "m1", "TEXT", "Hi"),
                                        "CHAT",
                                        map("ID", "c1"))))
                .result()
                .get("DATA")
                .get("RESULT");

        assertThat(results.get(0).get("SUCCESS").asBoolean()).isFalse();
        assertThat(results.get(0).get("ERRORS").isArray()).isTrue();
        assertThat(results.get(1).get("SUCCESS").asBoolean()).isTrue();
    }

    @Test
    @Row("7.11/imconnector-update-messages-delete-messages")
    void theClientsMessageIsChangedAndDeletedByItsExternalId() {
        registerConnector();
        long chat = send("u1", "channel-123", "m1", "Helo")
                .result()
                .get("DATA")
                .get("RESULT")
                .get(0)
                .get("session")
                .get("CHAT_ID")
                .asLong();

        JsonNode changed = change("update", "m1", "Hello").result();
        assertThat(dialog(chat).messages().get(0).text()).isEqualTo("Hello");
        assertThat(changed.get("DATA").get("RESULT").get(0).has("session")).isFalse();
        assertThat(change("update", "m9", "Hello")
                        .result()
                        .get("DATA")
                        .get("RESULT")
                        .get(0)
                        .get("SUCCESS")
                        .asBoolean())
                .isFalse();
        change("delete", "m1", "");
        assertThat(dialog(chat).messages()).extracting(MessageView::text).doesNotContain("Hello");
    }

    @Test
    @Row("7.11/imconnector-status")
    void whatIsMissingOrForeignIsRefused() {
        assertThat(send("u1", "c1", "m1", "Hi").outcome()).isEqualTo("400 IMCONNECTOR_NO_CORRECT_PROVIDER");
        registerConnector();
        assertThat(app(1, "imconnector.send.messages", "LINE", 128).outcome()).isEqualTo("400 ERROR_ARGUMENT");
        assertThat(app(1, "imconnector.send.messages", "CONNECTOR", "myconnector", "LINE", 128)
                        .outcome())
                .isEqualTo("400 ERROR_ARGUMENT");
        assertThat(app(1, "imconnector.activate", "CONNECTOR", "myconnector", "LINE", 99, "ACTIVE", 1)
                        .outcome())
                .isEqualTo("400 ERROR_ARGUMENT");
        app(1, "imconnector.activate", "CONNECTOR", "myconnector", "LINE", 128, "ACTIVE", 0);
        assertThat(send("u1", "c1", "m1", "Hi").outcome()).isEqualTo("400 NOT_ACTIVE_LINE");
        assertThat(app(OTHER, 1, "imconnector.status", "CONNECTOR", "myconnector", "LINE", 128)
                        .outcome())
                .isEqualTo("400 IMCONNECTOR_NO_CORRECT_PROVIDER");
    }

    @Test
    @Row("7.11/imconnector-send-status-delivery-reading")
    void readingAndDeliveryAreConfirmed() {
        registerConnector();

        assertThat(app(
                                1,
                                "imconnector.send.status.reading",
                                "CONNECTOR",
                                "myconnector",
                                "LINE",
                                128,
                                "MESSAGES",
                                List.of(map("im", map("chat_id", 1, "message_id", 2))))
                        .result()
                        .toString())
                .isEqualTo("{\"SUCCESS\":true,\"DATA\":[]}");
    }

    private boolean activate(String active) {
        app(1, "imconnector.activate", "CONNECTOR", "myconnector", "LINE", 128, "ACTIVE", active);
        return app(1, "imconnector.status", "CONNECTOR", "myconnector", "LINE", 128)
                .result()
                .get("STATUS")
                .asBoolean();
    }

    private Answer change(String what, String message, String text) {
        return app(
                1,
                "imconnector." + what + ".messages",
                "CONNECTOR",
                "myconnector",
                "LINE",
                128,
                "MESSAGES",
                List.of(map("message", map("id", message, "text", text), "chat", map("id", "channel-123"))));
    }
}
