// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelbitrix24.openlines.report.Ending;
import io.github.camelbitrix24.openlines.report.EventEnding;
import io.github.camelbitrix24.openlines.report.Observer;
import io.github.camelbitrix24.openlines.report.Renewed;
import io.github.camelbitrix24.openlines.simulator.Fault;
import io.github.camelbitrix24.openlines.simulator.PortalSimulator;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.junit.jupiter.api.Test;

/** What Micrometer is told: each name and tag that docs/monitoring.md promises, with values out of closed lists. */
class MetricsTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String ANSWER = "imopenlines.operator.answer";
    private static final String CALLS = "camel.b24openlines.calls";

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @Test
    void callsAndOperationsAreTimedByHowTheyEnd() throws Exception {
        try (TestDesk desk = desk()) {
            for (Fault fault : List.of(
                    Fault.status(400, "SOME_REFUSAL", "no"),
                    Fault.status(401, "INVALID_CREDENTIALS", "no"),
                    Fault.cutBeforeExecution())) {
                desk.portal.faults().next(ANSWER, fault);
                assertThat(answer(desk).getException()).isNotNull();
            }
            assertThat(answer(desk).getException()).isNull();
            assertThat(desk.send("b24openlines:answer", "no chat").getException())
                    .isNotNull();
            assertThat(desk.send("b24openlines:answer?verify=true", chat(desk)).getException())
                    .isNull();

            Map<String, Long> operations = counts("camel.b24openlines.operations");
            assertThat(operations)
                    .containsExactlyInAnyOrderEntriesOf(Map.of(
                            "operation=answer,outcome=refused", 1L,
                            "operation=answer,outcome=auth", 1L,
                            "operation=answer,outcome=unknown", 1L,
                            "operation=answer,outcome=accepted", 1L,
                            "operation=answer,outcome=invalid", 1L,
                            "operation=answer,outcome=applied", 1L));
            // what is refused here is no call; a verified action is three
            assertThat(counts(CALLS))
                    .containsExactlyInAnyOrderEntriesOf(Map.of(
                            "method=" + ANSWER + ",outcome=refused",
                            1L,
                            "method=" + ANSWER + ",outcome=auth",
                            1L,
                            "method=" + ANSWER + ",outcome=unknown",
                            1L,
                            "method=" + ANSWER + ",outcome=done",
                            2L,
                            "method=imopenlines.dialog.get,outcome=done",
                            2L));
            assertThat(counts("camel.b24openlines.calls.waiting"))
                    .containsEntry("method=" + ANSWER, 5L)
                    .containsEntry("method=imopenlines.dialog.get", 2L);
            assertThat(count("camel.b24openlines.outcomes.unknown")).isEqualTo(1);
            assertThat(counts("camel.b24openlines.requests"))
                    .containsEntry("kind=single", 4L)
                    .containsEntry("kind=batch", 1L);
        }
    }

    @Test
    void alertsFindTheirMetersFromTheStart() throws Exception {
        try (TestDesk desk = desk()) {
            answer(desk);

            assertThat(counts("camel.b24openlines.limit.hits")).containsOnlyKeys("limit=rate", "limit=operating");
            assertThat(counts("camel.b24openlines.token.refreshes"))
                    .containsOnlyKeys("result=done", "result=refused", "result=unavailable", "result=lost");
            assertThat(counts("camel.b24openlines.budget.changes")).containsOnlyKeys("state=lost", "state=back");
            for (String name : List.of("outcomes.unknown", "portal.moves")) {
                assertThat(count("camel.b24openlines." + name)).isZero();
            }
        }
    }

    @Test
    void limitsOfThePortalAreCounted() throws Exception {
        try (TestDesk desk = desk()) {
            desk.portal.faults().next(ANSWER, Fault.status(503, "QUERY_LIMIT_EXCEEDED", "Too many requests"));
            assertThat(answer(desk).getException()).isNull();
            desk.portal.faults().next(ANSWER, Fault.status(429, "OPERATION_TIME_LIMIT", "blocked"));
            assertThat(desk.send("b24openlines:answer?maxWait=100", chat(desk)).getException())
                    .isNotNull();

            assertThat(count("camel.b24openlines.limit.hits", "limit", "rate")).isEqualTo(1);
            assertThat(count("camel.b24openlines.limit.hits", "limit", "operating"))
                    .isEqualTo(1);
            assertThat(count("camel.b24openlines.calls.repeated", "method", ANSWER))
                    .isEqualTo(1);
            assertThat(counts(CALLS)).containsEntry("method=" + ANSWER + ",outcome=limit", 1L);
        }
    }

    @Test
    void waitingCallsGoTogetherAndTheirWaitingIsTimed() throws Exception {
        try (TestDesk desk = desk()) {
            String uri = "b24openlines:answer?maxInFlight=1";
            List<Long> chats = IntStream.range(0, 30).mapToObj(n -> chat(desk)).toList();
            desk.portal.faults().next(ANSWER, Fault.slow(Duration.ofMillis(300)));
            List<CompletableFuture<Exchange>> sent = chats.stream()
                    .map(chat -> desk.template.asyncSend(
                            uri, exchange -> exchange.getMessage().setBody(chat)))
                    .toList();
            for (CompletableFuture<Exchange> one : sent) {
                assertThat(one.get(20, TimeUnit.SECONDS).getException()).isNull();
            }

            DistributionSummary sizes =
                    registry.get("camel.b24openlines.batch.size").summary();
            assertThat(sizes.totalAmount()).isEqualTo(30);
            assertThat(sizes.max()).isGreaterThan(1);
            Timer waiting = registry.get("camel.b24openlines.calls.waiting").timer();
            assertThat(waiting.count()).isEqualTo(30);
            assertThat(waiting.totalTime(TimeUnit.MILLISECONDS)).isPositive();
        }
    }

    @Test
    void methodsThatNobodyKnowsShareOneName() throws Exception {
        try (TestDesk desk = desk()) {
            for (int n = 0; n < 20; n++) {
                desk.send("b24openlines:call?method=vendor.made.up" + n, Map.of());
            }
            desk.send("b24openlines:call?method=IMOPENLINES.dialog.GET", Map.of("CHAT_ID", chat(desk)));

            assertThat(counts(CALLS))
                    .containsEntry("method=other,outcome=refused", 20L)
                    .containsEntry("method=imopenlines.dialog.get,outcome=done", 1L)
                    .hasSize(2);
        }
    }

    @Test
    void eventsAreCountedByTypeAndEnd() throws Exception {
        try (TestDesk desk = TestDesk.of(
                PortalSimulator.standard()
                        .bot("helper", "Helper")
                        .line(70, "Bot line", line -> line.operators(27).welcomeBot("helper")),
                1)) {
            desk.bind("metricsRegistry", registry);
            desk.bind("bot", desk.bot("helper"));
            desk.route(new RouteBuilder() {
                @Override
                public void configure() {
                    from("b24openlines:events?bot=#bean:bot&delay=20&maxAttempts=2&eventTypes=ONIMBOTV2MESSAGEADD")
                            .filter(header("CamelB24OpenLinesText").contains("fail"))
                            .throwException(new IllegalStateException("no"));
                }
            });
            desk.portal.client("Anna").on(70).writes("Hello");
            desk.portal.client("Boris").on(70).writes("fail");

            String events = "camel.b24openlines.events";
            await().atMost(SOON)
                    .until(() -> counts(events).containsKey("result=given_up,source=bot,type=ONIMBOTV2MESSAGEADD"));
            assertThat(counts(events))
                    .containsEntry("result=done,source=bot,type=ONIMBOTV2MESSAGEADD", 1L)
                    .containsEntry("result=failed,source=bot,type=ONIMBOTV2MESSAGEADD", 1L)
                    .containsEntry("result=given_up,source=bot,type=ONIMBOTV2MESSAGEADD", 1L)
                    .containsKey("result=filtered,source=bot,type=ONIMBOTV2JOINCHAT");
            assertThat(counts(CALLS)).containsKey("method=imbot.v2.Event.get,outcome=done");
        }
    }

    @Test
    void postedEventsAreCountedAndForgedOnesUnderNoNameOfTheirOwn() throws Exception {
        try (PushDesk desk = new PushDesk()) {
            desk.context.getRegistry().bind("metricsRegistry", registry);
            desk.context.getRegistry().bind("seen", new MemoryIdempotentRepository());
            desk.route(PushDesk.EVENTS + "&idempotentRepository=#seen");
            String good = PushDesk.message("channel-1", "Hello");
            assertThat(desk.post(good)).isEqualTo(200);
            assertThat(desk.post(good)).isEqualTo(200);
            assertThat(desk.post("event=ONMADEUP&auth[application_token]=forged"))
                    .isEqualTo(403);

            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(counts("camel.b24openlines.events"))
                            .containsExactlyInAnyOrderEntriesOf(Map.of(
                                    "result=done,source=push,type=ONOPENLINEMESSAGEADD", 1L,
                                    "result=duplicate,source=push,type=ONOPENLINEMESSAGEADD", 1L,
                                    "result=refused,source=push,type=other", 1L)));
        }
    }

    @Test
    void aMovedPortalIsCountedOnce() throws Exception {
        try (TestDesk desk = desk()) {
            desk.portal
                    .faults()
                    .next(
                            ANSWER,
                            Fault.redirect(desk.portal.webhook(27).url().replace("127.0.0.1", "localhost") + ANSWER));
            for (int n = 0; n < 3; n++) {
                assertThat(desk.send("b24openlines:answer?allowedRedirectHosts=localhost", chat(desk))
                                .getException())
                        .isNull();
            }

            assertThat(count("camel.b24openlines.portal.moves")).isEqualTo(1);
        }
    }

    @Test
    void refreshesOfTokensAreCounted() throws Exception {
        try (OAuthDesk desk = OAuthDesk.open()) {
            DefaultCamelContext context = desk.context(null);
            context.getRegistry().bind("metricsRegistry", registry);
            desk.expire();
            assertThat(desk.answerOne(context).getException()).isNull();
            desk.expire();
            desk.portal.faults().next(OAuthDesk.TOKEN_ENDPOINT, Fault.status(400, "invalid_grant", "used"));
            assertThat(desk.answerOne(context).getException()).isNotNull();

            assertThat(counts("camel.b24openlines.token.refreshes"))
                    .containsEntry("result=done", 1L)
                    .containsEntry("result=refused", 1L);
        }
    }

    @Test
    void theRegistryIsFoundAsCamelMicrometerFindsIt() throws Exception {
        CompositeMeterRegistry composite = new CompositeMeterRegistry().add(registry);
        try (TestDesk desk = TestDesk.of(PortalSimulator.standard(), 27)) {
            desk.bind("one", new SimpleMeterRegistry());
            desk.bind("composite", composite);
            answer(desk);
            assertThat(counts(CALLS)).hasSize(1);
        }
        try (TestDesk desk = TestDesk.of(PortalSimulator.standard(), 27)) {
            SimpleMeterRegistry other = new SimpleMeterRegistry();
            desk.bind("one", other);
            desk.bind("two", new SimpleMeterRegistry());
            answer(desk);
            assertThat(other.getMeters()).isEmpty();
        }
    }

    /** Everything an observer can be told leaves its meter, with the tags that the handbook names. */
    @Test
    void theHandbookHasEachMeterWithItsTags() throws Exception {
        DefaultCamelContext context = new DefaultCamelContext();
        context.getRegistry().bind("metricsRegistry", registry);
        Observer observer = Observers.of(context);
        observer.operationDone("answer", Ending.DONE, 1);
        observer.callDone(ANSWER, Ending.UNKNOWN, 2, 1, 1, 1);
        observer.requestSent(1);
        observer.requestBack(1, 1);
        observer.event("bot", "other", EventEnding.DONE);

        Set<String> meters = new TreeSet<>();
        for (Meter meter : registry.getMeters()) {
            meters.add(meter.getId().getName()
                    + meter.getId().getTags().stream().map(Tag::getKey).sorted().toList());
        }
        String page = Files.readString(Path.of("../docs/monitoring.md"));
        Set<String> rows = new TreeSet<>();
        Matcher row = Pattern.compile("(?m)^\\| `(camel\\.b24openlines\\.[a-z.]+)` \\| \\w+ \\| ([^|]*)\\|")
                .matcher(page);
        while (row.find()) {
            rows.add(row.group(1)
                    + Pattern.compile("\\w+")
                            .matcher(row.group(2))
                            .results()
                            .map(MatchResult::group)
                            .sorted()
                            .toList());
        }
        assertThat(rows).isEqualTo(meters);
        Stream.of(
                        Arrays.stream(Ending.values()).map(Ending::word),
                        Arrays.stream(EventEnding.values()).map(EventEnding::word),
                        Arrays.stream(Renewed.values()).map(Renewed::word))
                .flatMap(Function.identity())
                .forEach(word -> assertThat(page).contains("`" + word + "`"));
    }

    @Test
    void aRegistryThatFailsFailsNoCall() throws Exception {
        registry.config().onMeterAdded(meter -> {
            if (meter.getId().getName().equals("camel.b24openlines.operations")) {
                throw new IllegalStateException("the registry is ill");
            }
        });
        try (TestDesk desk = desk();
                LogCapture log = LogCapture.open()) {
            for (int n = 0; n < 3; n++) {
                assertThat(answer(desk).getException()).isNull();
            }
            assertThat(log.warnings()).hasSize(1);
            assertThat(log.warnings().get(0)).contains("metrics registry");
        }
    }

    private TestDesk desk() throws Exception {
        TestDesk desk = TestDesk.of(PortalSimulator.standard(), 27);
        desk.bind("metricsRegistry", registry);
        return desk;
    }

    private static long chat(TestDesk desk) {
        return desk.portal
                .client("Client " + desk.portal.dialogs().size())
                .on(15)
                .writes("Hello");
    }

    private static Exchange answer(TestDesk desk) {
        return desk.send("b24openlines:answer", chat(desk));
    }

    private double count(String name, String... tags) {
        return registry.get(name).tags(tags).counter().count();
    }

    /** How often, by tags in alphabetical order. */
    private Map<String, Long> counts(String name) {
        Map<String, Long> counts = new TreeMap<>();
        for (Meter meter : registry.getMeters()) {
            if (meter.getId().getName().equals(name)) {
                counts.put(
                        tags(meter), meter instanceof Timer timer ? timer.count() : (long) ((Counter) meter).count());
            }
        }
        return counts;
    }

    private static String tags(Meter meter) {
        return meter.getId().getTags().stream()
                .map(tag -> tag.getKey() + "=" + tag.getValue())
                .collect(Collectors.toCollection(TreeSet::new))
                .stream()
                .collect(Collectors.joining(","));
    }
}
