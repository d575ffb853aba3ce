// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The effects and refusals of {@code imopenlines.operator.transfer} (§6.8). */
class TransferTest extends PortalTest {

    private static final String WRONG = "400 OPERATOR_WRONG";

    @Test
    @Row({"6.8/members", "6.8/chat", "6.8/session"})
    void aTransferToAUserNeedsNoAcceptance() {
        long chat = portal.client("Anna").on(22).writes("Hello");

        assertThat(transfer(27, chat, 31).outcome()).isEqualTo("200 true");

        DialogView dialog = dialog(chat);
        assertThat(dialog.owner()).isEqualTo(31);
        assertThat(dialog.operatorId()).isEqualTo(31);
        assertThat(dialog.waitAnswer()).isFalse();
        assertThat(dialog.status()).isEqualTo(10);
        assertThat(dialog.members()).contains(31L).doesNotContain(27L);
        assertThat(dialog.messages())
                .anyMatch(message ->
                        message.text().contains("Anna Weber") && message.text().contains("Boris Klein"));
    }

    @Test
    @Row("6.8/session")
    void aTransferToAUserKeepsAWorkingStatus() {
        long chat = accepted(22, 27);
        portal.operator(27).writes(chat, "One moment");

        transfer(27, chat, 31);

        assertThat(dialog(chat).status()).isEqualTo(40);
    }

    @Test
    void theTargetNeedNotBeInTheQueueOrAtWork() {
        long chat = accepted(23, 27);
        portal.operator(31).pauses();

        assertThat(transfer(27, chat, 31).outcome()).isEqualTo("200 true");
    }

    @Test
    @Row("6.9/outcomes-of-transfer-user")
    void whoeverMayActMayTransferAColleaguesDialog() {
        long chat = accepted(22, 27);

        assertThat(transfer(1, chat, 31).outcome()).isEqualTo("200 true");
        assertThat(dialog(chat).members()).doesNotContain(27L, 1L);
    }

    @Test
    @Row({
        "6.8/target-already-owner",
        "6.8/repeat-of-a-successful-call-by-the-same-call",
        "6.9/outcomes-of-transfer-user"
    })
    void aTransferToTheOwnerIsASuccessWithAnotherMessage() {
        long chat = accepted(22, 31);

        assertThat(transfer(27, chat, 31).outcome()).isEqualTo("200 true");
        assertThat(transfer(27, chat, 31).outcome()).isEqualTo("200 true");

        assertThat(dialog(chat).messages().stream()
                        .filter(message -> message.text().contains("passed")))
                .hasSize(2);
    }

    @Test
    @Row("6.8/repeat-of-a-successful-call-by-the-same-call")
    void repeatingATransferWithoutRightsOnTheLineIsRefused() {
        long chat = accepted(23, 27);
        portal.operator(31).joins(chat);

        assertThat(transfer(31, chat, 27).outcome()).isEqualTo("200 true");
        assertThat(transfer(31, chat, 27).outcome()).isEqualTo(WRONG);
    }

    @Test
    @Row("6.8/inactive-line-active-n-quirk")
    void onAnInactiveLineTheSessionKeepsItsOldOperator() {
        long chat = accepted(24, 27);

        assertThat(transfer(27, chat, 31).outcome()).isEqualTo("200 true");

        assertThat(dialog(chat).owner()).isEqualTo(31);
        assertThat(dialog(chat).operatorId()).isEqualTo(27);
    }

    @Test
    @Row({"6.8/session-2", "6.8/chat-2", "6.8/retry-after-unknown-outcome"})
    void aTransferToALineOffersTheSameSessionThere() {
        long chat = accepted(23, 27);
        long session = dialog(chat).sessionId();

        assertThat(transfer(27, chat, "queue22").outcome()).isEqualTo("200 true");

        DialogView dialog = dialog(chat);
        assertThat(dialog.sessionId()).isEqualTo(session);
        assertThat(dialog.lineId()).isEqualTo(22);
        assertThat(dialog.status()).isEqualTo(5);
        assertThat(dialog.waitAnswer()).isTrue();
        assertThat(dialog.owner()).isZero();
        assertThat(dialog.members()).hasSize(1);
        assertThat(dialog.offeredTo()).hasSize(1);
        assertThat(dialog.userCode()).startsWith("telegrambot|23|");
        assertThat(entityData(chat, 7)).isEqualTo("22");
    }

    @Test
    @Row("6.8/session-2")
    void aTransferToALineThatAsksAllHasNoOperator() {
        long chat = accepted(22, 27);

        transfer(27, chat, "queue15");

        assertThat(dialog(chat).operatorId()).isZero();
        assertThat(dialog(chat).offeredTo()).containsExactlyInAnyOrder(27L, 31L);
    }

    @Test
    void anInactiveLineIsNoObstacle() {
        long chat = accepted(22, 27);

        assertThat(transfer(27, chat, "queue24").outcome()).isEqualTo("200 true");
        assertThat(dialog(chat).lineId()).isEqualTo(24);
    }

