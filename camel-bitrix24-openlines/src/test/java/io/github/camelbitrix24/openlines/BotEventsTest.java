// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.github.camelbitrix24.openlines.api.Author;
import io.github.camelbitrix24.openlines.api.ChatEvent;
import io.github.camelbitrix24.openlines.simulator.Fault;
import io.github.camelbitrix24.openlines.simulator.PortalBuilder;
import io.github.camelbitrix24.openlines.simulator.PortalSimulator;
import io.github.camelbitrix24.openlines.simulator.RequestSeen;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.processor.state.MemoryStateRepository;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code b24openlines:events?source=bot}: what customers write reaches the route, and none of it is lost. */
class BotEventsTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String EVENTS =
            "b24openlines:events?source=bot&bot=#supportBot&delay=20&initialDelay=0&eventTypes=ONIMBOTV2MESSAGEADD";

    private final Queue<Exchange> received = new ConcurrentLinkedQueue<>();
    private TestDesk desk;

    @BeforeEach
    void open() throws Exception {
        desk = open(PortalSimulator.standard()
                .bot("helper", "Helper")
                .line(70, "Bot line", line -> line.operators(27, 31).welcomeBot("helper")));
    }

    private static TestDesk open(PortalBuilder portal) throws Exception {
        TestDesk opened = TestDesk.of(portal, 1);
        opened.bind("supportBot", opened.bot("helper"));
        return opened;
    }

    @AfterEach
    void close() throws Exception {
        desk.close();
    }

    @Test
    void aCustomersMessageBecomesAnEvent() throws Exception {
        route(EVENTS);

        long chat = writes("Maria", "Where is my parcel?");

        Exchange exchange = next();
        ChatEvent event = exchange.getMessage().getBody(ChatEvent.class);
        assertThat(event.type()).isEqualTo("ONIMBOTV2MESSAGEADD");
        assertThat(event.chatId()).isEqualTo(chat);
        assertThat(event.text()).isEqualTo("Where is my parcel?");
        assertThat(event.author().kind()).isEqualTo(Author.CLIENT);
        assertThat(event.author().name()).contains("Maria");
        assertThat(event.messageId()).matches("\\d+");
        assertThat(event.time())
                .isBetween(Instant.now().minusSeconds(600), Instant.now().plusSeconds(600));
        assertThat(event.externalChatId()).isNull();
        assertThat(event.data()).containsKeys("message", "chat", "user");
        assertThat(exchange.getMessage().getHeaders())
                .containsEntry(B24OpenLinesConstants.EVENT, "ONIMBOTV2MESSAGEADD")
                .containsEntry(B24OpenLinesConstants.CHAT_ID, chat)
                .containsEntry(B24OpenLinesConstants.TEXT, "Where is my parcel?")
                .containsEntry(B24OpenLinesConstants.AUTHOR_ID, event.author().id())
                .containsEntry(B24OpenLinesConstants.AUTHOR_KIND, "client")
                .containsEntry(B24OpenLinesConstants.MESSAGE_ID, event.messageId())
                .containsEntry(B24OpenLinesConstants.EVENT_TIME, event.time());
    }

    @Test
    void aFailedEventComesAgainAndNoneIsLost() throws Exception {
        AtomicInteger failures = new AtomicInteger(3);
        desk.route(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from(EVENTS).process(exchange -> {
                    received.add(exchange);
                    if (exchange.getMessage().getBody(ChatEvent.class).text().equals("two")
                            && failures.getAndDecrement() > 0) {
                        throw new IllegalStateException("not yet");
                    }
                });
            }
        });

        writes("Maria", "one");
        writes("Tom", "two");
        writes("Eva", "three");

        await().atMost(SOON).until(() -> texts().size() == 6);
        assertThat(texts()).containsExactlyInAnyOrder("one", "two", "two", "two", "two", "three");
        await().atMost(SOON).until(() -> desk.portal.events("helper").isEmpty());
        assertThat(received.stream()
                        .map(exchange -> exchange.getMessage().getHeader(B24OpenLinesConstants.EVENT_ID, String.class))
                        .distinct())
                .as("one id for each event, however often it comes")
                .hasSize(3)
                .doesNotContainNull();
    }

    @Test
    void stoppedAndStartedNothingIsLost() throws Exception {
        route(EVENTS);
        writes("Maria", "before");
        next();
        desk.context.getRouteController().stopRoute("events");

        writes("Tom", "meanwhile");
        desk.context.getRouteController().startRoute("events");

        await().atMost(SOON).until(() -> texts().contains("meanwhile"));
        assertThat(texts()).containsExactly("meanwhile");
    }

    @Test
    void anEventThatFailedBeforeTheStopComesAfterTheStart() throws Exception {
        AtomicInteger broken = new AtomicInteger(1);
        desk.route(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from(EVENTS).routeId("events").process(exchange -> {
                    received.add(exchange);
                    if (broken.get() > 0) {
                        throw new IllegalStateException("broken");
                    }
                });
            }
        });
        writes("Maria", "hello");
        await().atMost(SOON).until(() -> !received.isEmpty());
        desk.context.getRouteController().stopRoute("events");
        received.clear();
        broken.set(0);

        desk.context.getRouteController().startRoute("events");

        await().atMost(SOON).until(() -> !received.isEmpty());
        assertThat(texts()).containsExactly("hello");
    }

    @Test
    void anotherProcessBeginsWhereTheRepositorySays() throws Exception {
        MemoryStateRepository kept = new MemoryStateRepository();
        desk.bind("offsets", kept);
        route(EVENTS + "&offsetRepository=#offsets");
        writes("Maria", "before");
        await().atMost(SOON).until(() -> texts().contains("before") && kept.getState(position()) != null);
        desk.context.getRouteController().stopRoute("events");
        writes("Tom", "meanwhile");

        desk.context.removeRoute("events");
        received.clear();
        route(EVENTS + "&offsetRepository=#offsets");

        await().atMost(SOON).until(() -> texts().contains("meanwhile"));
        assertThat(texts()).containsExactly("meanwhile");
    }

    private String position() {
        return "b24openlines/127.0.0.1/bot/" + desk.portal.bot("helper").id();
    }

    @Test
    void theOffsetIsSentOnlyPastCompletedEvents() throws Exception {
        route(EVENTS);
        writes("Maria", "one");
        next();

        await().atMost(SOON).until(() -> desk.portal.events("helper").isEmpty());
        List<RequestSeen> polls = desk.portal.requests().stream()
                .filter(request -> request.restMethod().equals("imbot.v2.Event.get"))
                .toList();
        assertThat(polls.get(0).parameters()).doesNotContainKey("offset");
        assertThat(polls.get(polls.size() - 1).parameters()).containsKey("offset");
    }

    @Test
    void aPortalThatFailsForAWhileLosesNothing() throws Exception {
        desk.portal.faults().next("imbot.v2.Event.get", Fault.status(503, "QUERY_LIMIT_EXCEEDED"), 2);
        desk.portal.faults().next("imbot.v2.Event.get", Fault.cutAfterExecution(), 2);
        route(EVENTS);

        writes("Maria", "patience");

        await().atMost(SOON).until(() -> texts().contains("patience"));
        assertThat(texts()).containsExactly("patience");
    }

    @Test
    void aStopDoesNotWaitForASlowPortal() throws Exception {
        desk.portal.faults().always("imbot.v2.Event.get", Fault.slow(Duration.ofMinutes(5)));
        route(EVENTS);
        await().atMost(SOON).until(() -> !desk.portal.requests().isEmpty());

        assertTimeoutPreemptively(
                SOON, () -> desk.context.getRouteController().stopRoute("events", 1, TimeUnit.MINUTES));
    }

    @Test
    void otherEventsAreLeftOutAndPassed() throws Exception {
        route("b24openlines:events?bot=#supportBot&delay=20&initialDelay=0&eventTypes=OnImBotV2JoinChat");

        writes("Maria", "Hello");

        assertThat(next().getMessage().getHeader(B24OpenLinesConstants.EVENT)).isEqualTo("ONIMBOTV2JOINCHAT");
        await().atMost(SOON).until(() -> desk.portal.events("helper").isEmpty());
        assertThat(received).isEmpty();
    }

    @Test
    void allEventsComeByDefaultInTheirOrder() throws Exception {
        route("b24openlines:events?bot=#supportBot&delay=20&initialDelay=0");

        writes("Maria", "Hello");

        assertThat(next().getMessage().getHeader(B24OpenLinesConstants.EVENT)).isEqualTo("ONIMBOTV2JOINCHAT");
        assertThat(next().getMessage().getHeader(B24OpenLinesConstants.EVENT)).isEqualTo("ONIMBOTV2MESSAGEADD");
    }

    @Test
    void aWholeRouteWorksTheDialog() throws Exception {
        desk.route(new RouteBuilder() {
            @Override
            public void configure() {
                from(EVENTS)
                        .choice()
                        .when(simple("${header.CamelB24OpenLinesText} contains 'invoice'"))
                        .to("b24openlines:transfer?queueId=22")
                        .otherwise()
                        .to("b24openlines:botMessageSend?bot=#supportBot&message=One moment, please")
                        .to("b24openlines:botSessionOperator?bot=#supportBot");
            }
        });

        long invoice = writes("Maria", "My invoice is wrong");
        long other = writes("Tom", "My parrot is ill");

        await().atMost(SOON).until(() -> desk.portal.dialog(invoice).lineId() == 22);
        await().atMost(SOON)
                .until(() -> desk.portal
                                .executions("imopenlines.bot.session.operator")
                                .size()
                        == 1);
        assertThat(desk.portal.dialog(other).messages())
                .anySatisfy(message -> assertThat(message.text()).isEqualTo("One moment, please"));
        Map<String, Object> handOff = desk.portal
                .executions("imopenlines.bot.session.operator")
                .get(0)
                .parameters();
        assertThat(handOff).containsEntry("CLIENT_ID", desk.portal.bot("helper").token());
    }

    private void route(String uri) throws Exception {
        desk.route(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri).routeId("events").process(received::add);
            }
        });
    }

    private long writes(String client, String text) {
        return desk.portal.client(client).on(70).writes(text);
    }

    private Exchange next() {
        await().atMost(SOON).until(() -> !received.isEmpty());
        return received.remove();
    }

    private List<String> texts() {
        return received.stream()
                .map(exchange -> exchange.getMessage().getBody(ChatEvent.class).text())
                .toList();
    }
}
