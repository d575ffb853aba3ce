// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.github.camelbitrix24.openlines.api.B24InvalidRequestException;
import io.github.camelbitrix24.openlines.api.ChatEvent;
import io.github.camelbitrix24.openlines.simulator.Fault;
import io.github.camelbitrix24.openlines.simulator.PortalSimulator;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.health.HealthCheckRepository;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.apache.camel.support.processor.state.MemoryStateRepository;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a bot's queue is read like: side by side, with failures, with company. */
class PolledEventsTest {
    private static final Duration SOON = Duration.ofSeconds(20);
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
        HealthCheckRegistry checks = HealthCheckRegistry.get(desk.context);
        checks.setEnabled(true);
        HealthCheckRepository consumers = (HealthCheckRepository) checks.resolveById("consumers");
        consumers.setEnabled(true);
        checks.register(consumers);
    }

    @AfterEach
    void close() throws Exception {
        desk.close();
    }

    @Test
    void chatsRunSideBySideAndEachInOrder() throws Exception {
        CountDownLatch open = new CountDownLatch(1);
        for (String text : List.of("a1", "a2", "b1", "b2")) {
            writes(text.substring(0, 1), text);
        }
        route(EVENTS + "&concurrentChats=2", text -> {
            if (text.equals("a1")) {
                open.await();
            }
            texts.add(text);
        });

        await().atMost(SOON).until(() -> texts.size() == 2);
        assertThat(texts).containsExactly("b1", "b2");
        assertThat(desk.portal.events("helper"))
                .as("nothing is passed before a1 is done")
                .hasSizeGreaterThan(3);
        open.countDown();
        await().atMost(SOON).until(() -> desk.portal.events("helper").isEmpty());
        assertThat(texts).containsExactly("b1", "b2", "a1", "a2");
    }

    @Test
    void aChatThatFailsHoldsNoOtherUp() throws Exception {
        AtomicInteger failures = new AtomicInteger(3);
        for (String text : List.of("a1", "b1", "a2", "b2")) {
            writes(text.substring(0, 1), text);
        }
        route(EVENTS + "&concurrentChats=2", text -> {
            texts.add(text);
            if (text.equals("a1") && failures.getAndDecrement() > 0) {
                throw new IllegalStateException("not yet");
            }
        });

        await().atMost(SOON).until(() -> texts.contains("a2"));
        assertThat(texts.stream().filter(text -> text.startsWith("a"))).containsExactly("a1", "a1", "a1", "a1", "a2");
        assertThat(texts.stream().filter(text -> text.startsWith("b"))).containsExactly("b1", "b2");
    }

    @Test
    void afterSoManyAttemptsAnEventIsPassedOver() throws Exception {
        writes("Maria", "poison");
        writes("Tom", "next");
        try (LogCapture log = LogCapture.open()) {
            route(EVENTS + "&maxAttempts=3", text -> {
                texts.add(text);
                if (text.equals("poison")) {
                    throw new IllegalStateException("never");
                }
            });

            await().atMost(SOON).until(() -> texts.contains("next"));
            await().atMost(SOON).until(() -> log.lines().stream().anyMatch(line -> line.contains("it is passed over")));
            assertThat(texts).containsExactly("poison", "next", "poison", "poison");
            assertThat(log.lines())
                    .filteredOn(line -> line.contains("it is passed over"))
                    .hasSize(1)
                    .allSatisfy(line -> assertThat(line).contains("chat ", "3 times", "never"));
        }
    }

    @Test
    void allThatWaitsIsReadWithoutPausing() throws Exception {
        for (int number = 0; number < 7; number++) {
            writes("Client " + number, "text " + number);
        }

        route(EVENTS.replace("delay=20", "delay=3600000") + "&limit=2", texts::add);

        await().atMost(SOON).until(() -> texts.size() == 7);
        assertThat(texts).containsExactly("text 0", "text 1", "text 2", "text 3", "text 4", "text 5", "text 6");
    }

    @Test
    void failingPollsAreSaidOnce() throws Exception {
        desk.portal.faults().always(POLL, Fault.status(403, "BOT_OWNERSHIP_ERROR", "Not your bot"));
        try (LogCapture log = LogCapture.open()) {
            route(EVENTS.replace("delay=20", "delay=1"), texts::add);
            await().atMost(SOON).until(() -> polls() >= 5);
            desk.portal.faults().clear();
            desk.portal.faults().next(POLL, Fault.status(403, "SCOPE_ERROR", "No scope"));
            writes("Maria", "hello");
            await().atMost(SOON).until(() -> texts.contains("hello"));

            List<String> ours = log.lines().stream()
                    .filter(line -> line.contains("PollingEventsConsumer"))
                    .filter(line -> line.contains("fails, and is tried again"))
                    .toList();
            assertThat(ours.stream().filter(line -> line.contains("BOT_OWNERSHIP_ERROR")))
                    .hasSizeGreaterThanOrEqualTo(5);
            assertThat(ours).noneSatisfy(line -> assertThat(line).contains("\tat "));
            await().atMost(SOON)
                    .until(() -> log.lines().stream().anyMatch(line -> line.contains("goes on, after failures")));
            assertThat(log.warnings().stream().filter(line -> line.contains("BOT_OWNERSHIP_ERROR")))
                    .hasSize(1);
            assertThat(log.warnings().stream().filter(line -> line.contains("SCOPE_ERROR")))
                    .hasSize(1);
        }
    }

    @Test
    void theHealthCheckSaysSinceWhenAndWithWhatCode() throws Exception {
        desk.portal.faults().always(POLL, Fault.status(403, "BOT_OWNERSHIP_ERROR", "Not your bot"));
        route(EVENTS, texts::add);

        await().atMost(SOON)
                .until(() -> health().getState() == HealthCheck.State.DOWN
                        && health().getError().isPresent());

        HealthCheck.Result down = health();
        assertThat(down.getDetails())
                .containsEntry("http.response.code", 403)
                .containsEntry("failure.error.code", "BOT_OWNERSHIP_ERROR")
                .containsKeys("failure.since", "failure.error.count");
        assertThat(down.toString() + down.getDetails())
                .doesNotContain(desk.portal.bot("helper").token());
        desk.portal.faults().clear();
        await().atMost(SOON).until(() -> health().getState() == HealthCheck.State.UP);
        assertThat(health().getDetails()).doesNotContainKey("failure.since");
    }

    private HealthCheck.Result health() {
        return HealthCheckHelper.invokeReadiness(desk.context).stream()
                .filter(result -> result.getCheck().getId().contains("events"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aSecondReaderIsSaid() throws Exception {
        try (LogCapture log = LogCapture.open()) {
            route(EVENTS, text -> {
                throw new IllegalStateException("never");
            });
            writes("Maria", "hello");
            await().atMost(SOON).until(() -> polls() > 2);
            long last = desk.portal.events("helper").get(0).eventId();

            passEverything(last + 100);

            await().atMost(SOON).until(() -> log.warnings().stream().anyMatch(line -> line.contains("Another reader")));
        }
    }

    @Test
    void aPositionThatJumpsIsSaid() throws Exception {
        try (LogCapture log = LogCapture.open()) {
            route(EVENTS, texts::add);
            writes("Maria", "hello");
            await().atMost(SOON).until(() -> desk.portal.events("helper").isEmpty());
            desk.context.getRouteController().suspendRoute("events");
            writes("Tom", "for the other one");
            passEverything(desk.portal.events("helper").get(0).eventId() + 100);
            assertThat(log.warnings()).noneSatisfy(line -> assertThat(line).contains("Another reader"));

            desk.context.getRouteController().resumeRoute("events");

            await().atMost(SOON).until(() -> log.warnings().stream().anyMatch(line -> line.contains("Another reader")));
        }
        assertThat(texts).containsExactly("hello");
    }

    /** As another reader of the same bot would. */
    private void passEverything(long offset) throws Exception {
        String url = desk.portal.webhook(1).url() + POLL + "?botId="
                + desk.portal.bot("helper").id() + "&botToken="
                + desk.portal.bot("helper").token() + "&offset=" + offset;
        try (InputStream answer = URI.create(url).toURL().openStream()) {
            assertThat(answer.readAllBytes()).isNotEmpty();
        }
    }

    @Test
    void anEventThatIsKnownToBeDoneDoesNotComeAgain() throws Exception {
        MemoryIdempotentRepository seen = new MemoryIdempotentRepository();
        desk.bind("seen", seen);
        writes("Maria", "hello");
        route(EVENTS + "&idempotentRepository=#seen", texts::add);
        await().atMost(SOON)
                .until(() -> texts.size() == 1 && desk.portal.events("helper").isEmpty());
        assertThat(seen.getCache().keySet())
                .singleElement()
                .asString()
                .matches("b24openlines/127\\.0\\.0\\.1/bot/\\d+/\\d+");
    }

    @Test
    void whatIsDoneBeyondAFailedEventIsRememberedOverRestarts() throws Exception {
        MemoryStateRepository kept = new MemoryStateRepository();
        desk.bind("offsets", kept);
        for (String text : List.of("a1", "b1", "c1")) {
            writes(text.substring(0, 1), text);
        }
        Map<String, Boolean> broken = new ConcurrentHashMap<>(Map.of("a1", true));
        String uri = EVENTS + "&concurrentChats=3&offsetRepository=#offsets";
        route(uri, text -> {
            texts.add(text);
            if (broken.containsKey(text)) {
                throw new IllegalStateException("not yet");
            }
        });
        await().atMost(SOON).until(() -> texts.containsAll(List.of("a1", "b1", "c1")));
        String place = "b24openlines/127.0.0.1/bot/" + desk.portal.bot("helper").id();
        await().atMost(SOON).until(() -> kept.getState(place).matches("\\d*\\+\\d+(,\\d+)+"));
        desk.context.getRouteController().stopRoute("events");
        desk.context.removeRoute("events");
        texts.clear();
        broken.clear();

        route(uri, texts::add);

        await().atMost(SOON).until(() -> desk.portal.events("helper").isEmpty());
        assertThat(texts).containsExactly("a1");
        assertThat(kept.getState(place)).matches("\\d+");
    }

    @Test
    void aStopInTheMiddleOfManyLosesNone() throws Exception {
        for (int number = 0; number < 20; number++) {
            writes("Client " + number, "text " + number);
        }
        CountDownLatch five = new CountDownLatch(5);
        route(EVENTS, text -> {
            texts.add(text);
            five.countDown();
        });
        five.await();
        desk.context.getRouteController().stopRoute("events");
        desk.context.getRouteController().startRoute("events");

        await().atMost(SOON).until(() -> desk.portal.events("helper").isEmpty());
        assertThat(texts).hasSize(20).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource({
        "eventTypes=OnImBotMessage, did you mean ONIMBOTV2",
        "eventTypes=ONSESSIONFINISH, ONSESSIONFINISH does not come with source=bot",
        "lineId=22, lineId and connectorId",
        "connectorId=livechat, lineId and connectorId",
        "concurrentChats=0, concurrentChats must be 1 to 1000",
        "maxAttempts=-1, maxAttempts must be at least 0",
        "authConnector=desk, authConnector names a queue of source=offline",
        "autoBind=true, autoBind is for source=push"
    })
    void whatCannotBeMeantIsRefused(String option, String words) {
        Throwable failure =
                catchThrowable(() -> route("b24openlines:events?source=bot&bot=#supportBot&" + option, texts::add));

        assertThat(ExceptionUtils.throwableOfType(failure, B24InvalidRequestException.class))
                .hasMessageContaining(words);
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

    private long polls() {
        return desk.portal.requests().stream()
                .filter(request -> request.restMethod().equals(POLL))
                .count();
    }

    private void writes(String client, String text) {
        desk.portal.client(client).on(70).writes(text);
    }

    private interface Work {
        void on(String text) throws Exception;
    }
}
