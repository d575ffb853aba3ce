// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.model;

import io.github.camelbitrix24.openlines.simulator.CloseRule;
import io.github.camelbitrix24.openlines.simulator.QueueType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The settings of one open channel (§6.1, §7.5).
 *
 * @param maxChat dialogs an operator may hold at once, 0 for no limit
 * @param checkAvailable offers go only to operators who are online
 * @param systemMessages the connector passes closing texts and vote requests on to the client
 * @param openToAll every employee may join and act, not only the queue and administrators (§6.2 row 7)
 * @param welcome the bot that gets new dialogs first, null for none
 */
public record Line(
        long id,
        String name,
        boolean active,
        QueueType queueType,
        List<Long> operators,
        Duration queueTime,
        int maxChat,
        boolean checkAvailable,
        CloseRule closeRule,
        String closeText,
        boolean voteMessage,
        Duration fullCloseTime,
        CloseRule autoCloseRule,
        Duration autoCloseTime,
        String autoCloseText,
        String connector,
        boolean systemMessages,
        boolean openToAll,
        WelcomeBot welcome) {

    /** The bot of a line and whether it leaves the chat when the dialog goes to the queue ({@code WELCOME_BOT_LEFT}). */
    public record WelcomeBot(long botId, boolean leavesAtQueue) {}

    public Line {
        operators = List.copyOf(operators);
    }

    /** A line with the defaults of a new one (§7.5). */
    public static Line fresh(long id, String name) {
        return new Line(
                id,
                name,
                true,
                QueueType.ALL,
                List.of(),
                Duration.ofSeconds(60),
                0,
                false,
                CloseRule.TEXT,
                "Thank you for writing to us.",
                true,
                Duration.ofMinutes(10),
                CloseRule.NONE,
                Duration.ofSeconds(14_400),
                "We close this conversation, for we have not heard from you.",
                "telegrambot",
                true,
                false,
                null);
    }

    public Optional<WelcomeBot> welcomeBot() {
        return Optional.ofNullable(welcome);
    }

    public Line withActive(boolean nowActive) {
        return new Line(
                id,
                name,
                nowActive,
                queueType,
                operators,
                queueTime,
                maxChat,
                checkAvailable,
                closeRule,
                closeText,
                voteMessage,
                fullCloseTime,
                autoCloseRule,
                autoCloseTime,
                autoCloseText,
                connector,
                systemMessages,
                openToAll,
                welcome);
    }
}
