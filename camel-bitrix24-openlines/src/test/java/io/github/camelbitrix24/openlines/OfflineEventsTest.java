// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.github.camelbitrix24.openlines.api.B24InvalidRequestException;
import io.github.camelbitrix24.openlines.api.ChatEvent;
import io.github.camelbitrix24.openlines.simulator.Fault;
import io.github.camelbitrix24.openlines.simulator.PortalSimulator;
import io.github.camelbitrix24.openlines.simulator.PortalSwitch;
import io.github.camelbitrix24.openlines.simulator.RequestSeen;
import io.github.camelbitrix24.openlines.simulator.TokenPair;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.processor.state.MemoryStateRepository;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code b24openlines:events?source=offline}: what the portal keeps for an application reaches the route, and is cleared then. */
class OfflineEventsTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String APP = "local.desk";
    private static final String GET = "event.offline.get";
    private static final String EVENTS = "b24openlines:events?source=offline&delay=20&initialDelay=0"
            + "&autoBind=true&eventTypes=ONOPENLINEMESSAGEADD";

    private final Queue<String> texts = new ConcurrentLinkedQueue<>();
    private final Map<String, Integer> broken = new ConcurrentHashMap<>();
    private PortalSimulator portal;
    private TokenPair tokens;
    private DefaultCamelContext context;

    @BeforeEach
    void open() throws Exception {
        start(PortalSimulator.standard()
                .app(APP, "app-secret", "imopenlines", "imbot", "imconnector")
                .start());
    }

    private void start(PortalSimulator started) throws Exception {
        portal = started;
        tokens = portal.authorize(APP, 1);
        context = new DefaultCamelContext();
        B24OpenLinesConfiguration options = context.getComponent("b24openlines", B24OpenLinesComponent.class)
                .getConfiguration();
        options.setPortalUrl(portal.url());
        options.setClientId(APP);
        options.setClientSecret("app-secret");
        options.setAccessToken(tokens.accessToken());
        options.setRefreshToken(tokens.refreshToken());
        options.setOauthServerUrl(portal.url());
        options.setRateLimit(RateLimit.none);
        context.getShutdownStrategy().setTimeout(10);
        context.start();
    }

    @AfterEach
    void close() {
        context.stop();
        portal.close();
    }

    @Test
    void eventsAreReservedWorkedAndCleared() throws Exception {
        route(EVENTS);

        writes("Maria", "one");
        writes("Tom", "two");

        await().atMost(SOON).until(() -> texts.size() == 2);
        assertThat(texts).containsExactly("one", "two");
        await().atMost(SOON).until(this::isEmpty);
        assertThat(portal.executions(GET))
                .isNotEmpty()
                .allSatisfy(read -> assertThat(String.valueOf(read.parameters().get("CLEAR")))
                        .isEqualTo("0"));
    }

    @Test
    void aFailedEventComesAgainUnderItsReservation() throws Exception {
        broken.put("two", 2);
        route(EVENTS.replace("autoBind=true", "autoBind=true&limit=10"));
        context.getRouteController().suspendRoute("events");
        for (String text : List.of("one", "two", "three")) {
            writes("Maria", text);
        }
        context.getRouteController().resumeRoute("events");

        await().atMost(SOON).until(() -> texts.contains("three"));
        assertThat(texts).containsExactly("one", "two", "two", "two", "three");
        await().atMost(SOON).until(this::isEmpty);
    }

    @Test
    void afterSoManyAttemptsItIsReportedAndNotReadAgain() throws Exception {
        broken.put("poison", 1_000);
        route(EVENTS + "&maxAttempts=2");
        writes("Maria", "poison");
        writes("Maria", "next");

        await().atMost(SOON).until(() -> texts.contains("next"));
        await().atMost(SOON)
                .until(() -> !portal.executions("event.offline.error").isEmpty());

        assertThat(texts).containsExactly("poison", "poison", "next");
        assertThat(list()).contains("\"ERROR\":\"1\"").contains("poison").doesNotContain("next");
        writes("Tom", "later");
        await().atMost(SOON).until(() -> texts.contains("later"));
        assertThat(texts).containsExactly("poison", "poison", "next", "later");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void anEventThatFailsHoldsUpItsOwnChatOnly(int concurrentChats) throws Exception {
        broken.put("poison", 1_000_000);
        route(EVENTS + "&limit=2&maxAttempts=0&concurrentChats=" + concurrentChats);
        context.getRouteController().suspendRoute("events");
        writes("Maria", "poison");
        writes("Maria", "after it");
        IntStream.range(0, 10).forEach(number -> writes("Client " + number, "text " + number));
        context.getRouteController().resumeRoute("events");

        await().atMost(SOON).until(() -> others().size() == 10);
        writes("Tom", "later");
        await().atMost(SOON).until(() -> others().contains("later"));
        assertThat(others()).hasSize(11).doesNotHaveDuplicates().doesNotContain("after it");
        broken.clear();

        await().atMost(SOON).until(this::isEmpty);
        assertThat(others()).hasSize(12).endsWith("after it");
    }

    private List<String> others() {
        return texts.stream().filter(text -> !text.equals("poison")).toList();
    }

    @Test
    void severalReservationsAreKeptOverRestarts() throws Exception {
        MemoryStateRepository kept = new MemoryStateRepository();
        context.getRegistry().bind("offsets", kept);
        String uri = EVENTS + "&limit=2&maxAttempts=0&offsetRepository=#offsets";
        List.of("bad 1", "bad 2").forEach(text -> broken.put(text, 1_000_000));
        route(uri);
        context.getRouteController().suspendRoute("events");
        List.of("bad 1", "one", "bad 2", "two").forEach(text -> writes("Client of " + text, text));
        context.getRouteController().resumeRoute("events");
        await().atMost(SOON).until(() -> texts.containsAll(List.of("bad 1", "one", "bad 2", "two")));
        String place = "b24openlines/127.0.0.1/offline/" + APP;
        await().atMost(SOON).until(() -> kept.getState(place).matches("[0-9a-f]{32};[0-9a-f]{32}"));
        context.getRouteController().stopRoute("events");
        context.removeRoute("events");
        texts.clear();
        broken.clear();

        route(uri);

        await().atMost(SOON).until(this::isEmpty);
        assertThat(texts).containsExactly("bad 1", "bad 2");
        await().atMost(SOON).until(() -> kept.getState(place).isEmpty());
    }

    /** Without a name an application gets no events of what it does itself (§9.1). */
    @Test
    void aQueueOfAConnectorIsBoundAndRead() throws Exception {
        route(EVENTS + "&authConnector=desk&autoUnbind=true");
        writes("Maria", "hello");

        await().atMost(SOON).until(() -> texts.contains("hello"));
        assertThat(call("event.get", "")).contains("\"connector_id\":\"desk\"");
        await().atMost(SOON)
                .until(() -> call("event.offline.list", "auth_connector=desk").contains("\"result\":[]"));
        context.getRouteController().stopRoute("events");
        assertThat(call("event.get", "")).doesNotContain("desk");
        context.getRouteController().startRoute("events");
        assertThat(call("event.get", "")).contains("\"connector_id\":\"desk\"");
        context.getRouteController().suspendRoute("events");
        writes("Maria", "while it is suspended");
        assertThat(list()).as("the queue without a name").contains("\"result\":[]");
        assertThat(call("event.offline.list", "auth_connector=desk")).contains("while it is suspended");
    }

    @Test
    void aRowThatIsNoEventIsGivenUpAndTheOthersGoOn() throws Exception {
        Map<String, Object> good = Map.of(
                "ID",
                "9",
                "MESSAGE_ID",
                "0123456789abcdef0123456789abcdef",
                "EVENT_NAME",
                "ONOPENLINEMESSAGEADD",
                "EVENT_DATA",
                Map.of("DATA", List.of(Map.of("message", Map.of("id", 7, "text", "good")))));
        portal.faults()
                .next(
                        GET,
                        Fault.result(Map.of(
                                "process_id",
                                "abcdefabcdefabcdefabcdefabcdefab",
                                "events",
                                List.of("a text", Map.of("EVENT_NAME", "ONOPENLINEMESSAGEADD"), 7, good))));
        try (LogCapture log = LogCapture.open()) {
            route(EVENTS + "&maxAttempts=2");
            await().atMost(SOON)
                    .until(() -> log.warnings().stream()
                                    .filter(line -> line.contains("it is passed over"))
                                    .count()
                            == 3);
        }
        writes("Tom", "later");
        await().atMost(SOON).until(() -> texts.contains("later"));
        assertThat(texts).containsExactly("good", "later");
    }

    @Test
    void eventsOfOneChatStayInOrderWhileChatsRunSideBySide() throws Exception {
        route(EVENTS + "&concurrentChats=4");
        context.getRouteController().suspendRoute("events");
        IntStream.range(0, 40).forEach(number -> writes("Client " + number % 5, number % 5 + "/" + number / 5));
        context.getRouteController().resumeRoute("events");

        await().atMost(SOON).until(this::isEmpty);
        assertThat(texts).hasSize(40);
        for (int client = 0; client < 5; client++) {
            String prefix = client + "/";
            assertThat(texts.stream().filter(text -> text.startsWith(prefix)))
                    .containsExactlyElementsOf(
                            IntStream.range(0, 8).mapToObj(n -> prefix + n).toList());
        }
    }

    @Test
    void whatACrashedRunHadReservedIsFoundAgain() throws Exception {
        route(EVENTS);
        context.getRouteController().suspendRoute("events");
        writes("Maria", "left behind");
        assertThat(call(GET, "clear=0")).contains("left behind");
        assertThat(call(GET, "clear=0")).as("reserved, and so for nobody").doesNotContain("left behind");
        context.getRouteController().stopRoute("events");

        context.getRouteController().startRoute("events");

        await().atMost(SOON).until(() -> texts.contains("left behind"));
        await().atMost(SOON).until(this::isEmpty);
    }

    @Test
    void aSuspensionLeavesNoPollAtWorkAtThePortal() throws Exception {
        route(EVENTS);
        portal.faults().always(GET, Fault.slow(Duration.ofMillis(300)));
        int before = polls().size();
        await().atMost(SOON).until(() -> polls().size() > before + 1);

        context.getRouteController().suspendRoute("events");

        assertThat(polls()).allSatisfy(poll -> assertThat(poll.status()).isEqualTo(200));
    }

    /** A request that was given up is still at work at the portal, and reserves after the first look. */
    @Test
    void whatIsReservedLateIsFoundToo() throws Exception {
        route(EVENTS);
        await().atMost(SOON).until(() -> !portal.executions(GET).isEmpty());
        context.getRouteController().suspendRoute("events");
        writes("Maria", "hello");
        assertThat(call(GET, "clear=0")).contains("hello");

        context.getRouteController().resumeRoute("events");

        await().atMost(Duration.ofMinutes(2)).until(() -> texts.contains("hello"));
        await().atMost(SOON).until(this::isEmpty);
        assertThat(texts).containsExactly("hello");
    }

    @Test
    void anAnswerThatIsLostLosesNoEvent() throws Exception {
        route(EVENTS);
        context.getRouteController().suspendRoute("events");
        writes("Maria", "hello");
        portal.faults().next(GET, Fault.cutAfterExecution(), 2);

        context.getRouteController().resumeRoute("events");

        await().atMost(SOON).until(() -> texts.contains("hello"));
        await().atMost(SOON).until(this::isEmpty);
        assertThat(texts).containsExactly("hello");
    }

    @Test
    void aClearingThatIsLostIsSaidAgainWithoutWorkingAgain() throws Exception {
        portal.faults().next("event.offline.clear", Fault.cutBeforeExecution(), 2);
        route(EVENTS);

        writes("Maria", "hello");

        await().atMost(SOON).until(() -> texts.contains("hello"));
        await().atMost(SOON).until(this::isEmpty);
        assertThat(texts).containsExactly("hello");
    }

    @Test
    void theReservationIsKeptOverRestarts() throws Exception {
        MemoryStateRepository kept = new MemoryStateRepository();
        context.getRegistry().bind("offsets", kept);
        broken.put("two", 1_000);
        route(EVENTS + "&offsetRepository=#offsets&limit=10");
        context.getRouteController().suspendRoute("events");
        writes("Maria", "one");
        writes("Maria", "two");
        context.getRouteController().resumeRoute("events");
        String place = "b24openlines/127.0.0.1/offline/" + APP;
        await().atMost(SOON).until(() -> texts.contains("two") && kept.getState(place) != null);
        assertThat(kept.getState(place)).matches("[0-9a-f]{32}(\\+[0-9a-f]{32})?");
        context.getRouteController().stopRoute("events");
        context.removeRoute("events");
        texts.clear();
        broken.clear();

        route(EVENTS + "&offsetRepository=#offsets&limit=10");

        await().atMost(SOON).until(this::isEmpty);
        assertThat(texts).containsExactly("two");
    }

    @Test
    void itBindsOnlyWhatIsMissing() throws Exception {
        route(EVENTS.replace("MESSAGEADD", "MESSAGEADD,ONSESSIONSTART"));
        context.getRouteController().stopRoute("events");
        context.getRouteController().startRoute("events");

        portal.verify()
                .executed("event.bind")
                .with("event", "ONOPENLINEMESSAGEADD")
                .times(1);
        portal.verify().executed("event.bind").with("event", "ONSESSIONSTART").times(1);
        assertThat(portal.executions("event.get")).hasSize(2);
        assertThat(portal.executions("event.unbind")).isEmpty();
    }

    @Test
    void itUnbindsWhenItIsTold() throws Exception {
        route(EVENTS + "&autoUnbind=true");
        context.getRouteController().stopRoute("events");

        assertThat(portal.executions("event.unbind")).hasSize(1);
        assertThat(call("event.get", "")).doesNotContain("ONOPENLINEMESSAGEADD");
    }

    @Test
    void withoutAnApplicationItIsRefused() throws Exception {
        try (TestDesk desk = TestDesk.of(PortalSimulator.standard(), 1)) {
            Throwable failure = catchThrowable(() -> desk.route(new RouteBuilder() {
                @Override
                public void configure() {
                    from("b24openlines:events?source=offline").to("mock:none");
                }
            }));
            assertThat(ExceptionUtils.throwableOfType(failure, B24InvalidRequestException.class))
                    .hasMessageContainingAll("source=offline", "clientId", "source=bot");
        }
    }

    @Test
    void aPlanWithoutReservationIsSaid() throws Exception {
        close();
        start(PortalSimulator.standard()
                .app(APP, "app-secret", "imopenlines")
                .switchOn(PortalSwitch.NO_OFFLINE_RESERVATION)
                .start());
        try (LogCapture log = LogCapture.open()) {
            route(EVENTS);

            await().atMost(SOON)
                    .until(() -> log.warnings().stream()
                            .anyMatch(line -> line.contains("WRONG_LICENSE") && line.contains("the offline queue")));
        }
    }

    private void route(String uri) throws Exception {
        Processor worker = exchange -> {
            String text = exchange.getMessage().getBody(ChatEvent.class).text();
            texts.add(text);
            if (broken.computeIfPresent(text, (key, left) -> left == 0 ? null : left - 1) != null) {
                throw new IllegalStateException("not yet");
            }
        };
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from(uri).routeId("events").process(worker);
            }
        });
    }

    private void writes(String client, String text) {
        portal.client(client).on(15).writes(text);
    }

    private List<RequestSeen> polls() {
        return portal.requests().stream()
                .filter(request -> GET.equals(request.restMethod()))
                .toList();
    }

    private boolean isEmpty() throws Exception {
        return list().contains("\"result\":[]");
    }

    private String list() throws Exception {
        return call("event.offline.list", "");
    }

    private String call(String method, String query) throws Exception {
        String url = tokens.clientEndpoint() + method + "?auth=" + tokens.accessToken() + "&" + query;
        try (InputStream answer = URI.create(url).toURL().openStream()) {
            return new String(answer.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
