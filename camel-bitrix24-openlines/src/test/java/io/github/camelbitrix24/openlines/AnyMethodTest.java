// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbitrix24.openlines.simulator.Fault;
import io.github.camelbitrix24.openlines.simulator.MessageView;
import io.github.camelbitrix24.openlines.simulator.RequestSeen;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.camel.AsyncProducer;
import org.apache.camel.Exchange;
import org.apache.camel.builder.ExchangeBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code call}: what it takes, and what it refuses before anything is sent. */
class AnyMethodTest extends WithCatalogueDesk {
    private static final String ECHO = "crm.item.list";

    @Test
    void theHeaderNamesTheMethodBeforeTheOption() {
        Exchange exchange = desk.desk.send(
                "b24openlines:call?method=server.time",
                null,
                new HashMap<>(Map.of(B24OpenLinesConstants.METHOD, "user.current")));

        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getHeader(B24OpenLinesConstants.REST_METHOD))
                .isEqualTo("user.current");
        assertThat(exchange.getMessage().getBody(Map.class)).containsEntry("ID", "27");
    }

    static Stream<Object> sayingOneThing() {
        return Stream.of(
                Map.of("ids", List.of(1, 2), "on", true),
                "{\"ids\": [1, 2], \"on\": true}",
                " {\"ids\": [1, 2], \"on\": true} ".getBytes(StandardCharsets.UTF_8),
                new ByteArrayInputStream("{\"ids\": [1, 2], \"on\": true}".getBytes(StandardCharsets.UTF_8)),
                Map.of("ids", new Integer[] {1, 2}, "on", true));
    }

    @ParameterizedTest
    @MethodSource("sayingOneThing")
    void parametersComeAsMapOrJson(Object body) {
        desk.portal.faults().next(ECHO, Fault.result(false));

        Exchange exchange = desk.desk.send("b24openlines:call?method=" + ECHO, body);

        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getBody()).as("false is just the body").isEqualTo(false);
        assertThat(last().parameters()).isEqualTo(Map.of("ids", List.of(1, 2), "on", true));
    }

    @Test
    void timesGoOutAsIso() {
        desk.portal.faults().next(ECHO, Fault.result(true));

        desk.desk.send("b24openlines:call?method=" + ECHO, Map.of("since", Instant.EPOCH, "unit", TimeUnit.DAYS));

        assertThat(last().parameters()).isEqualTo(Map.of("since", "1970-01-01T00:00:00Z", "unit", "DAYS"));
    }

    static Stream<Arguments> refusedCalls() {
        return Stream.of(
                refused("", null, "no method", B24OpenLinesConstants.METHOD),
                refused(
                        "method=imopenlines.session.close",
                        null,
                        "did you mean imopenlines.operator.finish",
                        "operation finish"),
                refused("method=imopenlines.dialog.transfer", null, "imopenlines.operator.transfer"),
                refused("method=imopenlines.operator.accept", null, "imopenlines.operator.answer"),
                refused("method=imopenlines.session.get", null, "imopenlines.dialog.get"),
                refused("method=imopenlines.message.send", null, "imopenlines.crm.message.add"),
                refused("method=imopenlines.config.list", null, "imopenlines.config.list.get"),
                refused("method=imopenlines.operator.finnish", null, "imopenlines.operator.finish"),
                refused("method=imopenlines.weather.forecast.daily", null, "there is no method"),
                refused("method=batch", null, "use the operation batch"),
                refused("method=RAW(user.get?ID=1)", null, "without address and parameters"),
                refused("method=RAW(https://x/rest/1/code/user.get)", null, "no REST method"),
                refused("method=" + ECHO, "{\"ids\": [1, 2", "begins like JSON"),
                refused(
                        "method=" + ECHO,
                        Map.of("filter", Map.of("by", new Object())),
                        "filter.by",
                        "java.lang.Object"));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("refusedCalls")
    void whatIsNoCallIsRefusedAndNothingIsSent(String options, Object body, List<String> words) {
        desk.assertRefusedUnsent("b24openlines:call" + (options.isEmpty() ? "" : "?" + options), body, words);
    }

    @ParameterizedTest
    @MethodSource("undocumented")
    void whatPortalsHaveWithoutDocumentationGoesOut(String method) {
        desk.portal.faults().next(method, Fault.result(true));

        assertThat(desk.desk.send("b24openlines:call?method=" + method, null).getException())
                .isNull();
    }

    static Stream<String> undocumented() {
        return Stream.of("imopenlines.operator.pause.start", "imopenlines.v2.Session.answer", "IMOPENLINES.Dialog.Get");
    }

    @Test
    void callsAboutAChatKeepItsOrder() throws Exception {
        long chat = desk.botChat();
        AsyncProducer writes = desk.desk
                .context
                .getEndpoint("b24openlines:call?method=imopenlines.bot.session.message.send")
                .createAsyncProducer();
        writes.start();
        List<Exchange> exchanges = IntStream.range(0, 12)
                .mapToObj(number -> ExchangeBuilder.anExchange(desk.desk.context)
                        .withBody(Map.of(
                                "CHAT_ID",
                                chat,
                                "MESSAGE",
                                "part " + number,
                                "CLIENT_ID",
                                desk.portal.bot("support").token()))
                        .build())
                .toList();
        CountDownLatch done = new CountDownLatch(exchanges.size());

        exchanges.forEach(exchange -> writes.process(exchange, doneSync -> done.countDown()));

        assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
        writes.stop();
        assertThat(desk.portal.dialog(chat).messages().stream()
                        .map(MessageView::text)
                        .filter(text -> text.startsWith("part ")))
                .containsExactlyElementsOf(IntStream.range(0, 12)
                        .mapToObj(number -> "part " + number)
                        .toList());
    }

    private static Arguments refused(String options, Object body, String... words) {
        return Arguments.of(options, body, List.of(words));
    }

    private RequestSeen last() {
        List<RequestSeen> requests = desk.portal.requests();
        return requests.get(requests.size() - 1);
    }
}
