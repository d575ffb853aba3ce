// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A bot at the head of a line, and {@code imopenlines.bot.session.*} (§7.4). */
class BotSessionTest extends PortalTest {

    private static final long BOT = 567;

    @Test
    @Row("6.1/client-message-no-open-session")
    void aWelcomeBotHoldsANewDialogWithoutOwningIt() {
        long chat = portal.client("Anna").on(26).writes("Hello");

        DialogView dialog = dialog(chat);
        assertThat(dialog.operatorId()).isEqualTo(BOT);
        assertThat(dialog.owner()).isZero();
        assertThat(dialog.waitAnswer()).isFalse();
        assertThat(dialog.offeredTo()).isEmpty();
        assertThat(dialog.members()).contains(BOT);
    }

    @Test
    @Row("7.4/bot-session-operator")
    void theBotHandsTheDialogToTheQueueAndLeaves() {
        long chat = portal.client("Anna").on(26).writes("Hello");

        assertThat(bot("operator", chat).outcome()).isEqualTo("200 true");

        DialogView dialog = dialog(chat);
        assertThat(dialog.members()).doesNotContain(BOT);
        assertThat(dialog.operatorId()).isEqualTo(27);
        assertThat(dialog.status()).isEqualTo(5);
        assertThat(dialog.waitAnswer()).isTrue();
    }

    @Test
    void aBotThatIsToldToStayStaysUntilTheEnd() {
        long chat = portal.client("Anna").on(70).writes("Hello");

        bot("operator", chat);
        assertThat(dialog(chat).members()).contains(BOT);
        operator(27, "answer", chat);
        assertThat(dialog(chat).members()).contains(BOT);
        operator(27, "spam", chat);
        assertThat(dialog(chat).members()).doesNotContain(BOT);
    }

    @Test
    void aClientLeavesTheBotWithAZero() {
        long chat = portal.client("Anna").on(26).writes("Hello");
        int events = portal.events("support").size();

        portal.client("Anna").on(26).writes("0");

        assertThat(dialog(chat).operatorId()).isEqualTo(27);
        assertThat(dialog(chat).members()).doesNotContain(BOT);
        assertThat(portal.events("support")).hasSize(events);
    }

    @Test
    @Row("7.4/bot-session-operator")
    void whatABotDoesNotHoldItCannotHandOver() {
        assertThat(bot("operator", accepted(26, 27)).outcome()).isEqualTo("400 WRONG_CHAT");
        assertThat(bot("operator", closed()).outcome()).isEqualTo("400 WRONG_CHAT");
        assertThat(bot("operator", 99_999).outcome()).isEqualTo("400 WRONG_CHAT");
    }

    @Test
    void handingOverUnderALockIsASuccessWithoutEffect() {
        long chat = portal.client("Anna").on(26).writes("Hello");
        portal.locks().holdQueue(chat);

        assertThat(bot("operator", chat).outcome()).isEqualTo("200 true");
        assertThat(dialog(chat).operatorId()).isEqualTo(BOT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"operator", "transfer", "message.send", "finish"})
    @Row("7.4/bot-session-operator")
    void aWebhookHasToNameItsBot(String action) {
        long chat = portal.client("Anna").on(26).writes("Hello");

        Answer answer = call(27, "imopenlines.bot.session." + action, "CHAT_ID", chat, "USER_ID", 31);

        assertThat(answer.outcome()).isEqualTo("403 ACCESS_DENIED");
        assertThat(answer.body().get("error_description").asText())
                .isEqualTo("Access denied! Client ID not specified.");
    }

