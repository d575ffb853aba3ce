// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** {@code imopenlines.operator.answer} (§6.3). */
class AnswerTest extends PortalTest {

    @Test
    @Row({"6.1/status-10-answer", "6.3/chat", "6.3/session"})
    void answeringTakesTheDialog() {
        long chat = portal.client("Anna").on(22).writes("Hello");

        assertThat(operator(27, "answer", chat).outcome()).isEqualTo("200 true");

        DialogView dialog = dialog(chat);
        assertThat(dialog.owner()).isEqualTo(27);
        assertThat(dialog.operatorId()).isEqualTo(27);
        assertThat(dialog.status()).isEqualTo(10);
        assertThat(dialog.waitAnswer()).isFalse();
        assertThat(dialog.offeredTo()).isEmpty();
        assertThat(dialog.members()).hasSize(2).contains(27L);
    }

    @Test
    @Row({
        "6.3/error-with-description",
        "6.3/already-responsible",
        "6.3/caller-already-owner",
        "6.9/outcomes-of-answer",
        "10.1/operator-methods-exactly-as-6-incl-empty-err"
    })
    void answeringOnceMoreIsRefusedWithoutACode() {
        long chat = accepted(22, 27);

        Answer answer = operator(27, "answer", chat);

        assertThat(answer.outcome()).isEqualTo("400 ");
        assertThat(answer.body().get("error_description").asText()).isEmpty();
        assertThat(dialog(chat).owner()).isEqualTo(27);
    }

    @Test
    @Row({"6.3/members", "6.3/session", "6.3/theft", "6.3/another-operator-owns-it", "6.9/outcomes-of-answer"})
    void answeringTakesADialogFromAColleagueAndKeepsItsStatus() {
        long chat = accepted(22, 27);
        portal.operator(27).writes(chat, "How can I help?");

        assertThat(operator(31, "answer", chat).outcome()).isEqualTo("200 true");

        assertThat(dialog(chat).owner()).isEqualTo(31);
        assertThat(dialog(chat).status()).isEqualTo(40);
        assertThat(dialog(chat).members()).contains(31L).doesNotContain(27L);
    }

    @Test
    @Row({"1.11/400-with-empty-code", "6.3/session-not-loaded", "6.3/closed-dialog", "6.9/outcomes-of-answer"})
    void answeringAClosedDialogIsRefusedButLeavesTheCallerInTheChat() {
        long chat = closed();

        assertThat(operator(27, "answer", chat).outcome()).isEqualTo("400 ");
        assertThat(dialog(chat).members()).contains(27L);
        assertThat(dialog(chat).closed()).isTrue();
    }

    @Test
    @Row({"6.1/locks-per-chat-queue-lock-and-answer-lock-60", "6.3/competitive-request", "6.9/outcomes-of-answer"})
    void anAnswerUnderALockIsRefusedUntilTheLockExpires() {
        long chat = portal.client("Anna").on(15).writes("Hello");
        portal.locks().holdAnswer(chat);

        assertThat(operator(27, "answer", chat).outcome()).isEqualTo("400 ");
        assertThat(dialog(chat).owner()).isZero();

        clock.advance(Duration.ofSeconds(60));
        assertThat(operator(27, "answer", chat).outcome()).isEqualTo("200 true");
    }

    @Test
    void aReleasedLockIsNoObstacle() {
        long chat = portal.client("Anna").on(15).writes("Hello");
        portal.locks().holdAnswer(chat).release();

        assertThat(operator(27, "answer", chat).outcome()).isEqualTo("200 true");
    }

    @Test
    @Row("6.3/data-mismatch")
    void aSessionOfAnotherChatCannotBeAnswered() {
        long chat = portal.client("Anna").on(22).writes("Hello");
        portal.breakChat(chat);

        assertThat(operator(27, "answer", chat).outcome()).isEqualTo("400 ");
        assertThat(dialog(chat).owner()).isZero();
    }

    @Test
    @Row("6.3/session")
    void answeringEndsTheClosingPhase() {
        long chat = accepted(22, 27);
        operator(27, "finish", chat);
        assertThat(dialog(chat).closing()).isTrue();

        assertThat(operator(31, "answer", chat).outcome()).isEqualTo("200 true");

        assertThat(dialog(chat).closing()).isFalse();
        assertThat(dialog(chat).status()).isEqualTo(50);
        clock.advance(Duration.ofHours(1));
        assertThat(dialog(chat).closed()).isFalse();
    }

    @Test
    @Row({"6.3/members", "6.3/theft"})
    void answeringTakesADialogFromABotWhichLeaves() {
        long chat = portal.client("Anna").on(26).writes("Hello");

        assertThat(operator(27, "answer", chat).outcome()).isEqualTo("200 true");

        assertThat(dialog(chat).owner()).isEqualTo(27);
        assertThat(dialog(chat).members()).doesNotContain(567L);
    }

    @Test
    @Row("6.3/limit")
    void theMaximumOfChatsIsNotCheckedOnAManualAnswer() {
        long first = accepted(70, 27);
        long second = portal.client("Second").on(70).writes("Hello");
        assertThat(dialog(second).offeredTo()).isEmpty();

        assertThat(operator(27, "answer", second).outcome()).isEqualTo("200 true");
        assertThat(dialog(first).owner()).isEqualTo(27);
    }

    @Override
    PortalBuilder configure(PortalBuilder builder) {
        return builder.line(70, "Limited", line -> line.operators(27).maxChat(1));
    }
}
