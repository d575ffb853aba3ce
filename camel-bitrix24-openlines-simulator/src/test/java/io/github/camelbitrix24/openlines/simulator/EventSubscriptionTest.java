// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rows of §7.10: {@code event.bind, event.unbind, event.get, events, event.test}. */
class EventSubscriptionTest extends AppPortalTest {

    private static final String URL = "https://app.example/handler";

    @Test
    @Row({"2/wrong-auth-type", "7.10/event-bind"})
    void webhooksCannotSubscribe() {
        for (String method : List.of(
                "event.bind",
                "event.unbind",
                "event.get",
                "event.test",
                "event.offline.get",
                "event.offline.clear",
                "event.offline.error",
                "event.offline.list")) {
            assertThat(call(1, method).outcome()).isEqualTo("403 WRONG_AUTH_TYPE");
        }
        assertThat(call(1, "events").result().toString()).contains("ONSESSIONFINISH");
    }

    @ParameterizedTest
    @CsvSource({
        "ONNOSUCHTHING, https://app.example/, 400 ERROR_EVENT_NOT_FOUND",
        "ONSESSIONSTART, ftp://app.example/, 400 ERROR_UNSUPPORTED_PROTOCOL",
        "ONSESSIONSTART, https://localhost/, 400 ERROR_WRONG_HANDLER_URL",
        "ONSESSIONSTART, '', 400 ERROR_ARGUMENT",
        "'', https://app.example/, 400 ERROR_ARGUMENT",
        "OnSessionStart, https://app.example/, 200 true"
    })
    @Row({"7.10/event-bind", "8.1/event-name", "8.1/handler-url"})
    void aSubscriptionNeedsAKnownEventAndAPublicAddress(String event, String url, String outcome) {
        assertThat(app(1, "event.bind", "EVENT", event, "Handler", url).outcome())
                .isEqualTo(outcome);
    }

    @Test
    void anEventOfAScopeThatTheApplicationLacksIsNotFound() {
        assertThat(app(OTHER, 1, "event.bind", "event", "ONIMBOTMESSAGEADD", "handler", URL)
                        .outcome())
                .isEqualTo("400 ERROR_EVENT_NOT_FOUND");
    }

    @Test
    @Row({"2/error-core", "7.10/event-bind"})
    void theSameSubscriptionTwiceIsAnError() {
        app(1, "event.bind", "event", "ONSESSIONSTART", "handler", URL);

        Answer again = app(1, "event.bind", "event", "ONSESSIONSTART", "handler", URL);

        assertThat(again.outcome()).isEqualTo("400 ERROR_CORE");
        assertThat(again.body().get("error_description").asText()).contains("already binded");
        assertThat(app(1, "event.bind", "event", "ONSESSIONSTART", "handler", URL, "auth_type", 27)
                        .outcome())
                .isEqualTo("200 true");
        assertThat(app(1, "event.bind", "event", "ONSESSIONSTART", "handler", URL + "2")
                        .outcome())
                .isEqualTo("200 true");
    }

    @Test
    @Row("7.10/event-bind")
    void whoIsNoAdministratorSubscribesOnlyForHimself() {
        assertThat(app(27, "event.bind", "event", "ONSESSIONSTART", "handler", URL, "auth_type", 31)
                        .outcome())
                .isEqualTo("403 ACCESS_DENIED");
        assertThat(app(27, "event.bind", "event", "ONSESSIONSTART", "event_type", "offline")
                        .outcome())
                .isEqualTo("403 ACCESS_DENIED");
        assertThat(app(27, "event.bind", "event", "ONSESSIONSTART", "handler", URL)
                        .outcome())
                .isEqualTo("200 true");
        assertThat(app(27, "event.get").result().toString())
                .isEqualTo("[{\"event\":\"ONSESSIONSTART\",\"handler\":\"" + URL
                        + "\",\"auth_type\":\"27\",\"offline\":0}]");
    }

    @Test
    @Row({"7.10/event-bind", "7.10/event-get"})
    void offlineSubscriptionsHaveALabelAndNoAddress() {
        app(1, "event.bind", "event", "ONSESSIONSTART", "event_type", "offline", "auth_connector", "crm");

        assertThat(app(1, "event.get").result().toString())
                .isEqualTo("[{\"event\":\"ONSESSIONSTART\",\"connector_id\":\"crm\",\"offline\":1}]");
        assertThat(app(OTHER, 1, "event.get").outcome()).isEqualTo("200 []");
        assertThat(app(1, "event.bind", "event", "ONOFFLINEEVENT", "event_type", "offline")
                        .outcome())
                .isEqualTo("400 ERROR_ARGUMENT");
        assertThat(app(1, "event.bind", "event", "ONSESSIONSTART", "event_type", "sometimes")
                        .outcome())
                .isEqualTo("400 ERROR_ARGUMENT");
        assertThat(app(1, "event.unbind", "event", "ONSESSIONSTART", "event_type", "offline", "auth_connector", "crm")
                        .result()
                        .toString())
                .isEqualTo("{\"count\":1}");
    }

    @Test
    @Row("7.10/event-unbind")
    void administratorsRemoveWhatAllSubscribedAndOthersTheirOwn() {
        app(1, "event.bind", "event", "ONSESSIONSTART", "handler", URL);
        app(27, "event.bind", "event", "ONSESSIONSTART", "handler", URL);
        app(31, "event.bind", "event", "ONSESSIONSTART", "handler", URL);

        assertThat(unbind(27, "27")).isEqualTo("403 ACCESS_DENIED");
        assertThat(unbind(27, 31)).isEqualTo("403 ACCESS_DENIED");
        assertThat(unbind(27, 27)).isEqualTo("200 {\"count\":1}");
        assertThat(unbind(27, null)).isEqualTo("200 {\"count\":0}");
        assertThat(unbind(1, "31")).isEqualTo("200 {\"count\":1}");
        assertThat(unbind(1, null)).isEqualTo("200 {\"count\":1}");
        assertThat(app(1, "event.unbind", "event", "ONSESSIONSTART").outcome()).isEqualTo("400 ERROR_ARGUMENT");
    }

    @Test
    @Row("7.10/events")
    void theEventsAreListedByScope() {
        assertThat(app(1, "events", "SCOPE", "imopenlines").result()).hasSize(5);
        assertThat(app(OTHER, 1, "events").result().toString())
                .contains("ONSESSIONSTART", "ONAPPINSTALL")
                .doesNotContain("ONIMBOT");
        assertThat(app(OTHER, 1, "events", "FULL", 1).result().toString()).contains("ONIMBOTMESSAGEADD");
    }

    @Test
    @Row("7.10/event-test")
    void aTestEventCarriesWhatWasAsked() {
        bind("ONAPPTEST");

        assertThat(app(1, "event.test", "hello", "world").outcome()).isEqualTo("200 1");

        assertThat(receiver.await("ONAPPTEST").field("data[QUERY][HELLO]")).isEqualTo("world");
    }

    private String unbind(long user, Object authType) {
        return app(user, "event.unbind", "event", "ONSESSIONSTART", "handler", URL, "auth_type", authType)
                .outcome();
    }
}
