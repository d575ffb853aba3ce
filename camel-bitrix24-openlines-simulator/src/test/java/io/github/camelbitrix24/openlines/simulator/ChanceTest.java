// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Faults that strike by chance or by choice, and the counters that tell what they left executed. */
class ChanceTest extends PortalTest {

    private static final String TIME = "server.time";

    @Override
    PortalBuilder configure(PortalBuilder builder) {
        return builder.remember(3).app("local.app", "secret");
    }

    /** True for an answer, false for a cut connection. */
    private boolean isAnswered(String method, Object... parameters) {
        try {
            call(27, method, parameters);
            return true;
        } catch (UncheckedIOException e) {
            assertThat(e).hasCauseInstanceOf(IOException.class);
            return false;
        }
    }

    private List<Boolean> sixtyCalls() {
        return IntStream.range(0, 60).mapToObj(n -> isAnswered(TIME)).toList();
    }

    @Test
    void aSeedStrikesTheSameRequestsAgain() {
        portal.faults().sometimes(TIME, Fault.cutBeforeExecution(), 0.3, 7);
        List<Boolean> first = sixtyCalls();
        portal.faults().clear();
        portal.faults().sometimes(TIME, Fault.cutBeforeExecution(), 0.3, 7);

        assertThat(first).contains(true, false);
        assertThat(sixtyCalls()).isEqualTo(first);
    }

    @Test
    @Row("1.11/5xx-without-a-known-code-html-timeout-connec")
    void whatIsCutBeforeItsExecutionIsCountedAsARequestAlone() {
        portal.faults()
                .sometimes(TIME, Fault.cutBeforeExecution(), 0.2, 1)
                .sometimes(TIME, Fault.cutAfterExecution(), 0.2, 2);
        List<Boolean> answered = sixtyCalls();
        long cut = answered.stream().filter(one -> !one).count();
        long executed = portal.counts().executions(TIME);

        assertThat(portal.counts().requests(TIME)).isEqualTo(60);
        assertThat(executed).isLessThan(60).isGreaterThan(60 - cut);
        assertThat(portal.executions()).as("the journal forgets").hasSize(3);
    }

    @Test
    @Row("6.3/retry-after-unknown-outcome")
    void aWholeBatchIsCutByChance() {
        long chat = portal.client("Anna").on(22).writes("Hello");
        portal.faults().sometimes("batch", Fault.cutAfterExecution(), 1, 3);

        assertThat(isAnswered("batch", "cmd", map("take", "imopenlines.operator.answer?CHAT_ID=" + chat, "t", TIME)))
                .isFalse();
        assertThat(portal.counts().executions("imopenlines.operator.answer", chat))
                .isEqualTo(1);
        assertThat(portal.counts().requestsByMethod()).isEqualTo(Map.of("batch", 1L));

        portal.faults().clear("batch");
        portal.faults().sometimes("batch", Fault.cutBeforeExecution(), 1, 3);
        isAnswered("batch", "cmd", map("t", TIME));
        assertThat(portal.counts().executions(TIME)).isEqualTo(1);
        assertThat(portal.counts().requests("BATCH")).isEqualTo(2);
    }

    @Test
    void aTestChoosesTheRequestsByTheirParameters() {
        long chat = portal.client("Anna").on(22).writes("Hello");
        long other = portal.client("Bert").on(22).writes("Hello");
        List<Map<String, Object>> shown = new ArrayList<>();
        portal.faults()
                .when(
                        "imopenlines.operator.answer",
                        parameters -> shown.add(parameters)
                                && String.valueOf(chat).equals(String.valueOf(parameters.get("CHAT_ID"))),
                        Fault.error("QUERY_LIMIT_EXCEEDED"));

        assertThat(operator(27, "answer", chat).outcome()).isEqualTo("503 QUERY_LIMIT_EXCEEDED");
        assertThat(operator(27, "answer", other).outcome()).isEqualTo("200 true");
        assertThat(shown).hasSize(2);
        assertThat(portal.counts().executionsByChat("imopenlines.operator.answer"))
                .isEqualTo(Map.of(other, 1L));
    }

    @Test
    void commandsAreStruckToo() {
        portal.faults()
                .whenCommand(TIME, parameters -> "2".equals(parameters.get("N")), Fault.droppedFromBatch())
                .sometimesCommand("user.current", Fault.result(false), 1, 5);
        Answer answer = call(27, "batch", "cmd", map("a", TIME + "?N=1", "b", TIME + "?N=2", "c", "user.current"));

        assertThat(answer.result().get("result").has("b")).isFalse();
        assertThat(answer.result().get("result").get("c").asBoolean(true)).isFalse();
        assertThat(portal.counts().executionsByMethod()).isEqualTo(Map.of(TIME, 2L));
    }

    @Test
    void refusedExecutionsAreCountedApart() {
        long chat = accepted(22, 27);
        operator(27, "answer", chat);
        operator(31, "answer", chat);

        assertThat(portal.counts().executionsByChat("imopenlines.operator.answer"))
                .isEqualTo(Map.of(chat, 2L));
        assertThat(portal.counts().doneByChat("imopenlines.operator.answer")).isEqualTo(Map.of(chat, 1L));
    }

    @Test
    void aDialogIsAChatAsWell() {
        long chat = accepted(22, 27);
        call(27, "imopenlines.dialog.get", "DIALOG_ID", "chat" + chat);

        assertThat(portal.counts().executions("imopenlines.dialog.get", chat)).isEqualTo(1);
        assertThat(portal.counts().executions("imopenlines.dialog.get", 5)).isZero();
    }

    @Test
    @Row("5.3/lost-response-to-a-refresh")
    void aTokenIsLostByChanceAfterItsRotation() {
        TokenPair pair = portal.authorize("local.app", 27);
        portal.faults().sometimes("oauth/token", Fault.cutAfterExecution(), 1, 9);
        String refresh =
                portal.url() + "/oauth/token/?grant_type=refresh_token&client_id=local.app&client_secret=secret"
                        + "&refresh_token=" + pair.refreshToken();

        assertThatThrownBy(() -> post(refresh, "application/x-www-form-urlencoded", ""))
                .isInstanceOf(UncheckedIOException.class);
        portal.faults().clear("oauth/token");
        assertThat(get(refresh).outcome()).isEqualTo("400 invalid_grant");
        assertThat(portal.counts().requests("oauth/token")).isEqualTo(2);
    }

    @Test
    void chancesAreListedUntilTheyAreCleared() {
        portal.faults().sometimes(TIME, Fault.halfBody(), 0.25, 1);

        assertThat(portal.faults().scripted())
                .containsExactly(new ScriptedFault(TIME, Fault.halfBody(), 0, 0.25, false));
        portal.faults().clear(TIME);
        assertThat(portal.faults().scripted()).isEmpty();
    }

    @Test
    void whatCannotBeIsRefusedWithWords() {
        assertThatThrownBy(() -> portal.faults().sometimes(TIME, Fault.halfBody(), 1.5, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1.5");
        assertThatThrownBy(() -> portal.faults().sometimesCommand(TIME, Fault.halfBody(), 0.5, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> portal.counts().executions("server.tim"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(TIME);
    }
}
