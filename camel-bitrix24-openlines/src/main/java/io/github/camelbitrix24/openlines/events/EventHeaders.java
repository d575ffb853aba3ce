// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.events;

import io.github.camelbitrix24.openlines.api.ChatEvent;
import org.apache.camel.Message;

/** Puts an event on a message: a fixed set of headers, none of which a payload can name. */
final class EventHeaders {
    private static final String PREFIX = "CamelB24OpenLines";

    private EventHeaders() {}

    static void set(Message message, ChatEvent event) {
        message.setBody(event);
        header(message, "Event", event.type());
        header(message, "ChatId", event.chatId());
        header(message, "ExternalChatId", event.externalChatId());
        header(message, "MessageId", event.messageId());
        header(message, "Text", event.text());
        if (event.author() != null) {
            header(message, "AuthorId", event.author().id());
            header(message, "AuthorKind", event.author().kind());
        }
        header(message, "LineId", event.lineId());
        header(message, "ConnectorId", event.connectorId());
        header(message, "EventUserCode", event.userCode());
        header(message, "MemberId", event.memberId());
        header(message, "EventTime", event.time());
    }

    /** What names the event, and no other, however often it is received. */
    static void id(Message message, String key) {
        header(message, "EventId", key);
    }

    private static void header(Message message, String name, Object value) {
        if (value != null) {
            message.setHeader(PREFIX + name, value);
        }
    }
}
