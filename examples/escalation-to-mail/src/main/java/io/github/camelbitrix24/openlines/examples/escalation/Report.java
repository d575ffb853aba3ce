// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.examples.escalation;

import io.github.camelbitrix24.openlines.api.Dialog;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeException;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;

/** What colleagues read about a chat that was handed over; a bean of the routes. */
public final class Report {

    /**
     * The text of a mail.
     *
     * @param history what {@code sessionHistoryGet} gives: messages and users by their numbers
     */
    public String text(
            @Body Map<String, Object> history,
            @ExchangeProperty("dialog") Dialog dialog,
            @ExchangeProperty("reason") String reason,
            @ExchangeProperty("handedOver") String handedOver) {
        StringBuilder text = new StringBuilder();
        text.append("Why: ").append(reason).append('\n');
        text.append("Handed over: ").append(handedOver).append('\n');
        text.append("Chat: ")
                .append(dialog.chatId())
                .append(", line ")
                .append(dialog.lineId())
                .append('\n');
        text.append("Client: ").append(dialog.userCode()).append("\n\n");
        Map<String, Object> users = map(history.get("users"));
        Map<Long, Map<String, Object>> messages = new TreeMap<>();
        map(history.get("message")).forEach((id, message) -> messages.put(Long.valueOf(id), map(message)));
        for (Map<String, Object> message : messages.values()) {
            Map<String, Object> author = map(users.get(String.valueOf(message.get("senderid"))));
            text.append(Objects.toString(author.get("name"), "System"))
                    .append(": ")
                    .append(message.get("text"))
                    .append('\n');
        }
        return text.toString();
    }

    /** What is kept of a chat whose escalation failed: enough to mail it later, and why it failed. */
    public Map<String, Object> deadLetter(
            Exchange exchange,
            @Body Object body,
            @Header("CamelB24OpenLinesChatId") Long chatId,
            @Header("CamelB24OpenLinesText") String clientsText,
            @ExchangeProperty("reason") String reason,
            @ExchangeException Exception cause) {
        boolean written = body instanceof String;
        Map<String, Object> letter = new LinkedHashMap<>();
        letter.put("chatId", chatId);
        letter.put("subject", "Chat " + chatId + ": " + reason);
        letter.put("text", written ? body : "The client wrote: " + clientsText + "\nThen it failed: " + cause + "\n");
        letter.put("failedAt", exchange.getProperty(Exchange.FAILURE_ROUTE_ID));
        letter.put("cause", cause.toString());
        return letter;
    }

    /** The portal writes an empty map as an empty list. */
    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return value instanceof Map<?, ?> ? (Map<String, Object>) value : Map.of();
    }
}
