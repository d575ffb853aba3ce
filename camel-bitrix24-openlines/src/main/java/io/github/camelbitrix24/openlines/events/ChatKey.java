// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.events;

import io.github.camelbitrix24.openlines.api.ChatEvent;
import java.util.List;

/** By what events are known to be of one chat. */
final class ChatKey {
    private ChatKey() {}

    /** The portal's chat, else the messenger's; null if the event names none. */
    static Object of(ChatEvent event) {
        if (event.chatId() != null) {
            return event.chatId();
        }
        return event.externalChatId() == null
                ? null
                : List.of(String.valueOf(event.connectorId()), event.externalChatId());
    }
}
