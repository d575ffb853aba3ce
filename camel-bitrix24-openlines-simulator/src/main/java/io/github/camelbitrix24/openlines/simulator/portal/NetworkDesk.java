// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.portal;

import io.github.camelbitrix24.openlines.simulator.UserKind;
import io.github.camelbitrix24.openlines.simulator.model.NetworkLines;
import io.github.camelbitrix24.openlines.simulator.model.NetworkLines.NetworkLine;
import io.github.camelbitrix24.openlines.simulator.model.User;

/** {@code imopenlines.network.*}: lines of other portals, which a bot stands for here (§7.6). */
public final class NetworkDesk {

    private static final int CODE_LENGTH = 32;

    private final Desk desk;

    NetworkDesk(Desk desk) {
        this.desk = desk;
    }

    /** Returns the bot of the line, which is the same one when the line was joined before. */
    public long join(String code) {
        NetworkLines lines = desk.state().networkLines();
        NetworkLine line = require(code);
        return lines.botOf(code).orElseGet(() -> {
            long bot = desk.state().newUserId();
            desk.state().add(new User(bot, line.name(), UserKind.BOT, false));
            lines.joined(code, bot);
            return bot;
        });
    }

    /** One message to a user in seven days. */
    public void write(String code, long userId, Runnable checks) {
        require(code);
        if (userId <= 0) {
            throw Refused.with("USER_ID_EMPTY", "User ID can't be empty");
        }
        checks.run();
        boolean reachable = desk.state().user(userId).map(User::isEmployee).orElse(false);
        if (!reachable) {
            throw Refused.with("WRONG_REQUEST", "The message cannot be sent to this user");
        }
        if (!desk.state().networkLines().mayWrite(code, userId, desk.now())) {
            throw Refused.with("USER_MESSAGE_LIMIT", "The user got a message of this line in the past week");
        }
    }

    private NetworkLine require(String code) {
        if (code.length() != CODE_LENGTH) {
            throw Refused.with("CODE", "The code of a line has 32 characters");
        }
        if (!desk.state().isMessengerInstalled()) {
            throw Refused.with("IMBOT_ERROR", "The bot platform is not installed");
        }
        NetworkLine line = desk.state()
                .networkLines()
                .find(code)
                .orElseThrow(() -> Refused.with("NOT_FOUND", "The line was not found"));
        if (!line.active()) {
            throw Refused.with("INACTIVE", "The line is not active");
        }
        return line;
    }
}
