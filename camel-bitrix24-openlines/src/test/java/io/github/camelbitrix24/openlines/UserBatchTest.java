// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbitrix24.openlines.api.B24OutcomeUnknownException;
import io.github.camelbitrix24.openlines.api.B24RefusedException;
import io.github.camelbitrix24.openlines.api.BatchResult;
import io.github.camelbitrix24.openlines.api.Call;
import io.github.camelbitrix24.openlines.simulator.Fault;
import io.github.camelbitrix24.openlines.simulator.RequestSeen;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code batch}: what it takes, what it gives, and what it refuses before anything is sent. */
class UserBatchTest extends WithCatalogueDesk {
    static Stream<Arguments> batches() {
        return Stream.<Object>of(
                        List.of(new Call("server.time"), new Call("user.get", Map.of("ID", 27))),
                        (Object) new Call[] {new Call("server.time"), new Call("user.get", Map.of("ID", 27))},
                        List.of("server.time", Map.of("method", "user.get", "parameters", Map.of("ID", 27))),
                        "[{\"method\": \"server.time\"}, {\"method\": \"user.get\", \"parameters\": {\"ID\": 27}}]")
                .map(body -> Arguments.of(body));
    }

    @ParameterizedTest
    @MethodSource("batches")
    void aListsCallsAreNamedByTheirNumber(Object body) {
        BatchResult batch = batch(body);

        assertThat(batch.results().keySet()).containsExactly("0", "1");
        assertThat(batch.errors()).isEmpty();
        assertThat(last().batchOf()).isEqualTo(2);
    }

    @Test
    void anErrorBetweenNumbersIsFoundByItsNumber() {
        BatchResult batch = batch(List.of("server.time", "crm.nothing.get", "user.current"));

        assertThat(batch.results().keySet()).containsExactly("0", "2");
        assertThat(batch.errors()).containsOnlyKeys("1");
        assertThat(batch.errors().get("1")).isInstanceOfSatisfying(B24RefusedException.class, refused -> {
            assertThat(refused.getErrorCode()).isEqualTo("ERROR_METHOD_NOT_FOUND");
            assertThat(refused.getHttpResponseCode()).isEqualTo(404);
            assertThat(refused.getRestMethod()).isEqualTo("crm.nothing.get");
        });
    }

    @Test
    void jsonTextNamesItsCalls() {
        BatchResult batch = batch("{\"me\": \"user.current\", \"who\": {\"method\": \"user.get\", \"parameters\":"
                + " {\"ID\": \"$result[me][ID]\"}}}");

        assertThat(batch.results().keySet()).containsExactly("me", "who");
        assertThat((List<?>) batch.results().get("who")).hasSize(1);
    }

    @Test
    void aCallWithoutAnEntryMayHaveBeenExecuted() {
        desk.portal.faults().next("batch", Fault.result(Map.of("result", List.of("now"), "result_error", List.of())));

        BatchResult batch = batch(List.of("server.time", "user.current"));

        assertThat(batch.results()).containsOnlyKeys("0");
        assertThat(batch.errors().get("1")).isInstanceOf(B24OutcomeUnknownException.class);
    }

    @Test
    void noTokenOfABotLeavesInAnErrorOfABatch() {
        String token = desk.portal.bot("support").token();
        desk.portal
                .faults()
                .next(
                        "batch",
                        Fault.result(Map.of(
                                "result",
                                List.of(),
                                "result_error",
                                Map.of("a", Map.of("error", "X", "error_description", "bad token " + token)))));

        BatchResult batch = batch(
                Map.of("a", new Call("imopenlines.bot.session.operator", Map.of("CHAT_ID", 1, "CLIENT_ID", token))));

        assertThat(batch.errors().get("a").getErrorDescription()).isEqualTo("bad token xxxxxx");
        assertThat(batch.errors().get("a")).hasMessageNotContaining(token);
    }

    @Test
    void aBatchGoesAloneAndItsCallsTogether() {
        int before = desk.portal.requests().size();

        batch(IntStream.range(0, 50).mapToObj(number -> "server.time").toList());

        assertThat(desk.portal.requests()).hasSize(before + 1);
        assertThat(last().batchOf()).isEqualTo(50);
    }

    static Stream<Arguments> refusedBatches() {
        return Stream.of(
                refusedBatch(null, "1 to 50 calls", "has none"),
                refusedBatch(List.of(), "has none"),
                refusedBatch("just a text", "has none"),
                refusedBatch(Collections.nCopies(51, "server.time"), "has 51"),
                refusedBatch(Map.of("method", "server.time"), "is one call"),
                refusedBatch(Map.of("a b", "server.time"), "no blanks and no brackets"),
                refusedBatch(Map.of("a", 5), "call a", "Integer"),
                refusedBatch(Arrays.asList("server.time", null), "call 1", "empty"),
                refusedBatch(Map.of("a", Map.of("method", "user.get", "params", Map.of())), "call a", "holds params"),
                refusedBatch(Map.of("a", Map.of("method", "user.get", "parameters", List.of(1))), "no map"),
                refusedBatch(Map.of("a", "batch"), "operation batch"),
                refusedBatch(Map.of("a", "download"), "takes no download"),
                refusedBatch(Map.of("a", "imopenlines.session.close"), "imopenlines.operator.finish"),
                refusedBatch(Map.of("a", new Call("user.get", Map.of("ID", List.of()))), "call a", "empty ID"),
                refusedBatch(
                        Map.of("a", new Call("user.get", Map.of("FILTER", Map.of("ID", Map.of())))),
                        "empty FILTER.ID"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusedBatches")
    void whatIsNoBatchIsRefusedAndNothingIsSent(Object body, List<String> words) {
        desk.assertRefusedUnsent("b24openlines:batch", body, words);
    }

    private BatchResult batch(Object body) {
        Exchange exchange = desk.desk.send("b24openlines:batch", body);
        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getHeader(B24OpenLinesConstants.REST_METHOD))
                .isEqualTo("batch");
        return exchange.getMessage().getBody(BatchResult.class);
    }

    private static Arguments refusedBatch(Object body, String... words) {
        return Arguments.of(body, List.of(words));
    }

    private RequestSeen last() {
        List<RequestSeen> requests = desk.portal.requests();
        return requests.get(requests.size() - 1);
    }
}
