// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Faults that the commands of a batch meet. */
class BatchFaultTest extends PortalTest {

    @Test
    void aStatusGoesIntoTheErrorsOfTheBatch() {
        portal.faults().nextCommand("SERVER.time", Fault.status(503, "INTERNAL_SERVER_ERROR", "words"));

        Answer answer = batch();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.result().get("result_error").get("b").toString())
                .isEqualTo("{\"error\":\"INTERNAL_SERVER_ERROR\",\"error_description\":\"words\"}");
        assertThat(keys(answer.result().get("result"))).containsExactly("a", "c");
        assertThat(portal.executions("server.time")).isEmpty();
    }

    @Test
    void aResultIsASuccessWithoutExecution() {
        portal.faults().nextCommand("server.time", Fault.result("noon"));

        Answer answer = batch();

        assertThat(answer.result().get("result").get("b").asText()).isEqualTo("noon");
        assertThat(answer.result().get("result_time").has("b")).isTrue();
        assertThat(portal.executions("server.time")).isEmpty();
    }

    @Test
    void aDroppedCommandIsExecutedAndMissingEverywhere() {
        portal.faults().nextCommand("server.time", Fault.droppedFromBatch());

        assertThat(mentionsOfB(batch())).isEmpty();
        assertThat(portal.executions("server.time")).hasSize(1);
        assertThat(keys(batch().result().get("result"))).containsExactly("a", "b", "c");
    }

    @Test
    void aCommandDroppedBeforeExecutionIsMissingEverywhere() {
        portal.faults().nextCommand("server.time", Fault.droppedFromBatchBeforeExecution());

        assertThat(mentionsOfB(batch())).isEmpty();
        assertThat(portal.executions("server.time")).isEmpty();
    }

    @Test
    void requestsAndCommandsHaveScriptsOfTheirOwn() {
        portal.faults().nextCommand("server.time", Fault.status(400, "COMMAND"));
        portal.faults().next("server.time", Fault.status(400, "REQUEST"));

        assertThat(call(27, "server.time").outcome()).isEqualTo("400 REQUEST");
        assertThat(batch().result().get("result_error").get("b").get("error").asText())
                .isEqualTo("COMMAND");
        assertThat(call(27, "server.time").status()).isEqualTo(200);
    }

    @Test
    void aFaultIsMetAsOftenAsItIsScripted() {
        portal.faults().nextCommand("*", Fault.status(400, "ANY"), 2);

        assertThat(keys(batch().result().get("result"))).containsExactly("c");
        assertThat(keys(batch().result().get("result"))).containsExactly("a", "b", "c");
    }

    @Test
    void aStandingFaultStaysUntilItIsCleared() {
        portal.faults().alwaysCommand("server.time", Fault.status(400, "ALWAYS"));

        assertThat(keys(batch().result().get("result"))).containsExactly("a", "c");
        assertThat(keys(batch().result().get("result"))).containsExactly("a", "c");
        portal.faults().clear();
        assertThat(keys(batch().result().get("result"))).containsExactly("a", "b", "c");
    }

    @Test
    @Row("4.2/halt-true")
    void aScriptedFailureHaltsTheBatch() {
        portal.faults().nextCommand("server.time", Fault.status(400, "HALT"));

        Answer answer = call(27, "batch", "halt", 1, "cmd", map("a", "profile", "b", "server.time", "c", "profile"));

        assertThat(keys(answer.result().get("result"))).containsExactly("a");
    }

    @Test
    void aFaultThatCannotBeMetThereIsRefused() {
        assertThatThrownBy(() -> portal.faults().nextCommand("profile", Fault.slow(Duration.ofSeconds(1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a status, a result or is dropped");
        assertThatThrownBy(() -> portal.faults().next("profile", Fault.droppedFromBatch()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nextCommand");
    }

    private Answer batch() {
        return call(27, "batch", "cmd", map("a", "profile", "b", "server.time", "c", "profile"));
    }

    private static List<String> mentionsOfB(Answer answer) {
        return keys(answer.result()).stream()
                .filter(container -> answer.result().get(container).has("b"))
                .toList();
    }

    private static List<String> keys(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey).toList();
    }
}
