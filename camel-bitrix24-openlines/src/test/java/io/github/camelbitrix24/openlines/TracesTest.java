// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import static io.github.camelbitrix24.openlines.SpanRecorder.attribute;
import static io.github.camelbitrix24.openlines.SpanRecorder.attributes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelbitrix24.openlines.simulator.Fault;
import io.github.camelbitrix24.openlines.simulator.PortalBuilder;
import io.github.camelbitrix24.openlines.simulator.PortalSimulator;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One span for each action, with the attributes that docs/monitoring.md promises. */
class TracesTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String ANSWER = "imopenlines.operator.answer";
    private static final int MANY = 60;

    private final SpanRecorder recorder = new SpanRecorder();

    @AfterEach
    void close() {
        recorder.close();
    }

    @Test
    void eachOfManyActionsInBatchesHasItsOwnSpan() throws Exception {
        try (TestDesk desk = desk(PortalSimulator.standard())) {
            List<Long> chats = new ArrayList<>();
            for (int n = 0; n < MANY; n++) {
                chats.add(chat(desk));
            }
            desk.route(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:in").to("b24openlines:answer?maxInFlight=1");
                }
            });
            desk.portal.faults().next(ANSWER, Fault.slow(Duration.ofMillis(500)));
            List<CompletableFuture<Exchange>> sent = chats.stream()
                    .map(chat -> desk.template.asyncSend(
                            "direct:in", exchange -> exchange.getMessage().setBody(chat)))
                    .toList();
            for (CompletableFuture<Exchange> one : sent) {
                assertThat(one.get(30, TimeUnit.SECONDS).getException()).isNull();
            }

            await().atMost(SOON)
                    .until(() -> recorder.spans("b24openlines answer").size() == MANY);
            List<SpanData> spans = recorder.spans("b24openlines answer");
            assertThat(spans.stream().map(span -> Long.valueOf(attribute(span, "b24openlines.chat.id"))))
                    .containsExactlyInAnyOrderElementsOf(chats);
            assertThat(spans)
                    .allSatisfy(span -> assertThat(attributes(span))
                            .containsEntry("b24openlines.method", ANSWER)
                            .containsEntry("b24openlines.attempts", "1")
                            .containsEntry("b24openlines.outcome", "accepted")
                            .containsEntry("server.address", "127.0.0.1")
                            .containsEntry("component", "camel-b24openlines")
                            .containsEntry("camel.uri", "b24openlines:answer")
                            .containsKey("b24openlines.batch.size"));
            // what the portal saw: each request's size, as often as there are spans in it
            assertThat(spans.stream()
                            .map(span -> Integer.valueOf(attribute(span, "b24openlines.batch.size")))
                            .sorted())
                    .containsExactlyElementsOf(sizesSeen(desk));
            assertThat(sizesSeen(desk)).anySatisfy(size -> assertThat(size).isGreaterThan(10));
            assertThat(spans.stream().map(SpanData::getTraceId).distinct()).hasSize(MANY);
        }
    }

    private static List<Integer> sizesSeen(TestDesk desk) {
        List<Integer> sizes = new ArrayList<>();
        desk.portal.requests().forEach(request -> {
            int calls = Math.max(1, request.batchOf());
            for (int n = 0; n < calls; n++) {
                sizes.add(calls);
            }
        });
        return sizes.stream().sorted().toList();
    }

    @Test
    void aFailureIsOnItsSpan() throws Exception {
        try (TestDesk desk = desk(PortalSimulator.standard())) {
            desk.portal.faults().next(ANSWER, Fault.cutBeforeExecution());
            long chat = chat(desk);
            desk.send("b24openlines:answer", chat);
            desk.send("b24openlines:answer", "no chat");

            List<SpanData> spans = recorder.spans("b24openlines answer");
            assertThat(spans).hasSize(2);
            assertThat(attributes(spans.get(0)))
                    .containsEntry("b24openlines.outcome", "unknown")
                    .containsEntry("b24openlines.attempts", "1")
                    .containsEntry("b24openlines.batch.size", "1")
                    .containsEntry("b24openlines.chat.id", Long.toString(chat));
            assertThat(attributes(spans.get(1)))
                    .containsEntry("b24openlines.outcome", "invalid")
                    .containsEntry("b24openlines.attempts", "0")
                    .containsEntry("b24openlines.batch.size", "0")
                    .doesNotContainKey("b24openlines.chat.id");
            assertThat(spans)
                    .allSatisfy(
                            span -> assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR));
        }
    }

    @Test
    void repetitionsAndVerifiedActionsShowInTheirNumbers() throws Exception {
        try (TestDesk desk = desk(PortalSimulator.standard())) {
            desk.portal.faults().next(ANSWER, Fault.status(503, "QUERY_LIMIT_EXCEEDED", "Too many requests"));
            desk.send("b24openlines:answer", chat(desk));
            desk.send("b24openlines:answer?verify=true", chat(desk));

            List<SpanData> spans = recorder.spans("b24openlines answer");
            assertThat(attributes(spans.get(0)))
                    .containsEntry("b24openlines.attempts", "2")
                    .containsEntry("b24openlines.outcome", "accepted");
            assertThat(attributes(spans.get(1)))
                    .containsEntry("b24openlines.attempts", "1")
                    .containsEntry("b24openlines.batch.size", "3")
                    .containsEntry("b24openlines.outcome", "applied");
        }
    }

    @Test
    void anIdThatIsLookedUpEndsWithItsChat() throws Exception {
        try (TestDesk desk = desk(PortalSimulator.standard())) {
            long chat = chat(desk);
            String code = desk.portal.dialog(chat).userCode();
            assertThat(desk.send("b24openlines:answer", null, Map.of("CamelB24OpenLinesUserCode", code))
                            .getException())
                    .isNull();

            assertThat(attributes(recorder.spans("b24openlines answer").get(0)))
                    .containsEntry("b24openlines.chat.id", Long.toString(chat));
        }
    }

    @Test
    void noMessageCanSayWhatASpanTells() throws Exception {
        try (TestDesk desk = desk(PortalSimulator.standard())) {
            Map<String, Object> forged = new HashMap<>(Map.of(
                    "CamelB24OpenLinesAttempts", 77,
                    "CamelB24OpenLinesOutcome", "SUPERSEDED",
                    "CamelB24OpenLinesRestMethod", "forged.method",
                    "CamelB24OpenLinesTrail", "forged"));
            long chat = chat(desk);
            desk.send("b24openlines:answer", chat, forged);
            desk.portal.faults().next(ANSWER, Fault.status(400, "SOME_REFUSAL", "no"));
            desk.send("b24openlines:answer", chat, forged);

            assertThat(recorder.spans("b24openlines answer"))
                    .hasSize(2)
                    .allSatisfy(span -> assertThat(attributes(span).values())
                            .doesNotContain("77", "superseded", "forged.method", "forged"));
            assertThat(attributes(recorder.spans("b24openlines answer").get(1)))
                    .containsEntry("b24openlines.method", ANSWER)
                    .containsEntry("b24openlines.attempts", "1")
                    .containsEntry("b24openlines.outcome", "refused");
        }
    }

    @Test
    void anEventsSpanNamesTypeAndChat() throws Exception {
        try (TestDesk desk = desk(PortalSimulator.standard()
                .bot("helper", "Helper")
                .line(70, "Bot line", line -> line.operators(27).welcomeBot("helper")))) {
            desk.bind("bot", desk.bot("helper"));
            desk.route(new RouteBuilder() {
                @Override
                public void configure() {
                    from("b24openlines:events?bot=#bean:bot&delay=20&eventTypes=ONIMBOTV2MESSAGEADD")
                            .to("b24openlines:botSessionOperator?bot=#bean:bot");
                }
            });
            long chat = desk.portal.client("Anna").on(70).writes("Hello");

            await().atMost(SOON)
                    .until(() -> !recorder.spans("b24openlines events").isEmpty());
            SpanData event = recorder.spans("b24openlines events").get(0);
            assertThat(attributes(event))
                    .containsEntry("b24openlines.event", "ONIMBOTV2MESSAGEADD")
                    .containsEntry("b24openlines.chat.id", Long.toString(chat))
                    .containsEntry("camel.uri", "b24openlines:events");
            SpanData action = recorder.spans("b24openlines botSessionOperator").get(0);
            assertThat(action.getTraceId()).isEqualTo(event.getTraceId());
            assertThat(action.getParentSpanId()).isEqualTo(event.getSpanId());
        }
    }

    private TestDesk desk(PortalBuilder portal) throws Exception {
        return TestDesk.of(portal, 27, recorder::on);
    }

    private static long chat(TestDesk desk) {
        return desk.portal
                .client("Client " + desk.portal.dialogs().size())
                .on(15)
                .writes("Hello");
    }
}
