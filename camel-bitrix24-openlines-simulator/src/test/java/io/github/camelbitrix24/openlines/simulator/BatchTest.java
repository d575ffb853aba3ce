// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code batch} and its quirks (§4). */
class BatchTest extends PortalTest {

    private static final String CONTAINERS = "result result_error result_total result_next result_time";

    @Test
    @Row({"4.1/cmd", "4.2/result", "4.2/result-time"})
    void commandsRunInOrderAndAnswerUnderTheirNames() {
        long chat = portal.client("Anna").on(25).writes("Hello");

        JsonNode result = batch(map(
                "answer", "imopenlines.operator.answer?CHAT_ID=" + chat,
                "dialog", "imopenlines.dialog.get?CHAT_ID=" + chat,
                "again", "imopenlines.operator.answer?CHAT_ID=" + chat));

        assertThat(result.get("result").get("answer").asBoolean()).isTrue();
        assertThat(result.get("result").get("dialog").get("owner").asLong()).isEqualTo(27);
        assertThat(result.get("result").has("again")).isFalse();
        assertThat(result.get("result_error").get("again").get("error").asText())
                .isEmpty();
        assertThat(result.get("result_time").get("answer").has("duration")).isTrue();
        assertThat(result.get("result_time").has("again")).isFalse();
    }

    @Test
    @Row({"1.9/empty-containers", "4.2/empty-container", "10.1/batch-containers-list-object-quirk-halt-refe"})
    void emptyContainersAreLists() {
        JsonNode result = batch(map("time", "server.time"));

        assertThat(result.get("result").isObject()).isTrue();
        for (String empty : List.of("result_error", "result_total", "result_next")) {
            assertThat(result.get(empty).isArray()).as(empty).isTrue();
        }
    }

    @Test
    @Row({"1.9/empty-containers", "4.2/keys-exactly-0-n-1", "10.1/batch-containers-list-object-quirk-halt-refe"})
    void keysFromZeroOnMakeAList() {
        JsonNode result = batch(List.of("server.time", "profile"));

        assertThat(result.get("result").isArray()).isTrue();
        assertThat(result.get("result")).hasSize(2);
    }

    @Test
    @Row({"4.2/result-error", "4.2/numeric-keys-with-a-gap"})
    void numericKeysWithAGapMakeAnObject() {
        JsonNode result = batch(List.of("server.time", "no.such.method"));

        assertThat(result.get("result").isArray()).isTrue();
        assertThat(result.get("result_error").isObject()).isTrue();
        assertThat(result.get("result_error").get("1").get("error").asText()).isEqualTo("ERROR_METHOD_NOT_FOUND");
    }