    @Test
    @Row("6.8/nobody-available")
    void aLineWithNobodyAvailableLetsTheDialogWait() {
        long chat = accepted(22, 27);
        portal.operator(27).pauses();
        portal.operator(31).pauses();

        assertThat(transfer(27, chat, "queue23").outcome()).isEqualTo("200 true");

        assertThat(dialog(chat).operatorId()).isZero();
        assertThat(dialog(chat).offeredTo()).isEmpty();
        assertThat(dialog(chat).waitAnswer()).isTrue();
    }

    @Test
    @Row({"6.8/same-line-as-current", "6.9/outcomes-of-transfer-line"})
    void aTransferToTheSameLineQueuesTheDialogAgain() {
        long chat = accepted(22, 27);

        assertThat(transfer(27, chat, "queue22").outcome()).isEqualTo("200 true");

        assertThat(dialog(chat).operatorId()).isEqualTo(31);
        assertThat(dialog(chat).waitAnswer()).isTrue();
        assertThat(dialog(chat).messages()).anyMatch(message -> message.text().contains("declined"));
        assertThat(entityData(chat, 7)).isEqualTo("0");
    }

    @Test
    @Row({"6.8/closed-dialog", "6.9/outcomes-of-transfer-user"})
    void aClosedDialogGetsANewSessionForTheUser() {
        long chat = closed();
        long session = dialog(chat).sessionId();

        assertThat(transfer(27, chat, 31).outcome()).isEqualTo("200 true");

        assertThat(dialog(chat).sessionId()).isGreaterThan(session);
        assertThat(dialog(chat).closed()).isFalse();
        assertThat(dialog(chat).owner()).isEqualTo(31);
    }

    @Test
    @Row({"6.8/closed-dialog", "6.9/outcomes-of-transfer-line"})
    void aClosedDialogGetsANewSessionOnTheLine() {
        long chat = closed();
        long session = dialog(chat).sessionId();

        assertThat(transfer(27, chat, "queue22").outcome()).isEqualTo("200 true");

        assertThat(dialog(chat).sessionId()).isGreaterThan(session);
        assertThat(dialog(chat).lineId()).isEqualTo(22);
    }

    @Test
    void theNextSessionIsOnTheLineOfTheUserCodeAgain() {
        long chat = accepted(25, 27);
        transfer(27, chat, "queue22");
        operator(1, "spam", chat);

        portal.client("Client of 27").on(25).writes("Hello again");

        assertThat(dialog(chat).lineId()).isEqualTo(25);
        assertThat(entityData(chat, 7)).isEqualTo("0");
    }

    @ParameterizedTest
    @ValueSource(longs = {27, 40, 50, 567, 4711})
    @Row({"6.8/target-user-caller", "6.8/target-user-inactive-or-nonexistent-is-a-bot"})
    void whoIsNoOtherActiveEmployeeIsTheWrongOperator(long target) {
        long chat = accepted(22, 27);

        assertThat(transfer(27, chat, target).outcome()).isEqualTo(WRONG);
        assertThat(dialog(chat).owner()).isEqualTo(27);
    }

    @Test
    @Row("6.8/target-user-inactive-or-nonexistent-is-a-bot")
    void aConnectorUserIsTheWrongOperator() {
        long chat = accepted(22, 27);
        long client = Long.parseLong(dialog(chat).userCode().split("\\|")[3]);

        assertThat(transfer(27, chat, client).outcome()).isEqualTo(WRONG);
    }

    @Test
    @Row("6.8/target-line-does-not-exist")
    void anUnknownLineIsTheWrongOperator() {
        assertThat(transfer(27, accepted(22, 27), "queue99").outcome()).isEqualTo(WRONG);
    }

    @Test
    @Row({
        "1.11/400-with-documented-method-code",
        "6.8/error-operator-wrong",
        "6.8/6-2-failure-no-such-chat-not-a-lines-chat-no"
    })
    void everyFailureOfTheAccessCheckIsTheWrongOperator() {
        long denied = portal.client("Anna").on(23).writes("Hello");
        long group = portal.groupChat("Team", 27);

        assertThat(transfer(31, denied, 27).outcome()).isEqualTo(WRONG);
        assertThat(transfer(27, group, 31).outcome()).isEqualTo(WRONG);
        assertThat(transfer(27, 99_999, 31).outcome()).isEqualTo(WRONG);
        portal.messenger(false);
        assertThat(transfer(27, denied, 31).outcome()).isEqualTo(WRONG);
    }

    @Test
    @Row({
        "6.1/locks-per-chat-queue-lock-and-answer-lock-60",
        "6.8/chat-s-queue-lock-held-by-a-concurrent-opera",
        "6.9/outcomes-of-transfer-user",
        "6.9/outcomes-of-transfer-line"
    })
    void aHeldLockIsTheWrongOperatorForAWhile() {
        long chat = accepted(22, 27);
        PortalLocks.HeldLock lock = portal.locks().holdQueue(chat);

        assertThat(transfer(27, chat, 31).outcome()).isEqualTo(WRONG);
        lock.release();
        assertThat(transfer(27, chat, 31).outcome()).isEqualTo("200 true");
    }

    @Test
    @Row("6.8/session-cannot-be-loaded-created")
    void aSessionThatCannotBeLoadedIsTheWrongOperator() {
        long chat = accepted(22, 27);
        portal.breakChat(chat);

        assertThat(transfer(27, chat, 31).outcome()).isEqualTo(WRONG);
    }
}
