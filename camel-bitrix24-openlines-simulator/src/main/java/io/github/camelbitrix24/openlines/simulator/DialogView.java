// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import java.util.List;
import java.util.Set;

/**
 * A client's chat as it stood at one moment, with its open session, or its latest one when none is open.
 *
 * @param chatId the Bitrix24 chat
 * @param owner the operator who is responsible, 0 if nobody is (§6.1)
 * @param operatorId {@code OPERATOR_ID} of the session: also set while the dialog is only offered, or held by a bot
 * @param lineId the line the session is on now, after transfers
 * @param sessionId the open session, else the latest
 * @param status session status code of §6.1, 0 to 75
 * @param closed no session is open
 * @param spam the latest session was closed as spam
 * @param closing the closing phase: the client was sent a closing text or a vote request ({@code WAIT_ACTION})
 * @param waitAnswer offered, and nobody has accepted ({@code WAIT_ANSWER})
 * @param members the users in the chat, client and bots among them
 * @param offeredTo the operators who have the dialog in their queue list
 * @param userCode connector, line, external chat and connector user, with bars between them
 * @param clientName as the test called the client
 * @param messages of the whole chat, oldest first
 */
public record DialogView(
        long chatId,
        long owner,
        long operatorId,
        long lineId,
        long sessionId,
        int status,
        boolean closed,
        boolean spam,
        boolean closing,
        boolean waitAnswer,
        Set<Long> members,
        Set<Long> offeredTo,
        String userCode,
        String clientName,
        List<MessageView> messages) {

    /** Whether this operator is responsible. */
    public boolean isOwnedBy(long userId) {
        return owner == userId;
    }
}