    @Test
    @Row("7.4/bot-session-finish")
    void onlyTransferAndFinishNeedABotOfTheCaller() {
        long chat = portal.client("Anna").on(26).writes("Hello");

        assertThat(foreign("transfer", chat, "USER_ID", 31).outcome()).isEqualTo("400 BOT_ID_ERROR");
        assertThat(foreign("finish", chat).outcome()).isEqualTo("400 BOT_ID_ERROR");
        assertThat(foreign("message.send", chat, "MESSAGE", "Hello").outcome()).isEqualTo("200 true");
        assertThat(foreign("operator", chat).outcome()).isEqualTo("200 true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"operator", "transfer", "message.send", "finish"})
    @Row("7.4/bot-session-operator")
    void aChatIsNeeded(String action) {
        assertThat(bot(action, "chat7").outcome()).isEqualTo("400 CHAT_ID_EMPTY");
    }

    @Test
    @Row("7.4/bot-session-transfer")
    void theBotTransfersToAUserAndStaysUnlessItLeaves() {
        long staying = portal.client("Anna").on(26).writes("Hello");
        long leaving = portal.client("Bert").on(26).writes("Hello");

        assertThat(bot("transfer", staying, "USER_ID", 31).outcome()).isEqualTo("200 true");
        assertThat(bot("transfer", leaving, "TRANSFER_ID", "31", "LEAVE", "Y").outcome())
                .isEqualTo("200 true");

        assertThat(dialog(staying).owner()).isEqualTo(31);
        assertThat(dialog(staying).members()).contains(BOT, 31L);
        assertThat(dialog(leaving).members()).contains(31L).doesNotContain(BOT);
    }

    @Test
    @Row("7.4/bot-session-transfer")
    void theBotTransfersToALine() {
        long chat = portal.client("Anna").on(26).writes("Hello");

        assertThat(bot("transfer", chat, "QUEUE_ID", 15, "LEAVE", "Y").outcome())
                .isEqualTo("200 true");
        assertThat(dialog(chat).lineId()).isEqualTo(15);
        assertThat(dialog(chat).offeredTo()).hasSize(2);
    }

    @Test
    @Row("7.4/bot-session-transfer")
    void aBotsTransferIsRefusedLikeAnOperators() {
        long chat = portal.client("Anna").on(26).writes("Hello");

        assertThat(bot("transfer", chat).outcome()).isEqualTo("400 TRANSFER_ID_EMPTY");
        assertThat(bot("transfer", chat, "USER_ID", "x").outcome()).isEqualTo("400 USER_ID_EMPTY");
        assertThat(bot("transfer", chat, "QUEUE_ID", "x").outcome()).isEqualTo("400 QUEUE_ID_EMPTY");
        assertThat(bot("transfer", chat, "USER_ID", 40).outcome()).isEqualTo("400 OPERATOR_WRONG");
        assertThat(bot("transfer", 99_999, "USER_ID", 31).outcome()).isEqualTo("400 OPERATOR_WRONG");
    }

    @Test
    @Row("7.4/bot-session-finish")
    void theBotFinishesAnyDialog() {
        long held = portal.client("Anna").on(26).writes("Hello");
        long foreign = accepted(22, 27);

        assertThat(bot("finish", held).outcome()).isEqualTo("200 true");
        assertThat(bot("finish", foreign).outcome()).isEqualTo("200 true");

        assertThat(dialog(held).closed()).isTrue();
        assertThat(dialog(foreign).closing()).isTrue();
        assertThat(dialog(foreign).owner()).isEqualTo(BOT);
        clock.advance(Duration.ofMinutes(10));
        assertThat(dialog(foreign).closed()).isTrue();
    }

    @Test
    @Row("7.4/bot-session-finish")
    void finishingAClosedOrUnknownDialogIsASuccess() {
        assertThat(bot("finish", closed()).outcome()).isEqualTo("200 true");
        assertThat(bot("finish", 99_999).outcome()).isEqualTo("200 true");
    }

    @Test
    @Row("7.4/bot-session-message-send")
    void aMessageOfTheBotSessionIsWrittenInTheBotsName() {
        long chat = portal.client("Anna").on(26).writes("Hello");

        assertThat(bot("message.send", chat, "MESSAGE", "Please wait", "NAME", "DEFAULT")
                        .outcome())
                .isEqualTo("200 true");

        MessageView last = dialog(chat).messages().get(1);
        assertThat(last.text()).isEqualTo("Please wait");
        assertThat(last.authorId()).isEqualTo(BOT);
        assertThat(last.authorKind()).isEqualTo(AuthorKind.BOT);
    }

    private Answer bot(String action, Object chat, Object... more) {
        return session(action, chat, portal.bot("support").token(), more);
    }

    private Answer foreign(String action, Object chat, Object... more) {
        return session(action, chat, "somebody-else", more);
    }

    private Answer session(String action, Object chat, String client, Object... more) {
        Object[] all = Stream.concat(Stream.of("CHAT_ID", chat, "CLIENT_ID", client), Arrays.stream(more))
                .toArray();
        return call(27, "imopenlines.bot.session." + action, all);
    }

    @Override
    PortalBuilder configure(PortalBuilder builder) {
        return builder.line(
                70,
                "Bot stays",
                line -> line.operators(27, 31).welcomeBot("support").welcomeBotStays(true));
    }
}
