// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.console;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.camelbitrix24.openlines.simulator.DialogView;

/**
 * A dialog as the board shows it.
 *
 * @param ownerId the operator or bot who has the dialog, 0 for nobody
 * @param last null in a chat without messages
 */
record Card(
        long chatId,
        long sessionId,
        long lineId,
        String client,
        Condition state,
        String words,
        long ownerId,
        String owner,
        Line last,
        int messages) {

    /** The states of §6.1 as people tell them apart. */
    enum Condition {
        @JsonProperty("queued")
        QUEUED,
        @JsonProperty("bot")
        BOT,
        @JsonProperty("operator")
        OPERATOR,
        @JsonProperty("closing")
        CLOSING,
        @JsonProperty("finished")
        FINISHED,
        @JsonProperty("spam")
        SPAM;

        private static final int ACCEPTED = 10;

        static Condition of(DialogView dialog, boolean withBot) {
            if (dialog.spam()) {
                return SPAM;
            } else if (dialog.closed()) {
                return FINISHED;
            } else if (dialog.closing()) {
                return CLOSING;
            } else if (dialog.waitAnswer()) {
                return QUEUED;
            } else if (withBot) {
                return BOT;
            }
            return dialog.status() < ACCEPTED ? QUEUED : OPERATOR;
        }
    }

    /** A message; {@code kind} is client, operator, bot or system. */
    record Line(long id, String author, String kind, String text, String time) {}

    boolean isDone() {
        return state == Condition.FINISHED || state == Condition.SPAM;
    }
}
