// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbitrix24.openlines.api.B24Exception;
import io.github.camelbitrix24.openlines.api.B24RefusedException;
import io.github.camelbitrix24.openlines.api.RefusalReason;
import io.github.camelbitrix24.openlines.simulator.Fault;
import io.github.camelbitrix24.openlines.simulator.PortalSimulator;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A bot that has left its chat hears of it by a refusal, which says just that. */
class BotMembershipTest {
    private static final String OVER = "The bot is no longer in this chat: it was handed over, taken over or closed";
    private static final String RIGHTS = "employee's rights";

    private TestDesk desk;

    @BeforeEach
    void open() throws Exception {
        desk = TestDesk.of(
                PortalSimulator.standard()
                        .bot("helper", "Helper")
                        .line(70, "Bot line", line -> line.operators(27, 31).welcomeBot("helper")),
                1);
        desk.bind("supportBot", desk.bot("helper"));
    }

    @AfterEach
    void close() throws Exception {
        desk.close();
    }

    @Test
    void afterAHandOverItsMessageIsRefusedWithTheCause() {
        long chat = desk.portal.client("Maria").on(70).writes("hello");
        assertThat(send("botSessionOperator?bot=#supportBot", chat).getException())
                .isNull();

        B24Exception failure = failure(send("botMessageSend?bot=#supportBot&message=Hi", chat));

        assertThat(failure.getErrorCode()).isEqualTo("ACCESS_DENIED");
        assertThat(failure).hasMessageContaining(OVER).hasMessageNotContaining(RIGHTS);
        assertThat(desk.portal.requests()).as("no request more than the two").hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "botSessionOperator, imopenlines.bot.session.operator, 400",
        "botSessionOperator, imopenlines.bot.session.operator, 403",
        "botSessionFinish, imopenlines.bot.session.finish, 400",
        "botSessionFinish, imopenlines.bot.session.finish, 403",
        "botSessionTransfer?queueId=22, imopenlines.bot.session.transfer, 400",
        "botSessionTransfer?queueId=22, imopenlines.bot.session.transfer, 403",
        "botSessionMessageSend?message=Hi, imopenlines.bot.session.message.send, 400",
        "botSessionMessageSend?message=Hi, imopenlines.bot.session.message.send, 403",
        "botMessageSend?message=Hi, imbot.v2.Chat.Message.send, 400",
        "botMessageSend?message=Hi, imbot.v2.Chat.Message.send, 403"
    })
    void eachOfTheBotsMethodsSaysSo(String operation, String method, int status) {
        long chat = desk.portal.client("Maria").on(70).writes("hello");
        desk.portal.faults().next(method, Fault.status(status, "ACCESS_DENIED", "Zugriff verweigert"));

        B24Exception failure =
                failure(send(operation + (operation.contains("?") ? "&" : "?") + "bot=#supportBot", chat));

        assertThat(failure).hasMessageContaining(OVER).hasMessageNotContaining(RIGHTS);
        assertThat(failure.getHttpResponseCode()).isEqualTo(status);
        assertThat(desk.portal.requests()).hasSize(1);
        if (failure instanceof B24RefusedException refused) {
            assertThat(refused.getReason()).isEqualTo(RefusalReason.NOT_THE_BOTS);
        }
    }

    @Test
    void explainedItIsNoMatterOfTheCallersAccess() {
        long chat = desk.portal.client("Maria").on(70).writes("hello");
        desk.portal
                .faults()
                .next("imopenlines.bot.session.finish", Fault.status(400, "ACCESS_DENIED", "Zugriff verweigert"));

        B24Exception failure = failure(send("botSessionFinish?bot=#supportBot&explain=true", chat));

        assertThat(failure)
                .isInstanceOfSatisfying(
                        B24RefusedException.class,
                        refused -> assertThat(refused.getReason()).isEqualTo(RefusalReason.NOT_THE_BOTS));
    }

    @ParameterizedTest
    @CsvSource({
        "botMessageSend?message=Hi&bot=#supportBot, imbot.v2.Chat.Message.send, 401, REST is available only on commercial plans.",
        "botMessageSend?message=Hi&bot=#supportBot, imbot.v2.Chat.Message.send, 403, REST is available only by subscription.",
        "botSessionFinish?bot=#supportBot, imopenlines.bot.session.finish, 403, Access denied! Client ID not specified.",
        "transfer?queueId=22, imopenlines.operator.transfer, 400, You do not have permission to access this chat."
    })
    void whatIsNotAboutItsMembershipDoesNotSaySo(String operation, String method, int status, String text) {
        long chat = desk.portal.client("Maria").on(70).writes("hello");
        desk.portal.faults().next(method, Fault.status(status, "ACCESS_DENIED", text));

        assertThat(failure(send(operation, chat))).hasMessageNotContaining("no longer in this chat");
    }

    private Exchange send(String operation, long chat) {
        return desk.send("b24openlines:" + operation, null, Map.of(B24OpenLinesConstants.CHAT_ID, chat));
    }

    private static B24Exception failure(Exchange exchange) {
        assertThat(exchange.getException()).isInstanceOf(B24Exception.class);
        return (B24Exception) exchange.getException();
    }
}
