// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may touch a chat, in the order of §6.2. */
class AccessCheckTest extends PortalTest {

    @ParameterizedTest
    @ValueSource(strings = {"answer", "finish", "another.finish", "skip", "spam"})
    void withoutTheMessengerNothingWorks(String action) {
        long chat = portal.client("Anna").on(22).writes("Hello");
        portal.messenger(false);

        assertThat(operator(27, action, chat).outcome()).isEqualTo("400 IM_LOAD_ERROR");
    }

    @ParameterizedTest
    @ValueSource(strings = {"answer", "finish", "another.finish", "skip", "spam"})
    void aChatIdWithoutLeadingDigitsIsInvalid(String action) {
        assertThat(operator(27, action, "chat1763").outcome()).isEqualTo("400 CHAT_ID");
        assertThat(operator(27, action, 0).outcome()).isEqualTo("400 CHAT_ID");
        assertThat(operator(27, action, -5).outcome()).isEqualTo("400 CHAT_ID");
    }

    @Test
    void anUnknownChatIsAnInvalidChatId() {
        assertThat(operator(27, "answer", 99_999).outcome()).isEqualTo("400 CHAT_ID");
    }

    @Test
    void aGroupChatIsNoOpenLineForMembersAndOthers() {
        long chat = portal.groupChat("Team", 27);

        assertThat(operator(27, "answer", chat).outcome()).isEqualTo("400 CHAT_TYPE");
        assertThat(operator(31, "answer", chat).outcome()).isEqualTo("400 CHAT_TYPE");
    }

    @Test
    void whoIsNotInTheQueueIsDenied() {
        long chat = portal.client("Anna").on(23).writes("Hello");

        assertThat(operator(31, "answer", chat).outcome()).isEqualTo("400 ACCESS_DENIED");
    }

    @Test
    void anAdministratorMayActOnEveryLine() {
        long chat = portal.client("Anna").on(23).writes("Hello");

        assertThat(operator(1, "answer", chat).outcome()).isEqualTo("200 true");
    }

    @Test
    void anObserverWhoJoinedMayEvenMarkAsSpam() {
        long chat = accepted(23, 27);
        portal.operator(31).joins(chat);

        assertThat(operator(31, "spam", chat).outcome()).isEqualTo("200 true");
        assertThat(dialog(chat).spam()).isTrue();
    }

    @Test
    void anOfferIsEnoughWithoutMembershipOrRightsOnTheFirstLine() {
        long chat = accepted(23, 27);
        assertThat(operator(31, "answer", chat).outcome()).isEqualTo("400 ACCESS_DENIED");

        portal.operator(27).pauses();
        transfer(27, chat, "queue22");

        assertThat(dialog(chat).offeredTo()).containsExactly(31L);
        assertThat(dialog(chat).members()).doesNotContain(31L);
        assertThat(operator(31, "answer", chat).outcome()).isEqualTo("200 true");
    }

    @Test
    void theLineOfTheUserCodeDecidesAfterATransfer() {
        long chat = accepted(23, 27);
        portal.operator(31).pauses();
        transfer(27, chat, "queue22");
        portal.operator(31).resumes();

        assertThat(dialog(chat).offeredTo()).containsExactly(27L);
        assertThat(operator(31, "answer", chat).outcome()).isEqualTo("400 ACCESS_DENIED");
    }

    @Test
    void theKeyMayBeInAnyCaseWhereTheMethodAllowsIt() {
        long chat = portal.client("Anna").on(25).writes("Hello");

        assertThat(call(27, "imopenlines.operator.answer", "chat_id", chat).outcome())
                .isEqualTo("200 true");
        assertThat(call(27, "imopenlines.operator.another.finish", "chat_id", chat)
                        .outcome())
                .isEqualTo("400 CHAT_ID");
        assertThat(call(27, "imopenlines.operator.transfer", "chat_id", chat, "transfer_id", 31)
                        .outcome())
                .isEqualTo("400 CHAT_ID_EMPTY");
        assertThat(call(27, "imopenlines.operator.finish", "Chat_Id", chat).outcome())
                .isEqualTo("200 true");
    }
}
