// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** {@code imopenlines.operator.skip} (§6.6). */
class SkipTest extends PortalTest {

    @Test
    @Row("6.6/evenly-strictly-another-operator-available")
    void skipOffersTheDialogToTheNextOperator() {
        long chat = accepted(22, 27);

        assertThat(operator(27, "skip", chat).outcome()).isEqualTo("200 true");

        DialogView dialog = dialog(chat);
        assertThat(dialog.status()).isEqualTo(5);
        assertThat(dialog.operatorId()).isEqualTo(31);
        assertThat(dialog.owner()).isZero();
        assertThat(dialog.waitAnswer()).isTrue();
        assertThat(dialog.members()).doesNotContain(27L);
    }

    @Test
    @Row({"6.2/no-idempotency-key-exists", "6.9/outcomes-of-skip"})
    void aSecondSkipSkipsTheNextOperator() {
        long chat = accepted(22, 27);

        operator(27, "skip", chat);
        operator(27, "skip", chat);

        assertThat(dialog(chat).operatorId()).isEqualTo(27);
    }

    @Test
    @Row({"6.6/caller-is-not-the-operator", "6.9/outcomes-of-skip"})
    void anybodyPermittedSkipsThePresentOperator() {
        long chat = accepted(22, 27);

        assertThat(operator(1, "skip", chat).outcome()).isEqualTo("200 true");
        assertThat(dialog(chat).operatorId()).isEqualTo(31);
    }

    @Test
    @Row({"6.6/error", "6.6/queue-type-all"})
    void skipOnALineThatAsksAllAlwaysFails() {
        long chat = accepted(15, 27);

        assertThat(operator(27, "skip", chat).outcome()).isEqualTo("400 ");

        assertThat(dialog(chat).owner()).isEqualTo(27);
        assertThat(dialog(chat).status()).isEqualTo(10);
        assertThat(systemTexts(chat)).contains("declined").contains("Nobody else");
    }

    @Test
    @Row("6.6/evenly-strictly-nobody-available-not-even-th")
    void skipWithNobodyAvailableFails() {
        long chat = accepted(22, 27);
        portal.operator(27).pauses();
        portal.operator(31).pauses();

        assertThat(operator(27, "skip", chat).outcome()).isEqualTo("400 ");

        assertThat(dialog(chat).owner()).isEqualTo(27);
        assertThat(systemTexts(chat)).contains("declined").contains("Nobody else");
    }

    @Test
    @Row("6.6/only-the-current-operator-is-available")
    void skippingAnOfferWithOnlyThePresentOperatorAvailableChangesNothing() {
        long chat = portal.client("Anna").on(23).writes("Hello");

        assertThat(operator(27, "skip", chat).outcome()).isEqualTo("200 true");

        assertThat(dialog(chat).operatorId()).isEqualTo(27);
        assertThat(dialog(chat).offeredTo()).containsExactly(27L);
        assertThat(systemTexts(chat)).contains("declined").doesNotContain("Nobody else");
    }

    @Test
    @Row("6.6/only-the-current-operator-is-available")
    void skippingAnAcceptedDialogWithOnlyThePresentOperatorAvailableDropsHimFromTheChat() {
        long chat = accepted(23, 27);

        assertThat(operator(27, "skip", chat).outcome()).isEqualTo("200 true");

        assertThat(dialog(chat).status()).isEqualTo(5);
        assertThat(dialog(chat).operatorId()).isEqualTo(27);
        assertThat(dialog(chat).members()).doesNotContain(27L);
    }

    @Test
    @Row({"6.6/queue-lock-held", "6.9/outcomes-of-skip"})
    void skipUnderALockFails() {
        long chat = accepted(22, 27);
        portal.locks().holdQueue(chat);

        assertThat(operator(27, "skip", chat).outcome()).isEqualTo("400 ");

        assertThat(dialog(chat).owner()).isEqualTo(27);
        assertThat(systemTexts(chat)).contains("declined").doesNotContain("Nobody else");
    }

    @Test
    @Row({"6.6/error-access-denied-kick", "6.6/closed-dialog", "6.9/outcomes-of-skip"})
    void skippingAClosedDialogAsAStrangerCannotRemoveAnybody() {
        assertThat(operator(27, "skip", closed()).outcome()).isEqualTo("400 ACCESS_DENIED_KICK");
    }

    @Test
    @Row({"6.6/error", "6.6/closed-dialog"})
    void skippingAClosedDialogAsAMemberRemovesTheCaller() {
        long chat = closed();
        portal.operator(27).joins(chat);

        assertThat(operator(27, "skip", chat).outcome()).isEqualTo("400 ");
        assertThat(dialog(chat).members()).doesNotContain(27L);
    }

    @Test
    void skippingABotsDialogGivesItToTheQueue() {
        long chat = portal.client("Anna").on(26).writes("Hello");

        assertThat(operator(27, "skip", chat).outcome()).isEqualTo("200 true");

        assertThat(dialog(chat).operatorId()).isEqualTo(27);
        assertThat(dialog(chat).members()).doesNotContain(567L);
    }

    private String systemTexts(long chat) {
        return dialog(chat).messages().stream()
                .filter(MessageView::system)
                .map(MessageView::text)
                .toList()
                .toString();
    }
}
