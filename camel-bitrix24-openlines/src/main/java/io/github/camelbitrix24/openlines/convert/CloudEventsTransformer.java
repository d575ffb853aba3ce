// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.convert;

import io.github.camelbitrix24.openlines.api.ChatEvent;
import io.github.camelbitrix24.openlines.rest.Json;
import java.time.Instant;
import java.util.Locale;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Message;
import org.apache.camel.spi.DataType;
import org.apache.camel.spi.DataTypeTransformer;
import org.apache.camel.spi.Transformer;

/**
 * A chat event as a CloudEvent of version 1.0: its attributes as Camel's headers for them, its data as JSON in the body. An event that
 * is received again has the same id.
 */
@DataTypeTransformer(
        name = "b24openlines:application-cloudevents",
        description = "Sets the CamelCloudEvent headers of a chat event, and makes the body its JSON")
public class CloudEventsTransformer extends Transformer {
    private static final String HEADER = "CamelCloudEvent";
    private static final String TYPE = "io.github.camelbitrix24.openlines.";
    private static final String EVENT_ID = "CamelB24OpenLinesEventId";
    private static final String JSON = "application/json";

    @Override
    public void transform(Message message, DataType from, DataType to) throws InvalidPayloadException {
        ChatEvent event = message.getMandatoryBody(ChatEvent.class);
        Exchange exchange = message.getExchange();
        Instant time =
                event.time() == null ? Instant.ofEpochMilli(exchange.getClock().getCreated()) : event.time();
        message.setHeader(HEADER + "Version", "1.0");
        message.setHeader(HEADER + "ID", id(event, message));
        message.setHeader(HEADER + "Type", TYPE + event.type().toLowerCase(Locale.ROOT));
        message.setHeader(
                HEADER + "Source", event.memberId() == null ? "b24openlines" : "b24openlines:" + event.memberId());
        message.setHeader(HEADER + "Time", time.toString());
        message.setHeader(HEADER + "DataContentType", JSON);
        if (event.chatId() != null) {
            message.setHeader(HEADER + "Subject", "chat/" + event.chatId());
        }
        message.setHeader(Exchange.CONTENT_TYPE, JSON);
        message.setBody(Json.text(Plain.of(event)));
    }

    private static String id(ChatEvent event, Message message) {
        if (event.messageId() != null && event.time() != null) {
            return event.type() + "/" + event.messageId() + "/" + event.time().toEpochMilli();
        }
        String received = message.getHeader(EVENT_ID, String.class);
        return received == null ? message.getExchange().getExchangeId() : received;
    }
}
