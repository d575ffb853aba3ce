// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelbitrix24.openlines.api.ChatEvent;
import io.github.camelbitrix24.openlines.simulator.Fault;
import io.github.camelbitrix24.openlines.simulator.PortalSimulator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.spi.ExceptionHandler;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.apache.camel.support.processor.state.MemoryStateRepository;
import org.apache.camel.support.service.ServiceSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An event of a bot that fails holds up its own chat, for a time, and nobody else; whatever it is that fails. */
class FailingEventsTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String POLL = "imbot.v2.Event.get";
    private static final String EVENTS =
            "b24openlines:events?source=bot&bot=#supportBot&delay=20&initialDelay=0&eventTypes=ONIMBOTV2MESSAGEADD";

    private final Queue<String> texts = new ConcurrentLinkedQueue<>();
    private TestDesk desk;

    @BeforeEach
    void open() throws Exception {
        desk = TestDesk.of(
                PortalSimulator.standard()
                        .bot("helper", "Helper")
                        .line(70, "Bot line", line -> line.operators(27, 31).welcomeBot("helper")),
                1);
        desk.bind("supportBot", desk.bot("helper"));
    }

    @AfterEach
    void close() throws Exception {
        desk.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void itHoldsUpItsOwnChatOnly(int concurrentChats) throws Exception {
        writes("Maria", "poison");
        writes("Maria", "after it");
        writes("Tom", "one");
        route(EVENTS + "&maxAttempts=0&concurrentChats=" + concurrentChats, this::work);

        await().atMost(SOON).until(() -> texts.contains("one") && count("poison") > 2);
        writes("Eva", "two");
        writes("Tom", "three");

        await().atMost(SOON).until(() -> texts.contains("two") && texts.contains("three"));
        assertThat(texts).doesNotContain("after it");
        assertThat(texts.stream().filter(text -> !text.equals("poison")))
                .containsExactlyInAnyOrder("one", "two", "three");
    }

    @Test
    void afterFiveAttemptsTheExceptionHandlerIsToldAndItsChatGoesOn() throws Exception {
        Queue<Exchange> told = new ConcurrentLinkedQueue<>();
        desk.bind("handler", handler((exchange, cause) -> {
            assertThat(cause).hasMessage("never");
            told.add(exchange);
        }));
        long chat = writes("Maria", "poison");
        writes("Maria", "after it");
        try (LogCapture log = LogCapture.open()) {
            route(EVENTS + "&exceptionHandler=#handler", this::work);

            await().atMost(SOON).until(() -> texts.contains("after it"));
            assertThat(texts).containsExactly("poison", "poison", "poison", "poison", "poison", "after it");
            assertThat(told)
                    .singleElement()
                    .satisfies(exchange -> assertThat(exchange.getMessage()
                                    .getBody(ChatEvent.class)
                                    .text())
                            .isEqualTo("poison"));
            assertThat(log.told())
                    .filteredOn(line -> line.contains("it is passed over"))
                    .singleElement()
                    .asString()
                    .startsWith("ERROR")
                    .contains("chat " + chat, "ONIMBOTV2MESSAGEADD", "5 times", "never");
            assertThat(log.told())
                    .filteredOn(line -> line.startsWith("WARN") && line.contains("failed: "))
                    .singleElement()
                    .asString()
                    .contains("chat " + chat, "maxAttempts", "handled", "docs/errors.md", "never");
        }
        await().atMost(SOON).until(() -> desk.portal.events("helper").isEmpty());
    }

    @Test
    void bridgedToTheErrorHandlerItReachesADeadLetterAsTheEventThatItIs() throws Exception {
        Queue<Exchange> dead = new ConcurrentLinkedQueue<>();
        MemoryIdempotentRepository broken = new MemoryIdempotentRepository() {
            @Override
            public boolean contains(String key) {
                throw new IllegalStateException("no store");
            }
        };
        desk.bind("broken", broken);
        desk.route(new RouteBuilder() {
            @Override
            public void configure() {
                onException(IllegalStateException.class).handled(true).process(dead::add);
                from(EVENTS + "&bridgeErrorHandler=true&maxAttempts=2&idempotentRepository=#broken")
                        .process(exchange -> texts.add("routed"));
            }
        });
        long chat = writes("Maria", "hello");

        await().atMost(SOON).until(() -> !dead.isEmpty());
        assertThat(texts).isEmpty();
        assertThat(dead.element().getMessage().getBody(ChatEvent.class).text()).isEqualTo("hello");
        assertThat(dead.element().getMessage().getHeader(B24OpenLinesConstants.CHAT_ID))
                .isEqualTo(chat);
        await().atMost(SOON).until(() -> desk.portal.events("helper").isEmpty());
        assertThat(dead).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void whatStandsBehindIsReadThoughItIsMoreThanOneReadReturns(int concurrentChats) throws Exception {
        writes("Maria", "poison");
        IntStream.range(0, 20).forEach(number -> writes("Client " + number, "text " + number));
        route(EVENTS + "&limit=2&maxAttempts=0&concurrentChats=" + concurrentChats, this::work);

        await().atMost(SOON).until(() -> texts.stream().distinct().count() == 21);
        writes("Eva", "later");
        await().atMost(SOON).until(() -> texts.contains("later"));
        assertThat(texts.stream().filter(text -> !text.equals("poison"))).doesNotHaveDuplicates();
        assertThat(desk.portal.events("helper").get(0).data().toString())
                .as("the portal keeps what is not done")
                .contains("poison");
    }

    /** The portal shows a thousand events at most, and forgets what an offset passes. */
    @Test
    void beyondWhatThePortalShowsAnOffsetRepositoryKeepsWhatWaits() throws Exception {
        MemoryStateRepository kept = new MemoryStateRepository();
        desk.bind("offsets", kept);
        writes("Maria", "poison");
        IntStream.range(0, 1_100).forEach(number -> writes("Client " + number % 50, "text " + number));
        String uri = EVENTS + "&limit=500&maxAttempts=0&offsetRepository=#offsets";
        route(uri, this::work);

        await().atMost(Duration.ofMinutes(2)).until(() -> texts.contains("text 1099"));
        assertThat(texts.stream().filter(text -> !text.equals("poison")))
                .hasSize(1_100)
                .doesNotHaveDuplicates();
        await().atMost(SOON).until(() -> desk.portal.events("helper").isEmpty());
        desk.context.getRouteController().stopRoute("events");
        desk.context.removeRoute("events");
        texts.clear();

        route(uri, texts::add);

        await().atMost(SOON).until(() -> !texts.isEmpty());
        writes("Tom", "last");
        await().atMost(SOON).until(() -> texts.contains("last"));
        assertThat(texts).containsExactly("poison", "last");
    }

    @Test
    void withoutARepositoryThePortalKeepsWhatWaitsAndTheLogSaysWhatIsMissing() throws Exception {
        writes("Maria", "poison");
        IntStream.range(0, 1_010).forEach(number -> writes("Client " + number % 50, "text " + number));
        try (LogCapture log = LogCapture.open()) {
            route(EVENTS + "&limit=1000&maxAttempts=0", this::work);

            await().atMost(Duration.ofMinutes(2))
                    .until(() -> log.warnings().stream()
                            .anyMatch(line -> line.contains("is not read on") && line.contains("offsetRepository")));
        }
        assertThat(desk.portal.events("helper").get(0).data().toString()).contains("poison");
    }

    /** Each failure once counted as a failed poll, after which all chats waited up to a minute. */
    @Test
    void aThousandEventsOfWhichOneInAHundredFailsOnceAreSoonDone() throws Exception {
        Map<String, Boolean> failing = new ConcurrentHashMap<>();
        IntStream.range(0, 1_000).forEach(number -> {
            writes("Client " + number % 40, number % 40 + "/" + number / 40);
            if (number % 100 == 7) {
                failing.put(number % 40 + "/" + number / 40, true);
            }
        });
        route(EVENTS.replace("delay=20", "delay=500") + "&concurrentChats=8", text -> {
            if (failing.remove(text) != null) {
                throw new IllegalStateException("once");
            }
            texts.add(text);
        });

        await().atMost(Duration.ofMinutes(1)).until(() -> texts.size() == 1_000);
        for (int chat = 0; chat < 40; chat++) {
            String prefix = chat + "/";
            assertThat(texts.stream().filter(text -> text.startsWith(prefix)))
                    .containsExactlyElementsOf(
                            IntStream.range(0, 25).mapToObj(n -> prefix + n).toList());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void anErrorOfTheIdempotentRepositoryIsAFailedAttempt(int concurrentChats) throws Exception {
        AtomicInteger errors = new AtomicInteger(3);
        desk.bind("seen", new MemoryIdempotentRepository() {
            @Override
            public boolean contains(String key) {
                breakDown(errors);
                return super.contains(key);
            }
        });
        try (LogCapture log = LogCapture.open()) {
            route(EVENTS + "&idempotentRepository=#seen&concurrentChats=" + concurrentChats, texts::add);
            writes("Maria", "one");
            writes("Tom", "two");

            await().atMost(SOON).until(() -> texts.size() == 2);
            assertThat(log.warnings()).anySatisfy(line -> assertThat(line).contains("NoClassDefFoundError"));
        }
        await().atMost(SOON).until(() -> desk.portal.events("helper").isEmpty());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void anErrorOfTheIdempotentRepositoryAfterTheRouteIsTold(int concurrentChats) throws Exception {
        AtomicInteger errors = new AtomicInteger(1);
        desk.bind("seen", new MemoryIdempotentRepository() {
            @Override
            public boolean add(String key) {
                breakDown(errors);
                return super.add(key);
            }
        });
        try (LogCapture log = LogCapture.open()) {
            route(EVENTS + "&idempotentRepository=#seen&concurrentChats=" + concurrentChats, texts::add);
            writes("Maria", "one");
            await().atMost(SOON).until(() -> desk.portal.events("helper").isEmpty());
            writes("Tom", "two");

            await().atMost(SOON).until(() -> texts.contains("two"));
            assertThat(texts).containsExactly("one", "two");
            assertThat(log.warnings()).anySatisfy(line -> assertThat(line).contains("NoClassDefFoundError"));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void anErrorOfTheOffsetRepositoryEndsNothing(int concurrentChats) throws Exception {
        AtomicInteger reading = new AtomicInteger(2);
        AtomicInteger writing = new AtomicInteger(2);
        MemoryStateRepository offsets = new MemoryStateRepository() {
            @Override
            public String getState(String key) {
                breakDown(reading);
                return super.getState(key);
            }

            @Override
            public void setState(String key, String value) {
                breakDown(writing);
                super.setState(key, value);
            }
        };
        desk.bind("offsets", offsets);
        try (LogCapture log = LogCapture.open()) {
            route(EVENTS + "&offsetRepository=#offsets&concurrentChats=" + concurrentChats, texts::add);
            writes("Maria", "one");
            writes("Tom", "two");
            writes("Eva", "three");

            await().atMost(SOON).until(() -> desk.portal.events("helper").isEmpty());
            assertThat(texts).containsExactlyInAnyOrder("one", "two", "three");
            assertThat(log.warnings())
                    .anySatisfy(line -> assertThat(line).contains("Reading bot", "NoClassDefFoundError"))
                    .anySatisfy(line -> assertThat(line).contains("cannot keep the position", "NoClassDefFoundError"));
        }
        assertThat(offsets.getState("b24openlines/127.0.0.1/bot/"
                        + desk.portal.bot("helper").id()))
                .as("what could not be written is written with the next event")
                .matches("\\d+");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void anErrorOfTheRouteOrOfTheExceptionHandlerEndsNothing(int concurrentChats) throws Exception {
        AtomicInteger told = new AtomicInteger();
        desk.bind("handler", handler((exchange, cause) -> {
            told.incrementAndGet();
            throw new NoClassDefFoundError("of the handler");
        }));
        try (LogCapture log = LogCapture.open()) {
            route(EVENTS + "&exceptionHandler=#handler&maxAttempts=2&concurrentChats=" + concurrentChats, text -> {
                texts.add(text);
                if (text.equals("poison")) {
                    throw new StackOverflowError("of the route");
                }
            });
            writes("Maria", "poison");
            writes("Maria", "after it");

            await().atMost(SOON).until(() -> texts.contains("after it"));
            assertThat(texts).containsExactly("poison", "poison", "after it");
            assertThat(told).hasValue(1);
            assertThat(log.told()).anySatisfy(line -> assertThat(line).contains("ERROR", "NoClassDefFoundError"));
        }
    }

    @Test
    void whatIsNoEventIsGivenUpAndTheOthersGoOn() throws Exception {
        Map<String, Object> good = Map.of(
                "eventId",
                2_000,
                "type",
                "ONIMBOTV2MESSAGEADD",
                "date",
                "2026-03-02T10:00:00+03:00",
                "data",
                Map.of("message", Map.of("id", 7, "chatId", 1763, "authorId", 3, "text", "good")));
        List<Object> events = new ArrayList<>(List.of(
                "a text",
                42,
                List.of(),
                Map.of("type", "ONIMBOTV2MESSAGEADD", "data", Map.of()),
                Map.of("eventId", "none", "type", "ONIMBOTV2MESSAGEADD", "data", Map.of()),
                Map.of("eventId", -5, "type", "ONIMBOTV2MESSAGEADD", "data", Map.of()),
                Map.of("eventId", 9e18, "type", "ONIMBOTV2MESSAGEADD", "data", Map.of()),
                Map.of("eventId", 1_998, "type", List.of("x"), "data", Map.of()),
                Map.of("eventId", 1_999, "type", "ONIMBOTV2MESSAGEADD", "data", "a text")));
        int malformed = events.size();
        events.add(good);
        desk.portal
                .faults()
                .always(POLL, Fault.result(Map.of("events", events, "nextOffset", 2_001, "hasMore", false)));
        Queue<String> told = new ConcurrentLinkedQueue<>();
        desk.bind("handler", handler((exchange, cause) -> told.add(cause.getMessage())));
        try (LogCapture log = LogCapture.open()) {
            route(EVENTS + "&maxAttempts=2&exceptionHandler=#handler", texts::add);

            await().atMost(SOON).until(() -> told.size() == malformed && texts.contains("good"));
            long polls = polls();
            await().atMost(SOON).until(() -> polls() > polls + 5);
            assertThat(texts).containsExactly("good");
            assertThat(told)
                    .hasSize(malformed)
                    .allSatisfy(text -> assertThat(text).startsWith("it is no event"));
            assertThat(log.told())
                    .filteredOn(line -> line.contains("it is passed over"))
                    .hasSize(malformed)
                    .allSatisfy(line -> assertThat(line).startsWith("ERROR"));
        }
        desk.portal.faults().clear();
        assertThat(desk.portal.requests().stream()
                        .filter(request -> request.restMethod().equals(POLL))
                        .map(request -> request.parameters().get("offset"))
                        .filter(offset -> offset != null))
                .as("an offset passes only what has a number that can be one")
                .allSatisfy(offset -> assertThat(offset.toString()).isEqualTo("2001"));
    }

    /** The answer as a whole cannot be read then, with all the events in it. */
    @ParameterizedTest
    @ValueSource(ints = {600, 2_000, 20_000})
    void anEventThatIsTooDeepIsGivenUpAndTheOthersGoOn(int levels) throws Exception {
        String deep = "[".repeat(levels) + "]".repeat(levels);
        String event = "{\"eventId\":%d,\"type\":\"ONIMBOTV2MESSAGEADD\",\"date\":\"2026-03-02T10:00:00+03:00\","
                + "\"data\":{\"message\":{\"id\":7,\"chatId\":%d,\"authorId\":3,\"text\":\"%s\",\"params\":%s}}}";
        String answer = "{\"result\":{\"events\":["
                + String.join(
                        ",",
                        String.format(event, 1_001, 1763, "one", "{}"),
                        String.format(event, 1_002, 1764, "deep", deep),
                        String.format(event, 1_003, 1765, "long", "1".repeat(5_000)),
                        String.format(event, 1_004, 1766, "two", "{}"))
                + "],\"nextOffset\":1005,\"hasMore\":false},\"time\":{}}";
        desk.portal.faults().next(POLL, Fault.raw(200, "application/json", answer));
        try (LogCapture log = LogCapture.open()) {
            route(EVENTS + "&maxAttempts=2", texts::add);

            await().atMost(SOON).until(() -> texts.contains("two"));
            await().atMost(SOON)
                    .until(() -> log.told().stream()
                            .anyMatch(line -> line.startsWith("ERROR") && line.contains("Event 1003")));
            assertThat(texts).contains("one", "two").doesNotContain("long");
            assertThat(log.told())
                    .filteredOn(line -> line.contains("it is passed over") && line.contains("Event 1003"))
                    .hasSize(1);
            if (levels > 1_000) {
                assertThat(texts).containsExactly("one", "two");
                assertThat(log.told())
                        .filteredOn(line -> line.contains("it is passed over") && line.contains("Event 1002"))
                        .hasSize(1);
            }
        }
        await().atMost(SOON)
                .until(() -> desk.portal.requests().stream()
                        .anyMatch(request -> "1005"
                                .equals(String.valueOf(request.parameters().get("offset")))));
    }

    @Test
    void aSuspensionCountsNoAttempt() throws Exception {
        writes("Maria", "poison");
        Queue<Throwable> told = new ConcurrentLinkedQueue<>();
        desk.bind("handler", handler((exchange, cause) -> told.add(cause)));
        CountDownLatch suspended = new CountDownLatch(1);
        route(EVENTS + "&maxAttempts=1&exceptionHandler=#handler", text -> {
            texts.add(text);
            if (texts.size() == 1) {
                suspended.await();
                throw new IllegalStateException("stopped");
            }
        });
        await().atMost(SOON).until(() -> !texts.isEmpty());
        CompletableFuture<Void> suspension = CompletableFuture.runAsync(() -> suspend("events"));
        ServiceSupport consumer =
                (ServiceSupport) desk.context.getRoute("events").getConsumer();
        await().atMost(SOON).until(consumer::isSuspendingOrSuspended);
        suspended.countDown();
        suspension.get();

        desk.context.getRouteController().resumeRoute("events");

        await().atMost(SOON).until(() -> desk.portal.events("helper").isEmpty());
        assertThat(texts).containsExactly("poison", "poison");
        assertThat(told).isEmpty();
    }

    /** What the guide's route does after the answer to the hand-over was lost. */
    @Test
    void aDeskServesTheNextCustomerAfterALostAnswer() throws Exception {
        desk.portal.faults().next("imopenlines.bot.session.operator", Fault.cutAfterExecution());
        try (LogCapture log = LogCapture.open()) {
            desk.route(new RouteBuilder() {
                @Override
                public void configure() {
                    from(EVENTS + "&maxAttempts=3")
                            .to("b24openlines:botMessageSend?bot=#supportBot&message=One moment, please")
                            .to("b24openlines:botSessionOperator?bot=#supportBot")
                            .process(exchange -> texts.add("done"));
                }
            });
            long first = writes("Otto", "do you sell parrots?");
            await().atMost(SOON)
                    .until(() -> desk.portal
                                    .executions("imopenlines.bot.session.operator")
                                    .size()
                            == 1);
            writes("Maria", "and dogs?");

            await().atMost(SOON).until(() -> texts.contains("done"));
            await().atMost(SOON).until(() -> log.told().stream().anyMatch(line -> line.contains("it is passed over")));
            assertThat(log.told())
                    .filteredOn(line -> line.contains("it is passed over"))
                    .singleElement()
                    .asString()
                    .contains("chat " + first);
            assertThat(desk.portal.executions("imopenlines.bot.session.operator"))
                    .hasSize(2);
        }
    }

    private void suspend(String route) {
        try {
            desk.context.getRouteController().suspendRoute(route);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void work(String text) {
        texts.add(text);
        if (text.equals("poison")) {
            throw new IllegalStateException("never");
        }
    }

    private static void breakDown(AtomicInteger errors) {
        if (errors.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new NoClassDefFoundError("a driver's class");
        }
    }

    private static ExceptionHandler handler(Handling handling) {
        return new ExceptionHandler() {
            @Override
            public void handleException(Throwable exception) {
                throw new IllegalStateException("without an exchange", exception);
            }

            @Override
            public void handleException(String message, Throwable exception) {
                throw new IllegalStateException("without an exchange", exception);
            }

            @Override
            public void handleException(String message, Exchange exchange, Throwable exception) {
                handling.of(exchange, exception);
            }
        };
    }

    private void route(String uri, Work work) throws Exception {
        Processor worker = exchange ->
                work.on(exchange.getMessage().getBody(ChatEvent.class).text());
        desk.route(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from(uri).routeId("events").process(worker);
            }
        });
    }

    private long count(String text) {
        return texts.stream().filter(text::equals).count();
    }

    private long polls() {
        return desk.portal.requests().stream()
                .filter(request -> request.restMethod().equals(POLL))
                .count();
    }

    private long writes(String client, String text) {
        return desk.portal.client(client).on(70).writes(text);
    }

    private interface Work {
        void on(String text) throws Exception;
    }

    private interface Handling {
        void of(Exchange exchange, Throwable cause);
    }
}
