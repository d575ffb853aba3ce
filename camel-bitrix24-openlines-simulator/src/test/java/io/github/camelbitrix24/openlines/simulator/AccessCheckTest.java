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
    @Row({"6.2/check-0", "6.3/error-im-load-error", "6.4/error-6-2-codes", "6.6/error-6-2-codes"})
    void withoutTheMessengerNothingWorks(String action) {
        long chat = portal.client("Anna").on(22).writes("Hello");
        portal.messenger(false);

        assertThat(operator(27, action, chat).outcome()).isEqualTo("400 IM_LOAD_ERROR");
    }

    @ParameterizedTest
    @ValueSource(strings = {"answer", "finish", "another.finish", "skip", "spam"})
    @Row({
        "6.2/check-1",
        "6.2/chat-id-accepts-int-or-numeric-string-chat17",
        "6.3/error-chat-id-chat-type-user-id-access-denie",
        "6.4/error-6-2-codes",
        "6.6/error-6-2-codes"
    })
    void aChatIdWithoutLeadingDigitsIsInvalid(String action) {
        assertThat(operator(27, action, "chat1763").outcome()).isEqualTo("400 CHAT_ID");
        assertThat(operator(27, action, 0).outcome()).isEqualTo("400 CHAT_ID");
        assertThat(operator(27, action, -5).outcome()).isEqualTo("400 CHAT_ID");
    }

    @Test
    @Row("6.2/check-5")
    void anUnknownChatIsAnInvalidChatId() {
        assertThat(operator(27, "answer", 99_999).outcome()).isEqualTo("400 CHAT_ID");
    }

    @Test
    @Row({"6.2/check-3a", "6.2/check-6", "6.3/error-chat-id-chat-type-user-id-access-denie"})
    void aGroupChatIsNoOpenLineForMembersAndOthers() {
        long chat = portal.groupChat("Team", 27);

        assertThat(operator(27, "answer", chat).outcome()).isEqualTo("400 CHAT_TYPE");
        assertThat(operator(31, "answer", chat).outcome()).isEqualTo("400 CHAT_TYPE");
    }

    @Test
    @Row({"6.2/check-7", "6.3/error-chat-id-chat-type-user-id-access-denie"})
    void whoIsNotInTheQueueIsDenied() {
        long chat = portal.client("Anna").on(23).writes("Hello");

        assertThat(operator(31, "answer", chat).outcome()).isEqualTo("400 ACCESS_DENIED");
    }

    @Test
    @Row("6.2/check-7")
    void anAdministratorMayActOnEveryLine() {
        long chat = portal.client("Anna").on(23).writes("Hello");

        assertThat(operator(1, "answer", chat).outcome()).isEqualTo("200 true");
    }

    @Test
    @Row({"6.2/check-3b", "6.2/membership-grants-access-any-chat-member-eve"})
    void anObserverWhoJoinedMayEvenMarkAsSpam() {
        long chat = accepted(23, 27);
        portal.operator(31).joins(chat);

        assertThat(operator(31, "spam", chat).outcome()).isEqualTo("200 true");
        assertThat(dialog(chat).spam()).isTrue();
    }

    @Test
    @Row({"6.2/check-4", "6.2/offered-operators-are-not-necessarily-chat-m"})
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
    @Row("6.2/check-7")
    void theLineOfTheUserCodeDecidesAfterATransfer() {
        long chat = accepted(23, 27);
        portal.operator(31).pauses();
        transfer(27, chat, "queue22");
        portal.operator(31).resumes();

        assertThat(dialog(chat).offeredTo()).containsExactly(27L);
        assertThat(operator(31, "answer", chat).outcome()).isEqualTo("400 ACCESS_DENIED");
    }

    @Test
    @Row({"1.9/parameter-key-case", "6.3/chat-id"})
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
