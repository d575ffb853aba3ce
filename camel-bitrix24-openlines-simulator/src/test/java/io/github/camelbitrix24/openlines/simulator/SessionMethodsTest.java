// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rows of §7.2: {@code imopenlines.session.*} that change something, and {@code imopenlines.message.*}. */
class SessionMethodsTest extends PortalTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "session.start",
                "session.join",
                "session.mode.silent",
                "message.session.start",
                "message.quick.save"
            })
    @Row({"7.2/session-start", "7.2/session-join"})
    void theAccessCheckComesFirst(String method) {
        long group = portal.groupChat("Team", 27);
        long foreign = portal.client("Eva").on(23).writes("Hello");

        assertThat(on(27, method, 0).outcome()).isEqualTo("400 CHAT_ID");
        assertThat(on(27, method, group).outcome()).isEqualTo("400 CHAT_TYPE");
        assertThat(on(31, method, foreign).outcome()).isEqualTo("400 ACCESS_DENIED");
        assertThat(call(27, "imopenlines." + method, "chat_id", foreign).outcome())
                .isEqualTo("400 CHAT_ID");
    }

    @Test
    @Row("7.2/session-start")
    void startJoinsAnOpenSession() {
        long chat = accepted(22, 27);

        assertThat(on(31, "session.start", chat).outcome()).isEqualTo("200 true");
        assertThat(on(31, "session.start", chat).outcome()).isEqualTo("200 true");

        assertThat(dialog(chat).members()).contains(27L, 31L);
        assertThat(dialog(chat).isOwnedBy(27)).isTrue();
    }

    @Test
    @Row("7.2/session-start")
    void startOpensASessionOfTheCallerInAClosedDialog() {
        long chat = closed();
        long before = dialog(chat).sessionId();

        assertThat(on(31, "session.start", chat).outcome()).isEqualTo("200 true");

        assertThat(dialog(chat).sessionId()).isGreaterThan(before);
        assertThat(dialog(chat).status()).isEqualTo(10);
        assertThat(dialog(chat).operatorId()).isEqualTo(31);
        assertThat(dialog(chat).isOwnedBy(31)).isTrue();
    }

    @Test
    @Row("7.2/session-intercept")
    void interceptTakesADialogFromItsOwner() {
        long chat = accepted(22, 27);

        assertThat(on(31, "session.intercept", chat).outcome()).isEqualTo("200 true");

        assertThat(dialog(chat).isOwnedBy(31)).isTrue();
        assertThat(dialog(chat).operatorId()).isEqualTo(31);
        assertThat(dialog(chat).members()).doesNotContain(27L);
    }

    @Test
    @Row("7.2/session-intercept")
    void interceptIsASuccessWhereNothingIsTaken() {
        long offered = portal.client("Eva").on(22).writes("Hello");
        long own = accepted(22, 31);
        long over = closed();
        long locked = accepted(22, 27);
        portal.locks().holdQueue(locked);

        assertThat(on(31, "session.intercept", offered).outcome()).isEqualTo("200 true");
        assertThat(on(31, "session.intercept", own).outcome()).isEqualTo("200 true");
        assertThat(on(31, "session.intercept", over).outcome()).isEqualTo("200 true");
        assertThat(on(31, "session.intercept", locked).outcome()).isEqualTo("200 true");

        assertThat(dialog(offered).owner()).isZero();
        assertThat(dialog(locked).isOwnedBy(27)).isTrue();
        assertThat(dialog(over).closed()).isTrue();
    }

    @Test
    @Row("7.2/session-intercept")
    void interceptHidesWhyAccessIsRefused() {
        long foreign = portal.client("Eva").on(23).writes("Hello");
        long group = portal.groupChat("Team", 27);

        assertThat(on(31, "session.intercept", foreign).outcome()).isEqualTo("400 OPERATOR_WRONG");
        assertThat(on(31, "session.intercept", group).outcome()).isEqualTo("400 OPERATOR_WRONG");
        assertThat(on(31, "session.intercept", 99_999).outcome()).isEqualTo("400 OPERATOR_WRONG");
        assertThat(on(31, "session.intercept", 0).outcome()).isEqualTo("400 CHAT_ID_EMPTY");
    }

    @Test
    @Row("7.2/session-join")
    void joinMakesAnObserverAlsoOfAClosedDialog() {
        long open = accepted(22, 27);
        long over = closed();

        assertThat(on(31, "session.join", open).outcome()).isEqualTo("200 true");
        assertThat(on(31, "session.join", over).outcome()).isEqualTo("200 true");

        assertThat(dialog(open).members()).contains(31L);
        assertThat(dialog(open).isOwnedBy(27)).isTrue();
        assertThat(dialog(open)
                        .messages()
                        .get(dialog(open).messages().size() - 1)
                        .system())
                .isTrue();
        assertThat(dialog(over).members()).contains(31L);
        assertThat(dialog(over).closed()).isTrue();
    }

    @Test
    @Row({"6.1/entity-data-1", "7.2/session-mode-pin", "7.2/session-mode-unpin"})
    void aPinnedDialogShowsItAndOnlyAnExactNUnpins() {
        long chat = accepted(22, 27);

        assertThat(on(27, "session.mode.pin", chat).outcome()).isEqualTo("200 true");
        assertThat(entityData(chat, 3)).isEqualTo("Y");
        assertThat(pin(27, chat, "n").outcome()).isEqualTo("200 true");
        assertThat(entityData(chat, 3)).isEqualTo("Y");
        assertThat(pin(27, chat, "N").outcome()).isEqualTo("200 true");
        assertThat(entityData(chat, 3)).isEqualTo("N");
        on(27, "session.mode.pin", chat);
        assertThat(on(27, "session.mode.unpin", chat).outcome()).isEqualTo("200 true");
        assertThat(entityData(chat, 3)).isEqualTo("N");
    }

    @Test
    @Row("6.1/pinned-pause-y")
    void aPinnedDialogIsLeftAloneForAWeek() {
        long chat = accepted(25, 27);
        portal.operator(27).writes(chat, "One moment");
        on(27, "session.mode.pin", chat);

        clock.advance(Duration.ofDays(6));
        assertThat(dialog(chat).closed()).isFalse();
        clock.advance(Duration.ofDays(1));
        assertThat(dialog(chat).closed()).isTrue();
    }

    @Test
    @Row("7.2/session-mode-pin")
    void pinningAsksForTheOperator() {
        long chat = accepted(22, 27);

        assertThat(on(31, "session.mode.pin", chat).outcome()).isEqualTo("400 ");
        assertThat(on(31, "session.mode.unpin", chat).outcome()).isEqualTo("400 ");
        assertThat(on(27, "session.mode.pin", 0).outcome()).isEqualTo("400 CHAT_ID_EMPTY");
        assertThat(on(31, "session.mode.pin", accepted(23, 27)).outcome()).isEqualTo("400 ACCESS_DENIED");
    }

    @Test
    @Row("7.2/session-mode-pin")
    void pinningDoesNothingUnderALockAndOpensASessionInAClosedDialog() {
        long locked = accepted(22, 27);
        portal.locks().holdQueue(locked);
        long over = closed();

        assertThat(on(27, "session.mode.pin", locked).outcome()).isEqualTo("200 true");
        assertThat(on(31, "session.mode.pin", over).outcome()).isEqualTo("200 true");

        assertThat(entityData(locked, 3)).isEqualTo("N");
        assertThat(entityData(over, 3)).isEqualTo("Y");
        assertThat(dialog(over).operatorId()).isEqualTo(31);
    }

    @Test
    @Row("7.2/session-mode-pinall-unpinall")
    void allOfTheCallersWorkIsPinnedAtOnce() {
        long first = accepted(22, 27);
        long second = accepted(23, 27);
        portal.client("Eva").on(22).writes("Hello");
        accepted(15, 31);

        JsonNode pinned = call(27, "imopenlines.session.mode.pinAll").result();

        assertThat(pinned.toString())
                .isEqualTo(
                        "[" + dialog(first).sessionId() + "," + dialog(second).sessionId() + "]");
        assertThat(entityData(first, 3)).isEqualTo("Y");
        assertThat(call(27, "imopenlines.session.mode.unpinAll").result()).hasSize(2);
        assertThat(entityData(second, 3)).isEqualTo("N");
        assertThat(call(1, "imopenlines.session.mode.pinAll").outcome()).isEqualTo("200 []");
    }

    @Test
    @Row({"6.1/chat-entity-data-3", "7.2/session-mode-silent"})
    void inSilentModeTheOperatorsMessagesStayInside() {
        long chat = accepted(22, 27);

        assertThat(call(27, "imopenlines.session.mode.silent", "CHAT_ID", chat, "ACTIVATE", "Y")
                        .outcome())
                .isEqualTo("200 true");
        portal.operator(27).writes(chat, "A note for colleagues");

        assertThat(dialog(chat).status()).isEqualTo(10);
        assertThat(call(27, "imopenlines.dialog.get", "CHAT_ID", chat)
                        .result()
                        .get("entity_data_3")
                        .asText())
                .isEqualTo("Y");
        call(27, "imopenlines.session.mode.silent", "CHAT_ID", chat, "ACTIVATE", "no");
        portal.operator(27).writes(chat, "Hello");
        assertThat(dialog(chat).status()).isEqualTo(40);
    }

    @ParameterizedTest
    @CsvSource(
            value = {"0,5,Good,400 EMPTY_SESSION_ID", "1,0,NULL,400 EMPTY_VOTE_PARAMS", "1,6,NULL,400 EMPTY_VOTE_PARAMS"
            },
            nullValues = "NULL")
    @Row("7.2/session-head-vote")
    void aHeadVoteNeedsASessionAndSomethingToSay(long session, int rating, String comment, String outcome) {
        assertThat(call(1, "imopenlines.session.head.vote", "SESSION_ID", session, "RATING", rating, "COMMENT", comment)
                        .outcome())
                .isEqualTo(outcome);
    }

    @Test
    @Row({"7.1/sessionvotehead", "7.1/sessioncommenthead", "7.2/session-head-vote"})
    void aSupervisorRatesASessionAndARepeatOverwrites() {
        long session = dialog(accepted(22, 27)).sessionId();

        assertThat(vote(27, session, 4, "Fine").outcome()).isEqualTo("400 ACCESS_DENIED");
        assertThat(vote(1, 99_999, 4, "Fine").outcome()).isEqualTo("400 ACCESS_DENIED");
        assertThat(vote(1, session, 4, "Fine").outcome()).isEqualTo("200 true");
        assertThat(vote(1, session, 2, "x".repeat(10_001)).outcome()).isEqualTo("200 true");

        JsonNode history = call(1, "imopenlines.session.history.get", "SESSION_ID", session)
                .result();
        assertThat(history.get("sessionVoteHead").asInt()).isEqualTo(2);
        assertThat(history.get("sessionCommentHead").asText()).hasSize(10_000);
    }

    @Test
    @Row("7.2/message-session-start")
    void aMessageCanBeginAChildSession() {
        long chat = accepted(22, 27);
        long before = dialog(chat).sessionId();
        MessageView first = dialog(chat).messages().get(0);

        Answer answer = call(31, "imopenlines.message.session.start", "CHAT_ID", chat, "MESSAGE_ID", first.id());

        assertThat(answer.outcome()).isEqualTo("200 true");
        assertThat(dialog(chat).sessionId()).isGreaterThan(before);
        assertThat(dialog(chat).operatorId()).isEqualTo(31);
        assertThat(dialog(chat).members()).contains(27L, 31L);
        MessageView last = dialog(chat).messages().get(dialog(chat).messages().size() - 1);
        assertThat(last.text()).isEqualTo(first.text());
        assertThat(last.id()).isNotEqualTo(first.id());
    }

    @Test
    @Row("7.2/message-session-start")
    void aForeignMessageOrALockLeavesTheSessionAsItIs() {
        long chat = accepted(22, 27);
        long before = dialog(chat).sessionId();
        long first = dialog(chat).messages().get(0).id();

        assertThat(call(27, "imopenlines.message.session.start", "CHAT_ID", chat, "MESSAGE_ID", 1)
                        .outcome())
                .isEqualTo("200 true");
        portal.locks().holdQueue(chat);
        assertThat(call(27, "imopenlines.message.session.start", "CHAT_ID", chat, "MESSAGE_ID", first)
                        .outcome())
                .isEqualTo("200 true");

        assertThat(dialog(chat).sessionId()).isEqualTo(before);
    }

    @Test
    @Row("7.2/message-quick-save")
    void aMessageOfTheChatBecomesAQuickAnswer() {
        long chat = accepted(22, 27);
        long message = dialog(chat).messages().get(0).id();

        assertThat(call(27, "imopenlines.message.quick.save", "CHAT_ID", chat, "MESSAGE_ID", message)
                        .outcome())
                .isEqualTo("200 true");
        assertThat(call(27, "imopenlines.message.quick.save", "CHAT_ID", chat, "MESSAGE_ID", 1)
                        .outcome())
                .isEqualTo("400 CANT_SAVE_QUICK_ANSWER");
    }

    private Answer on(long user, String method, Object chat) {
        return call(user, "imopenlines." + method, "CHAT_ID", chat);
    }

    private Answer pin(long user, long chat, String activate) {
        return call(user, "imopenlines.session.mode.pin", "CHAT_ID", chat, "ACTIVATE", activate);
    }

    private Answer vote(long user, long session, int rating, String comment) {
        return call(user, "imopenlines.session.head.vote", "SESSION_ID", session, "RATING", rating, "COMMENT", comment);
    }
}
