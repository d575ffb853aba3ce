// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** {@code imopenlines.operator.finish} and {@code another.finish} (§6.4, §6.5). */
class FinishTest extends PortalTest {

    @Test
    @Row({"6.1/status-50-wait-client", "6.4/step-5", "6.4/retry-after-unknown-outcome"})
    void finishReachesTheClosingPhase() {
        long chat = accepted(22, 27);

        assertThat(operator(27, "finish", chat).outcome()).isEqualTo("200 true");

        DialogView dialog = dialog(chat);
        assertThat(dialog.status()).isEqualTo(50);
        assertThat(dialog.closing()).isTrue();
        assertThat(dialog.closed()).isFalse();
        assertThat(dialog.owner()).isEqualTo(27);
        assertThat(entityData(chat, 4)).isEqualTo("Y");
        assertThat(entityData(chat, 5)).isEqualTo(String.valueOf(dialog.sessionId()));
    }

    @Test
    @Row({"6.1/closing-phase-full-close-time-minutes-withou", "10.1/operator-methods-exactly-as-6-incl-empty-err"})
    void theClosingPhaseEndsAfterFullCloseTime() {
        long chat = accepted(22, 27);
        operator(27, "finish", chat);

        clock.advance(Duration.ofMinutes(10).minusMillis(1));
        assertThat(dialog(chat).closed()).isFalse();

        clock.advance(Duration.ofMillis(1));
        assertClosed(chat, 60);
    }

    @Test
    @Row({"6.1/status-60-closed", "6.4/step-3", "6.4/step-6", "6.4/in-closing-phase", "6.9/outcomes-of-finish"})
    void aSecondFinishClosesAtOnce() {
        long chat = accepted(22, 27);
        operator(27, "finish", chat);

        assertThat(operator(27, "finish", chat).outcome()).isEqualTo("200 true");
        assertClosed(chat, 60);
    }

    @Test
    @Row("6.1/client-message-accepted-session-wait-answer")
    void aClientMessageCancelsTheClosingPhase() {
        long chat = accepted(22, 27);
        operator(27, "finish", chat);

        portal.client("Client of 27").on(22).writes("One more thing");

        assertThat(dialog(chat).status()).isEqualTo(25);
        assertThat(dialog(chat).closing()).isFalse();
        assertThat(entityData(chat, 4)).isEqualTo("N");
        clock.advance(Duration.ofHours(1));
        assertThat(dialog(chat).closed()).isFalse();
    }

    @Test
    @Row("6.4/step-5")
    void aLineWithoutClosingTextAndVoteClosesAtOnce() {
        long chat = accepted(25, 27);

        assertThat(operator(27, "finish", chat).outcome()).isEqualTo("200 true");
        assertClosed(chat, 60);
    }

    @Test
    @Row("6.4/step-4")
    void anInactiveLineClosesAtOnce() {
        long chat = accepted(24, 27);

        operator(27, "finish", chat);

        assertClosed(chat, 60);
    }

    @Test
    @Row("6.4/step-5")
    void aConnectorWithoutSystemMessagesClosesAtOnce() {
        long chat = accepted(71, 27);

        operator(27, "finish", chat);

        assertClosed(chat, 60);
    }

    @Test
    void aClosingPhaseOfZeroMinutesEndsWithTheNextAgentRun() {
        long chat = accepted(72, 27);
        operator(27, "finish", chat);
        assertThat(dialog(chat).closing()).isTrue();

        clock.advance(Duration.ofSeconds(1));
        assertClosed(chat, 60);
    }

    @Test
    @Row("6.1/client-message-that-is-just-1-or-0-or-that-d")
    void theVoteIsAskedForOnlyOnce() {
        long chat = accepted(22, 27);
        operator(27, "finish", chat);
        portal.client("Client of 27").on(22).writes("1");
        assertThat(dialog(chat).closing()).isTrue();

        portal.client("Client of 27").on(22).writes("Wait");
        operator(27, "finish", chat);

        assertThat(dialog(chat).messages().stream()
                        .filter(message -> message.text().contains("Send 1")))
                .hasSize(1);
    }

    @Test
    @Row("6.1/client-message-that-is-just-1-or-0-or-that-d")
    void aVoteOnAClosedSessionBringsItBackToTheClosingPhase() {
        long chat = accepted(22, 27);
        operator(27, "finish", chat);
        operator(27, "finish", chat);
        long session = dialog(chat).sessionId();

        portal.client("Client of 27").on(22).writes("1");

        assertThat(dialog(chat).sessionId()).isEqualTo(session);
        assertThat(dialog(chat).closed()).isFalse();
        assertThat(dialog(chat).closing()).isTrue();
        assertThat(dialog(chat).owner()).isEqualTo(27);
        clock.advance(Duration.ofMinutes(10));
        assertClosed(chat, 60);
    }

    @Test
    @Row({"6.4/error-error-user-not-operator-attempt-to-clo", "6.9/outcomes-of-finish"})
    void onlyTheOperatorMayFinish() {
        long chat = accepted(22, 27);

        assertThat(operator(31, "finish", chat).outcome()).isEqualTo("400 ERROR_USER_NOT_OPERATOR");
        assertThat(dialog(chat).status()).isEqualTo(10);
    }

