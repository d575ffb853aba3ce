// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What messages and time do to a session (§6.1, background transitions). */
class ClientMessageTest extends PortalTest {

    @Test
    @Row({"6.1/chat-id-owner-0-nobody-responsible-members-u", "6.1/status-5-skip", "6.1/client-message-no-open-session"
    })
    void theFirstMessageOpensASessionThatIsOfferedToOneOperator() {
        long chat = portal.client("Anna").on(22).writes("Hello");

        DialogView dialog = dialog(chat);
        assertThat(dialog.status()).isEqualTo(5);
        assertThat(dialog.owner()).isZero();
        assertThat(dialog.operatorId()).isEqualTo(27);
        assertThat(dialog.waitAnswer()).isTrue();
        assertThat(dialog.offeredTo()).containsExactly(27L);
        assertThat(dialog.clientName()).isEqualTo("Anna");
        assertThat(dialog.messages()).extracting(MessageView::text).containsExactly("Hello");
        assertThat(dialog.messages()).extracting(MessageView::authorKind).containsExactly(AuthorKind.CLIENT);
    }

    @Test
    @Row("6.1/client-message-no-open-session")
    void aLineThatAsksAllOffersToTheWholeQueue() {
        long chat = portal.client("Anna").on(15).writes("Hello");

        assertThat(dialog(chat).operatorId()).isZero();
        assertThat(dialog(chat).offeredTo()).containsExactlyInAnyOrder(27L, 31L);
    }

    @Test
    void aClientHasOneChatOnALine() {
        long first = portal.client("Anna").on(22).writes("Hello");
        long second = portal.client("Anna").on(22).writes("Anybody there?");
        long other = portal.client("Anna").on(15).writes("Hello");

        assertThat(second).isEqualTo(first);
        assertThat(other).isNotEqualTo(first);
        assertThat(portal.dialogs()).extracting(DialogView::chatId).containsExactly(first, other);
        assertThat(dialog(first).status()).isEqualTo(5);
    }

    @Test
    @Row({
        "6.1/status-20-client",
        "6.1/status-25-client-after-operator",
        "6.1/status-40-operator",
        "6.1/client-message-accepted-session-wait-answer",
        "6.1/client-message-while-still-offered",
        "6.1/operator-message-accepted-session"
    })
    void theStatusFollowsWhoWroteLast() {
        long chat = accepted(22, 27);
        assertThat(dialog(chat).status()).isEqualTo(10);

        portal.client("Client of 27").on(22).writes("My order is late");
        assertThat(dialog(chat).status()).isEqualTo(20);

        portal.operator(27).writes(chat, "I look into it");
        assertThat(dialog(chat).status()).isEqualTo(40);

        portal.client("Client of 27").on(22).writes("Thank you");
        assertThat(dialog(chat).status()).isEqualTo(25);
    }

    @Test
    @Row("6.1/operator-message-no-open-session")
    void anOperatorsMessageToAClosedDialogOpensAnOutputSession() {
        long chat = closed();

        portal.operator(31).writes(chat, "One more question");

        assertThat(dialog(chat).closed()).isFalse();
        assertThat(dialog(chat).status()).isEqualTo(10);
        assertThat(dialog(chat).owner()).isEqualTo(31);
    }

