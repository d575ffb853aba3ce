// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** {@code imopenlines.operator.spam} (§6.7). */
class SpamTest extends PortalTest {

    @Test
    @Row({"6.1/status-65-spam", "6.7/chat-id"})
    void spamClosesAtOnceWithoutClosingText() {
        long chat = accepted(22, 27);

        assertThat(operator(31, "spam", chat).outcome()).isEqualTo("200 true");

        DialogView dialog = dialog(chat);
        assertThat(dialog.status()).isEqualTo(65);
        assertThat(dialog.spam()).isTrue();
        assertThat(dialog.closed()).isTrue();
        assertThat(dialog.owner()).isZero();
        assertThat(dialog.members()).hasSize(1);
        assertThat(dialog.messages()).noneMatch(message -> message.text().contains("Thank you"));
    }

    @Test
    @Row("6.9/outcomes-of-spam")
    void spamOnAClosedDialogIsASuccessWithoutEffect() {
        long chat = closed();

        assertThat(operator(27, "spam", chat).outcome()).isEqualTo("200 true");
        assertThat(dialog(chat).status()).isEqualTo(60);
    }

    @Test
    @Row("6.9/outcomes-of-spam")
    void spamUnderALockIsASuccessWithoutEffect() {
        long chat = accepted(22, 27);
        portal.locks().holdQueue(chat);

        assertThat(operator(27, "spam", chat).outcome()).isEqualTo("200 true");
        assertThat(dialog(chat).closed()).isFalse();
    }

    @Test
    @Row("6.9/outcomes-of-spam")
    void aSecondSpamByAMereMemberIsDenied() {
        long chat = accepted(23, 27);
        portal.operator(31).joins(chat);
        operator(31, "spam", chat);

        assertThat(operator(31, "spam", chat).outcome()).isEqualTo("400 ACCESS_DENIED");
    }

    @Test
    @Row("6.7/chat-id")
    void spamDoesNotBlockTheClient() {
        long chat = accepted(22, 27);
        long session = dialog(chat).sessionId();
        operator(27, "spam", chat);

        assertThat(portal.client("Client of 27").on(22).writes("Hello again")).isEqualTo(chat);

        assertThat(dialog(chat).sessionId()).isGreaterThan(session);
        assertThat(dialog(chat).closed()).isFalse();
    }
}