    @Test
    @Row("4.2/missing-cmd")
    void withoutCommandsAllContainersAreEmptyLists() {
        JsonNode result = call(27, "batch").result();

        for (String container : CONTAINERS.split(" ")) {
            assertThat(result.get(container).isArray()).as(container).isTrue();
            assertThat(result.get(container)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "true", "\"false\"", "\"N\""})
    @Row({"4.1/halt", "4.2/halt-true"})
    void aTrueHaltStopsAfterTheFirstFailure(String halt) {
        JsonNode result = raw("{\"halt\":" + halt + ",\"cmd\":{\"a\":\"no.such.method\",\"b\":\"server.time\"}}");

        assertThat(result.get("result")).isEmpty();
        assertThat(result.get("result_error").has("b")).isFalse();
        assertThat(portal.executions()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "\"0\"", "\"\"", "false", "null"})
    @Row("4.1/halt")
    void aFalseHaltGoesOn(String halt) {
        JsonNode result = raw("{\"halt\":" + halt + ",\"cmd\":{\"a\":\"no.such.method\",\"b\":\"server.time\"}}");

        assertThat(result.get("result").has("b")).isTrue();
    }

    @Test
    void topLevelKeysMayBeInAnyCase() {
        assertThat(raw("{\"CMD\":{\"a\":\"server.time\"}}").get("result").has("a"))
                .isTrue();
    }

    @Test
    @Row("4.1/non-string-command")
    void aCommandThatIsNoTextIsSkippedSilently() {
        JsonNode result = batch(map("a", 5, "b", "server.time"));

        assertThat(result.get("result").has("b")).isTrue();
        assertThat(result.toString()).doesNotContain("\"a\"");
    }

    @Test
    @Row({"2/error-batch-method-not-allowed", "4.1/nested-batch-download-upload"})
    void aBatchInABatchIsNotAllowed() {
        JsonNode errors = batch(map("a", "batch?cmd[b]=profile", "d", "download", "u", "Upload"))
                .get("result_error");

        assertThat(errors)
                .hasSize(3)
                .allMatch(error -> error.get("error").asText().equals("ERROR_BATCH_METHOD_NOT_ALLOWED"));
    }

    @Test
    @Row({
        "2/error-batch-length-exceeded",
        "3.3/batch",
        "4.1/51st-and-later",
        "10.1/batch-containers-list-object-quirk-halt-refe"
    })
    void theFiftyFirstCommandIsTooMany() {
        List<String> commands = new ArrayList<>(Collections.nCopies(52, "server.time"));

        JsonNode result = batch(commands);

        assertThat(result.get("result")).hasSize(50);
        assertThat(result.get("result_error")).hasSize(2);
        assertThat(result.get("result_error").get("50").get("error").asText()).isEqualTo("ERROR_BATCH_LENGTH_EXCEEDED");
        assertThat(portal.executions("server.time")).hasSize(50);
    }

    @Test
    @Row({"4.1/auth", "4.2/inner-scope-failure"})
    void aMissingScopeInsideHasNoDescription() {
        String url = portal.webhook(27, "imopenlines").url() + "batch";

        JsonNode error = post(url, "application/json", "{\"cmd\":{\"a\":\"user.get\"}}")
                .result()
                .get("result_error")
                .get("a");

        assertThat(error.get("error").asText()).isEqualTo("insufficient_scope");
        assertThat(error.get("error_description").asText()).isEmpty();
    }

    @Test
    @Row("4.2/result-total-result-next")
    void totalsAndNextsAreCollected() {
        JsonNode result = batch(map("users", "user.get", "time", "server.time"));

        assertThat(result.get("result_total").get("users").asInt()).isEqualTo(5);
        assertThat(result.get("result_total").has("time")).isFalse();
    }

    @Test
    @Row("10.1/batch-containers-list-object-quirk-halt-refe")
    void aReferenceCarriesAResultOn() {
        long chat = accepted(22, 27);

        JsonNode result = batch(map(
                "dialog", "imopenlines.dialog.get?CHAT_ID=" + chat,
                "owner", "user.get?FILTER%5BID%5D=$result[dialog][owner]",
                "upper", "user.get?FILTER[ID]=$RESULT[dialog][owner]",
                "again", "imopenlines.dialog.get?DIALOG_ID=chat$result[dialog][id]"));

        assertThat(result.get("result").get("owner").get(0).get("ID").asText()).isEqualTo("27");
        assertThat(result.get("result").get("upper").get(0).get("ID").asText()).isEqualTo("27");
        assertThat(result.get("result").get("again").get("id").asLong()).isEqualTo(chat);
    }

    @Test
    void aWholeReferenceKeepsItsType() {
        long chat = accepted(22, 27);

        batch(map(
                "dialog",
                "imopenlines.dialog.get?CHAT_ID=" + chat,
                "transfer",
                "imopenlines.operator.transfer?CHAT_ID=$result[dialog][id]&TRANSFER_ID=31"));

        assertThat(portal.executions("imopenlines.operator.transfer").get(0).parameters())
                .containsEntry("CHAT_ID", chat);
    }

    @Test
    void aMissingPathYieldsTheDeepestValueAndArraysStayOutOfTexts() {
        batch(map(
                "time", "server.time",
                "whole", "method.get?name=$result[time][nothing]",
                "text", "method.get?name=a $result[nobody] b $total[time] c",
                "error", "method.get?name=$error[whole]"));

        List<Execution> executions = portal.executions("method.get");
        assertThat(executions.get(0).parameters()).containsEntry("NAME", "2026-03-17T15:00:00+00:00");
        assertThat(executions.get(1).parameters()).containsEntry("NAME", "a $result[nobody] b $total[time] c");
        assertThat(executions.get(2).parameters().get("NAME")).isInstanceOf(Map.class);
    }

    @Test
    @Row("4.1/transactions")
    void earlierCommandsStayApplied() {
        long chat = portal.client("Anna").on(22).writes("Hello");

        raw("{\"halt\":1,\"cmd\":{\"a\":\"imopenlines.operator.answer?CHAT_ID=" + chat
                + "\",\"b\":\"no.such.method\"}}");

        assertThat(dialog(chat).owner()).isEqualTo(27);
    }

    @Test
    void inAFormTheCommandIsEncodedTwice() {
        long chat = portal.client("Anna").on(22).writes("Hello");
        String command = "imopenlines.dialog.get?DIALOG_ID=chat%31"
                + String.valueOf(chat).substring(1);

        Answer answer = post(
                portal.webhook(27).url() + "batch",
                "application/x-www-form-urlencoded",
                "cmd%5Bd%5D=" + URLEncoder.encode(command, StandardCharsets.UTF_8));

        assertThat(answer.result().get("result").get("d").get("id").asLong()).isEqualTo(chat);
    }

    @Test
    void theBatchItselfIsNoExecutionAndOneRequest() {
        batch(map("a", "server.time", "b", "profile"));

        assertThat(portal.executions()).extracting(Execution::restMethod).containsExactly("server.time", "profile");
        assertThat(portal.requests()).hasSize(1);
        assertThat(portal.requests().get(0).batchOf()).isEqualTo(2);
    }

    private JsonNode batch(Object commands) {
        Answer answer = call(27, "batch", "cmd", commands);
        assertThat(answer.status()).isEqualTo(200);
        return answer.result();
    }

    private JsonNode raw(String body) {
        return post(portal.webhook(27).url() + "batch", "application/json", body)
                .result();
    }
}