    @Test
    void onlyMembersWriteIntoAnOpenDialog() {
        long chat = accepted(22, 27);

        assertThatThrownBy(() -> portal.operator(31).writes(chat, "Hello"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("31")
                .hasMessageContaining("answer or join");
    }

    @Test
    void evenlyPicksWhoWasAssignedLongestAgo() {
        long first = portal.client("One").on(22).writes("Hello");
        long second = portal.client("Two").on(22).writes("Hello");
        long third = portal.client("Three").on(22).writes("Hello");

        assertThat(dialog(first).operatorId()).isEqualTo(27);
        assertThat(dialog(second).operatorId()).isEqualTo(31);
        assertThat(dialog(third).operatorId()).isEqualTo(27);
    }

    @Test
    void strictlyAlwaysBeginsAtTheTopAndTriesEveryoneOnce() {
        portal.client("One").on(70).writes("Hello");
        long chat = portal.client("Two").on(70).writes("Hello");
        assertThat(dialog(chat).operatorId()).isEqualTo(27);

        operator(27, "skip", chat);
        assertThat(dialog(chat).operatorId()).isEqualTo(31);
        operator(31, "skip", chat);
        assertThat(dialog(chat).operatorId()).isEqualTo(1);
        operator(1, "skip", chat);
        assertThat(dialog(chat).operatorId()).isEqualTo(27);
    }

    @Test
    @Row("6.1/queue-time-elapsed-while-offered")
    void anOfferGoesOnWhenItsTimeIsOver() {
        long chat = portal.client("Anna").on(22).writes("Hello");

        clock.advance(Duration.ofSeconds(59));
        assertThat(dialog(chat).operatorId()).isEqualTo(27);
        clock.advance(Duration.ofSeconds(1));
        assertThat(dialog(chat).operatorId()).isEqualTo(31);
        clock.advance(Duration.ofSeconds(60));
        assertThat(dialog(chat).operatorId()).isEqualTo(27);
    }

    @Test
    void aTurnOfManyPeriodsFiresEveryTimerInItsOrder() {
        long chat = portal.client("Anna").on(22).writes("Hello");

        clock.advance(Duration.ofSeconds(60 * 3));

        assertThat(dialog(chat).operatorId()).isEqualTo(31);
    }

    @Test
    void whoPausesIsNotAskedAndWhoResumesIsAskedAgain() {
        portal.operator(27).pauses();
        assertThat(dialog(portal.client("One").on(22).writes("Hello")).operatorId())
                .isEqualTo(31);

        portal.operator(31).pauses();
        long waiting = portal.client("Two").on(22).writes("Hello");
        assertThat(dialog(waiting).operatorId()).isZero();

        portal.operator(27).resumes();
        clock.advance(Duration.ofSeconds(60));
        assertThat(dialog(waiting).operatorId()).isEqualTo(27);
    }

    @Test
    void aLineThatChecksAvailabilityAsksOnlyWhoIsOnline() {
        portal.operator(27).goesOffline();
        assertThat(dialog(portal.client("One").on(71).writes("Hello")).operatorId())
                .isEqualTo(31);
        assertThat(dialog(portal.client("Two").on(22).writes("Hello")).operatorId())
                .isEqualTo(27);
        portal.operator(27).goesOnline();
        assertThat(dialog(portal.client("Three").on(71).writes("Hello")).operatorId())
                .isEqualTo(27);
    }

    @Test
    void whoHasTheMaximumOfChatsIsNotAsked() {
        portal.client("One").on(72).writes("Hello");
        portal.client("Two").on(72).writes("Hello");
        long third = portal.client("Three").on(72).writes("Hello");

        assertThat(dialog(third).operatorId()).isZero();
        assertThat(dialog(third).waitAnswer()).isTrue();
    }

    @Test
    @Row({"6.1/operator-message-accepted-session", "6.1/status-40-auto-close-time"})
    void anAnsweredDialogClosesByItselfAfterAWhile() {
        long chat = accepted(22, 27);
        portal.operator(27).writes(chat, "Anything else?");

        clock.advance(Duration.ofSeconds(14_399));
        assertThat(dialog(chat).closed()).isFalse();
        clock.advance(Duration.ofSeconds(1));
        assertThat(dialog(chat).closed()).isTrue();
    }

    @Test
    void aClientWhoWritesKeepsTheDialogOpen() {
        long chat = accepted(22, 27);
        portal.operator(27).writes(chat, "Anything else?");
        clock.advance(Duration.ofSeconds(14_000));
        portal.client("Client of 27").on(22).writes("Yes");

        clock.advance(Duration.ofDays(1));

        assertThat(dialog(chat).closed()).isFalse();
    }

    @Test
    @Row("6.1/status-40-auto-close-time")
    void anAutomaticCloseWithATextGoesThroughTheClosingPhase() {
        long chat = accepted(73, 27);
        portal.operator(27).writes(chat, "Anything else?");

        clock.advance(Duration.ofSeconds(30));
        assertThat(dialog(chat).closing()).isTrue();
        assertThat(dialog(chat).status()).isEqualTo(50);

        clock.advance(Duration.ofMinutes(10));
        assertThat(dialog(chat).closed()).isTrue();
    }

    @Test
    void theWallClockClosesWithoutAnyRequest() {
        try (PortalSimulator own = PortalSimulator.builder()
                .operator(27, "Anna Weber")
                .line(1, "Hasty", line -> line.operators(27).fullCloseTime(Duration.ZERO))
                .start()) {
            ClosedOnce listener = new ClosedOnce();
            own.listener(listener);
            long chat = own.client("Anna").on(1).writes("Hello");
            own.operator(27).answers(chat);
            post(
                    own.webhook(27).url() + "imopenlines.operator.finish",
                    "application/json",
                    "{\"CHAT_ID\":" + chat + "}");

            assertThat(listener.closed.orTimeout(10, TimeUnit.SECONDS).join()).isEqualTo(chat);
        }
    }

    private static final class ClosedOnce implements PortalListener {
        private final CompletableFuture<Long> closed = new CompletableFuture<>();

        @Override
        public void sessionFinished(DialogView dialog) {
            closed.complete(dialog.chatId());
        }
    }

    @Override
    PortalBuilder configure(PortalBuilder builder) {
        return builder.line(
                        70, "Strict", line -> line.queueType(QueueType.STRICTLY).operators(27, 31, 1))
                .line(
                        71,
                        "Checked",
                        line -> line.queueType(QueueType.EVENLY)
                                .operators(27, 31)
                                .checkAvailable(true))
                .line(
                        72,
                        "Limited",
                        line -> line.queueType(QueueType.EVENLY)
                                .operators(27, 31)
                                .maxChat(1))
                .line(
                        73,
                        "Polite",
                        line -> line.operators(27).autoCloseRule(CloseRule.TEXT).autoCloseTime(Duration.ofSeconds(30)));
    }
}
