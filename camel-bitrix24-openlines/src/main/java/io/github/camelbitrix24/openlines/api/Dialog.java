// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.api;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.io.Serializable;
import java.util.Map;

/**
 * A dialog as {@code imopenlines.dialog.get} describes it (§7.1).
 *
 * @param chatId the Bitrix24 chat
 * @param ownerId the operator responsible, 0 if nobody is
 * @param lineId the line the dialog is on now, also after a transfer
 * @param sessionId the open session, 0 if the dialog is closed
 * @param userCode {@code connector|line|external chat|connector user}; keeps the line it began on
 * @param closing whether the dialog waits in the closing phase after a finish (§6.4)
 * @param pinned whether an operator has pinned it
 * @param crm whether it is linked to a CRM entity
 * @param data the portal's whole answer
 */
public record Dialog(
        long chatId,
        long ownerId,
        long lineId,
        long sessionId,
        String userCode,
        boolean closing,
        boolean pinned,
        boolean crm,
        @JsonDeserialize(using = JsonForm.DataReader.class) Map<String, Object> data)
        implements Serializable {

    /** Whether a session is open: somebody answers, or the dialog waits in a queue. */
    public boolean open() {
        return sessionId > 0;
    }
}
