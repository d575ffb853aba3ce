// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.portal;

import io.github.camelbitrix24.openlines.simulator.model.AppRef;
import io.github.camelbitrix24.openlines.simulator.model.Chat;
import io.github.camelbitrix24.openlines.simulator.model.Connectors.Connector;
import io.github.camelbitrix24.openlines.simulator.model.Line;
import io.github.camelbitrix24.openlines.simulator.model.Message;
import io.github.camelbitrix24.openlines.simulator.model.Session;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tells applications of what happens on their own connectors: {@code ONIMCONNECTOR…} (§8.8). */
final class ConnectorEvents {

    private final Desk desk;

    ConnectorEvents(Desk desk) {
        this.desk = desk;
    }

    void dialogStarted(Session session, Chat chat) {
        dialog("ONIMCONNECTORDIALOGSTART", "N", session, chat);
    }

    void dialogFinished(Session session, Chat chat) {
        dialog("ONIMCONNECTORDIALOGFINISH", "Y", session, chat);
    }

    private void dialog(String event, String closed, Session session, Chat chat) {
        raise(event, chat, "DATA", item(closed, session, chat));
    }

    /** A session as connectors hear of it; {@code closed} is Y or N. */
    Map<String, Object> item(String closed, Session session, Chat chat) {
        Chat.OpenLine openLine = chat.openLine();
        Map<String, Object> connector = new LinkedHashMap<>();
        connector.put("connector_id", openLine.connector());
        connector.put("line_id", openLine.lineId());
        connector.put("chat_id", openLine.externalChatId());
        connector.put("user_id", openLine.clientId());
        Map<String, Object> sessionFields = OpenLineEvents.field("id", session.id());
        sessionFields.put("closed", closed);
        sessionFields.put("parent_id", session.parentId());
        sessionFields.put("close_term", desk.lineOf(session).fullCloseTime().toMinutes());
        Map<String, Object> item = OpenLineEvents.field("connector", connector);
        item.put("session", sessionFields);
        item.put("chat", OpenLineEvents.field("id", openLine.externalChatId()));
        item.put("user", OpenLineEvents.field("id", openLine.clientId()));
        return item;
    }

    void messageAdded(Chat chat, Message message, String text) {
        Map<String, Object> fields = OpenLineEvents.field("user_id", message.authorId());
        fields.put("text", text);
        MessageFields.addOutbound(fields, message);
        Map<String, Object> item = OpenLineEvents.im(chat, message);
        item.put("message", fields);
        item.put("chat", OpenLineEvents.field("id", chat.openLine().externalChatId()));
        raise("ONIMCONNECTORMESSAGEADD", chat, "MESSAGES", item);
    }

    void messageChanged(String event, Chat chat, Map<String, Object> item) {
        raise(event, chat, "MESSAGES", item);
    }

    /** The connector was switched off on a line. */
    void statusDeleted(Connector connector, long lineId) {
        Map<String, Object> data = OpenLineEvents.field("connector", connector.id());
        data.put("line", lineId);
        raise("ONIMCONNECTORSTATUSDELETE", data, Optional.of(connector.app()));
    }

    /** Every application hears of it (§8.3). */
    void lineDeleted(Line line) {
        desk.events()
                .raise(Occurrence.forAll(
                        "ONIMCONNECTORLINEDELETE", line.id(), desk.cause().userId()));
    }

    private void raise(String event, Chat chat, String key, Map<String, Object> item) {
        Map<String, Object> data =
                OpenLineEvents.field("CONNECTOR", chat.openLine().connector());
        data.put("LINE", chat.openLine().lineId());
        data.put(key, List.of(item));
        Optional<AppRef> owner =
                desk.state().connectors().find(chat.openLine().connector()).map(Connector::app);
        raise(event, data, owner);
    }

    /** An outgoing webhook belongs to no application and hears all connectors. */
    private void raise(String event, Map<String, Object> data, Optional<AppRef> owner) {
        desk.events()
                .raise(new Occurrence(
                        event,
                        handler -> data,
                        handler -> handler.app() == null
                                || owner.map(handler::isOf).orElse(false),
                        desk.cause().userId(),
                        false));
    }
}
