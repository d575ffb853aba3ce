// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** How events are delivered (§8.1), with which credentials (§8.2), and what goes wrong on demand. */
class EventDeliveryTest extends AppPortalTest {

    @Test
    @Row({"8.1/retries", "10.1/event-emission-rules-and-wire-encoding-no-re"})
    void aFailedDeliveryIsNotRepeated() {
        receiver.answers(500);
        portal.handlers()
                .bind("ONSESSIONSTART", receiver.url(), "token")
                .bind("ONSESSIONFINISH", receiver.url(), "token");

        operator(27, "spam", accepted(22, 27));

        receiver.await("ONSESSIONFINISH");
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> states().equals(List.of(SentEvent.State.FAILED, SentEvent.State.FAILED)));
        assertThat(receiver.of("ONSESSIONSTART")).hasSize(1);
        assertThat(portal.sentEvents().get(0).httpStatus()).isEqualTo(500);
    }

    @Test
    void anEventToNobodyIsLost() {
        portal.handlers().bind("ONSESSIONSTART", "http://127.0.0.1:1/nobody", "token");

        portal.client("Anna").on(22).writes("Hello");

        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> states().equals(List.of(SentEvent.State.FAILED)));
        assertThat(portal.sentEvents().get(0).httpStatus()).isZero();
    }

    @Test
    @Row("8.1/expected-reply")
    void whatWasSentIsKeptWithItsOutcome() {
        portal.handlers().bind("onsessionstart", receiver.url(), "secret-token");

        portal.client("Anna").on(22).writes("Hello");

        receiver.await("ONSESSIONSTART");
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> states().equals(List.of(SentEvent.State.DELIVERED)));
        SentEvent event = portal.sentEvents().get(0);
        assertThat(event.url()).isEqualTo(receiver.url());
        assertThat(event.time()).isEqualTo(START);
        assertThat(event.body())
                .startsWith("event=ONSESSIONSTART&event_handler_id=")
                .contains("data%5BDATA%5D");
        assertThat(event.toString()).doesNotContain("secret-token");
    }

    @Test
    @Row("10.1/event-emission-rules-and-wire-encoding-no-re")
    void eventsGetLostOnDemand() {
        portal.handlers().bind("ONSESSIONSTART", receiver.url(), "token");
        portal.deliveries().drop(1);

        portal.client("Anna").on(22).writes("Hello");
        long second = portal.client("Eva").on(22).writes("Hello");

        assertThat(receiver.await(1).get(0).field("data[DATA][chat][chat_id]")).isEqualTo(String.valueOf(second));
        assertThat(states().get(0)).isEqualTo(SentEvent.State.DROPPED);
    }

    @Test
    void eventsComeLateOnDemandByThePortalsClock() {
        portal.handlers().bind("ONSESSIONSTART", receiver.url(), "token");
        portal.deliveries().delay(1, Duration.ofSeconds(30));

        long first = portal.client("Anna").on(22).writes("Hello");
        long second = portal.client("Eva").on(22).writes("Hello");
        receiver.await(1);
        clock.advance(Duration.ofSeconds(30));

        assertThat(chats(receiver.await(2))).containsExactly(second, first);
    }

    @Test
    @Row({"8.1/ordering", "10.1/event-emission-rules-and-wire-encoding-no-re"})
    void eventsChangePlacesOnDemand() {
        portal.handlers().bind("ONSESSIONSTART", receiver.url(), "token");
        portal.deliveries().reorder();

        long first = portal.client("Anna").on(22).writes("Hello");
        long second = portal.client("Eva").on(22).writes("Hello");
        long third = portal.client("Ida").on(22).writes("Hello");

        assertThat(chats(receiver.await(3))).containsExactly(second, first, third);
    }

    @Test
    void whatWasHeldBackLeavesWhenAllBehavesAgain() {
        portal.handlers().bind("ONSESSIONSTART", receiver.url(), "token");
        portal.deliveries().reorder(3);
        long first = portal.client("Anna").on(22).writes("Hello");

        portal.deliveries().behave();

        assertThat(chats(receiver.await(1))).containsExactly(first);
    }

    @Test
    @Row("8.1/duplicates")
    void bindingsWithDifferentUsersAreServedEach() {
        bind("ONSESSIONFINISH");
        app(1, "event.bind", "event", "ONSESSIONFINISH", "handler", receiver.url(), "auth_type", 31);

        operator(27, "spam", accepted(22, 27));

        assertThat(receiver.await(2))
                .extracting(post -> post.field("auth[user_id]"))
                .containsExactly("27", "31");
    }

    @Test
    @Row("8.2/access-token-expires-expires-in-scope-status")
    void aTimerHasNoUserBehindIt() {
        bind("ONSESSIONFINISH");
        long chat = accepted(22, 27);
        operator(27, "finish", chat);

        clock.advance(Duration.ofMinutes(10));

        EventReceiver.Received event = receiver.await("ONSESSIONFINISH");
        assertThat(event.names()).doesNotContain("auth[access_token]", "auth[user_id]");
        assertThat(event.field("auth[member_id]")).hasSize(32);
    }

    @Test
    @Row("5.3/tokens-in-events")
    void theTokenOfAnEventIsGoodForCalls() {
        bind("ONSESSIONFINISH");
        operator(27, "spam", accepted(22, 27));

        String token = receiver.await("ONSESSIONFINISH").field("auth[access_token]");

        assertThat(get(portal.url() + "/rest/profile?auth=" + token)
                        .result()
                        .get("ID")
                        .asText())
                .isEqualTo("27");
        assertThat(receiver.await("ONSESSIONFINISH").names()).doesNotContain("auth[refresh_token]");
    }

    @Test
    void aClosedPortalSendsNothing() {
        portal.handlers().bind("ONSESSIONSTART", receiver.url(), "token");
        portal.close();

        portal.client("Anna").on(22).writes("Hello");

        assertThat(states()).containsExactly(SentEvent.State.WAITING);
    }

    @Test
    @Row("8.1/handler-url")
    void handlersAreBoundToKnownEventsAndRealAddressesOnce() {
        PortalHandlers handlers = portal.handlers();
        handlers.bind("ONSESSIONSTART", receiver.url(), "token");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> handlers.bind("ONSESSIONEND", receiver.url(), "token"))
                .withMessageContaining("ONSESSIONFINISH");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> handlers.bind("ONSESSIONSTART", "ftp://127.0.0.1/", "token"))
                .withMessageContaining("http");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> handlers.bind("ONSESSIONSTART", "not a url", "token"))
                .withMessageContaining("not a url");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> handlers.bind("OnSessionStart", receiver.url(), "token"))
                .withMessageContaining("already");
        assertThat(handlers.boundTo(receiver.url())).containsExactly("ONSESSIONSTART");
        assertThat(handlers.unbind("onsessionstart", receiver.url())).isTrue();
        assertThat(handlers.unbind("onsessionstart", receiver.url())).isFalse();
    }

    @Test
    void faultsOfDeliveriesHaveSenseOrAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> portal.deliveries().drop(0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> portal.deliveries().reorder(1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> portal.deliveries().delay(1, Duration.ZERO));
    }

    private List<SentEvent.State> states() {
        return portal.sentEvents().stream().map(SentEvent::state).toList();
    }

    private static List<Long> chats(List<EventReceiver.Received> posts) {
        return posts.stream()
                .map(post -> Long.parseLong(post.field("data[DATA][chat][chat_id]")))
                .toList();
    }
}
