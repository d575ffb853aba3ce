// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.examples.helpdesk;

import io.github.camelbitrix24.openlines.api.Dialog;
import java.util.Objects;

/**
 * A row of the page.
 *
 * @param title as the portal calls the chat
 * @param text what the client wrote last
 * @param ownerId the operator who has it, 0 if nobody has
 */
public record OpenChat(long chatId, String title, String text, long ownerId, long lineId, boolean closing) {

    static OpenChat of(Dialog dialog, String text) {
        String title = Objects.toString(dialog.data().get("name"), "Chat " + dialog.chatId());
        return new OpenChat(dialog.chatId(), title, text, dialog.ownerId(), dialog.lineId(), dialog.closing());
    }
}
