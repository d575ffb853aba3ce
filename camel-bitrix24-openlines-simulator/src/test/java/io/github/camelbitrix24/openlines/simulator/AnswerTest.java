// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** {@code imopenlines.operator.answer} (§6.3). */
class AnswerTest extends PortalTest {

    @Test
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
    void answeringOnceMoreIsRefusedWithoutACode() {
        long chat = accepted(22, 27);

        Answer answer = operator(27, "answer", chat);

        assertThat(answer.outcome()).isEqualTo("400 ");
        assertThat(answer.body().get("error_description").asText()).isEmpty();
        assertThat(dialog(chat).owner()).isEqualTo(27);
    }

    @Test
    void answeringTakesADialogFromAColleagueAndKeepsItsStatus() {
        long chat = accepted(22, 27);
        portal.operator(27).writes(chat, "How can I help?");

        assertThat(operator(31, "answer", chat).outcome()).isEqualTo("200 true");

        assertThat(dialog(chat).owner()).isEqualTo(31);
        assertThat(dialog(chat).status()).isEqualTo(40);
        assertThat(dialog(chat).members()).contains(31L).doesNotContain(27L);
    }

    @Test
    void answeringAClosedDialogIsRefusedButLeavesTheCallerInTheChat() {
        long chat = closed();

        assertThat(operator(27, "answer", chat).outcome()).isEqualTo("400 ");
        assertThat(dialog(chat).members()).contains(27L);
        assertThat(dialog(chat).closed()).isTrue();
    }

    @Test
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
    void aSessionOfAnotherChatCannotBeAnswered() {
        long chat = portal.client("Anna").on(22).writes("Hello");
        portal.breakChat(chat);

        assertThat(operator(27, "answer", chat).outcome()).isEqualTo("400 ");
        assertThat(dialog(chat).owner()).isZero();
    }

    @Test
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
    void answeringTakesADialogFromABotWhichLeaves() {
        long chat = portal.client("Anna").on(26).writes("Hello");

        assertThat(operator(27, "answer", chat).outcome()).isEqualTo("200 true");

        assertThat(dialog(chat).owner()).isEqualTo(27);
        assertThat(dialog(chat).members()).doesNotContain(567L);
    }

    @Test
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
