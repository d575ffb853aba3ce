// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.portal;

import io.github.camelbitrix24.openlines.simulator.UserKind;
import io.github.camelbitrix24.openlines.simulator.model.Chat;
import io.github.camelbitrix24.openlines.simulator.model.Line;
import io.github.camelbitrix24.openlines.simulator.model.User;
import java.util.List;

/** Who has to leave a chat when its dialog goes to somebody else. */
final class Members {

    private final Desk desk;

    Members(Desk desk) {
        this.desk = desk;
    }

    /** All operators but one leave; 0 keeps nobody. */
    void removeOperatorsExcept(long staying, Chat chat) {
        for (long id : List.copyOf(chat.members())) {
            if (id != staying && isOperator(id)) {
                chat.leave(id);
            }
        }
    }

    /** The welcome bot leaves if the line it joined on wants that at the queue stage ({@code WELCOME_BOT_LEFT}). */
    void removeBotsAtQueueStage(Chat chat) {
        if (desk.homeLine(chat).welcomeBot().map(Line.WelcomeBot::leavesAtQueue).orElse(true)) {
            for (long id : List.copyOf(chat.members())) {
                if (isBot(id)) {
                    chat.leave(id);
                }
            }
        }
    }

    boolean isBot(long userId) {
        return kindOf(userId) == UserKind.BOT;
    }

    private boolean isOperator(long userId) {
        UserKind kind = kindOf(userId);
        return kind != UserKind.BOT && kind != UserKind.CONNECTOR;
    }

    private UserKind kindOf(long userId) {
        return desk.state().user(userId).map(User::kind).orElse(null);
    }
}
