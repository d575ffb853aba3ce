// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import java.util.List;
import java.util.Set;

/**
 * A client's chat as it stood at one moment, with its open session, or its latest one when none is open.
 *
 * @param owner the operator who is responsible, 0 if nobody is (§6.1)
 * @param operatorId {@code OPERATOR_ID} of the session: also set while the dialog is only offered, or held by a bot
 * @param lineId the line the session is on now, after transfers
 * @param status session status code of §6.1, 0 to 75
 * @param closing the closing phase: the client was sent a closing text or a vote request ({@code WAIT_ACTION})
 * @param offeredTo the operators who have the dialog in their queue list
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

    /** Whether this user is the operator responsible. */
    public boolean isOwnedBy(long userId) {
        return owner == userId;
    }
}