    @Test
    @Row("6.4/error-error-user-not-operator-attempt-to-clo")
    void aDialogOfferedToAllHasNoOperatorWhoCouldFinish() {
        long chat = portal.client("Anna").on(15).writes("Hello");

        assertThat(operator(27, "finish", chat).outcome()).isEqualTo("400 ERROR_USER_NOT_OPERATOR");
    }

    @Test
    @Row("6.4/step-2")
    void finishingAnOfferedDialogAnswersItFirst() {
        long chat = portal.client("Anna").on(22).writes("Hello");
        assertThat(dialog(chat).operatorId()).isEqualTo(27);

        assertThat(operator(27, "finish", chat).outcome()).isEqualTo("200 true");

        assertThat(dialog(chat).closing()).isTrue();
        assertThat(dialog(chat).owner()).isEqualTo(27);
    }

    @Test
    @Row({
        "6.4/error-not-load-session-or-chat-session-or-ch",
        "6.4/closed",
        "6.9/outcomes-of-finish",
        "6.9/outcomes-of-another-finish"
    })
    void aClosedDialogCannotBeFinished() {
        long chat = closed();

        assertThat(operator(27, "finish", chat).outcome()).isEqualTo("400 NOT_LOAD_SESSION_OR_CHAT");
        assertThat(operator(31, "another.finish", chat).outcome()).isEqualTo("400 NOT_LOAD_SESSION_OR_CHAT");
    }

    @Test
    @Row("6.4/closed")
    void afterClosingMembershipGivesNoMoreRights() {
        long chat = accepted(23, 27);
        transfer(27, chat, 31);
        operator(31, "finish", chat);
        operator(31, "finish", chat);

        assertThat(operator(31, "finish", chat).outcome()).isEqualTo("400 ACCESS_DENIED");
    }

    @Test
    @Row("6.4/error-imol-chat-error-not-load-data")
    void aSessionOfAnotherChatCannotBeFinished() {
        long chat = accepted(22, 27);
        portal.breakChat(chat);

        assertThat(operator(27, "finish", chat).outcome()).isEqualTo("400 IMOL_CHAT_ERROR_NOT_LOAD_DATA");
        assertThat(operator(31, "another.finish", chat).outcome()).isEqualTo("400 IMOL_CHAT_ERROR_NOT_LOAD_DATA");
    }

    @Test
    @Row({
        "6.4/step-1",
        "6.9/outcomes-of-finish",
        "6.9/outcomes-of-another-finish",
        "10.1/operator-methods-exactly-as-6-incl-empty-err"
    })
    void finishUnderALockIsASuccessWithoutEffect() {
        long chat = accepted(25, 27);
        try (PortalLocks.HeldLock lock = portal.locks().holdQueue(chat)) {
            assertThat(operator(27, "finish", chat).outcome()).isEqualTo("200 true");
            assertThat(operator(31, "another.finish", chat).outcome()).isEqualTo("200 true");
            assertThat(lock).isNotNull();
        }

        assertThat(dialog(chat).closed()).isFalse();
        assertThat(operator(27, "finish", chat).outcome()).isEqualTo("200 true");
        assertClosed(chat, 60);
    }

    @Test
    @Row({"6.5/chat-id", "6.9/outcomes-of-another-finish"})
    void anotherFinishClosesTheDialogOfAColleagueAndSaysSo() {
        long chat = accepted(25, 27);

        assertThat(operator(31, "another.finish", chat).outcome()).isEqualTo("200 true");

        assertClosed(chat, 60);
        assertThat(dialog(chat).messages())
                .anyMatch(message -> message.system() && message.text().startsWith("Boris Klein ended"));
    }

    @Test
    @Row("6.5/chat-id")
    void anotherFinishOfAnUnownedDialogAnswersItFirst() {
        long chat = portal.client("Anna").on(15).writes("Hello");

        assertThat(operator(31, "another.finish", chat).outcome()).isEqualTo("200 true");

        assertThat(dialog(chat).owner()).isEqualTo(31);
        assertThat(dialog(chat).operatorId()).isEqualTo(31);
        assertThat(dialog(chat).closing()).isTrue();
    }

    @Test
    @Row({"6.5/chat-id", "6.9/outcomes-of-another-finish"})
    void anotherFinishOfTheOwnDialogIsAFinish() {
        long chat = accepted(25, 27);

        assertThat(operator(27, "another.finish", chat).outcome()).isEqualTo("200 true");
        assertClosed(chat, 60);
    }

    private void assertClosed(long chat, int status) {
        DialogView dialog = dialog(chat);
        assertThat(dialog.closed()).isTrue();
        assertThat(dialog.status()).isEqualTo(status);
        assertThat(dialog.owner()).isZero();
        assertThat(dialog.members()).hasSize(1).doesNotContain(27L, 31L);
        assertThat(entityData(chat, 4)).isEqualTo("N");
        assertThat(entityData(chat, 5)).isEqualTo("0");
    }

    @Override
    PortalBuilder configure(PortalBuilder builder) {
        return builder.line(71, "Mute", line -> line.operators(27).systemMessages(false))
                .line(72, "Hasty", line -> line.operators(27).fullCloseTime(Duration.ZERO));
    }
}
