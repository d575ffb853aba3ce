// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.portal;

import io.github.camelbitrix24.openlines.simulator.PortalSwitch;
import io.github.camelbitrix24.openlines.simulator.model.AppRef;
import io.github.camelbitrix24.openlines.simulator.model.Chat;
import io.github.camelbitrix24.openlines.simulator.model.Connectors.Connector;
import io.github.camelbitrix24.openlines.simulator.model.Handler;
import io.github.camelbitrix24.openlines.simulator.model.Line;
import io.github.camelbitrix24.openlines.simulator.model.Message;
import io.github.camelbitrix24.openlines.simulator.model.Session;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tells of messages and sessions in open lines: {@code ONOPENLINE…} and {@code ONSESSION…} (§8.5 to §8.7). */
final class OpenLineEvents {

    static final String LIVE_CHAT = "livechat";

    private final Desk desk;
    private final ConnectorEvents connectorEvents;

    OpenLineEvents(Desk desk) {
        this.desk = desk;
        connectorEvents = new ConnectorEvents(desk);
    }

    void sessionStarted(Session session, Chat chat) {
        raise("ONSESSIONSTART", chat, sessionData("N", session, chat));
        connectorEvents.dialogStarted(session, chat);
    }

    void sessionFinished(Session session, Chat chat) {
        raise("ONSESSIONFINISH", chat, sessionData("Y", session, chat));
        connectorEvents.dialogFinished(session, chat);
    }

    /** §8.7: the chat's id is the portal's, the line the session's present one, and the session's id is not told. */
    private Map<String, Object> sessionData(String closed, Session session, Chat chat) {
        if (desk.state().is(PortalSwitch.SESSION_EVENTS_AS_DOCUMENTED)) {
            return field("DATA", List.of(connectorEvents.item(closed, session, chat)));
        }
        Line line = desk.lineOf(session);
        Map<String, Object> connector = new LinkedHashMap<>();
        connector.put("connector_id", chat.openLine().connector());
        connector.put("line_id", line.id());
        connector.put("chat_id", chat.id());
        connector.put("user_id", chat.openLine().clientId());
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("connector", connector);
        data.put("chat", field("chat_id", chat.id()));
        Map<String, Object> lineFields = field("id", line.id());
        lineFields.put("name", line.name());
        data.put("line", lineFields);
        return field("DATA", data);
    }

    void clientWrote(Chat chat, Message message) {
        raise("ONOPENLINEMESSAGEADD", chat, inbound(chat, message));
    }

    void clientEdited(Chat chat, Message message) {
        raise("ONOPENLINEMESSAGEUPDATE", chat, inbound(chat, message));
    }

    void clientDeleted(Chat chat, Message message) {
        raise("ONOPENLINEMESSAGEDELETE", chat, inbound(chat, message));
    }

    private Map<String, Object> inbound(Chat chat, Message message) {
        Chat.OpenLine openLine = chat.openLine();
        Map<String, Object> connector = new LinkedHashMap<>();
        connector.put("connector_id", openLine.connector());
        connector.put("line_id", openLine.lineId());
        connector.put("chat_id", openLine.externalChatId());
        connector.put("user_id", openLine.clientId());
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", message.externalId());
        fields.put("date", "");
        fields.put("text", message.text());
        MessageFields.addInbound(fields, message);
        fields.put("user_id", message.authorId());
        fields.put("system", "N");
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("connector", connector);
        data.put("chat", field("id", openLine.externalChatId()));
        data.put("message", fields);
        data.put("extra", field("EXTRA_URL", ""));
        return field("DATA", data);
    }

    /**
     * What the client gets to see. An inactive line sends nothing, and live chat takes another way (§8.5).
     *
     * @param noSession the message does not touch the session: closing text, vote request
     */
    void toClient(Chat chat, Message message, boolean noSession) {
        Session session = chat.latestSession();
        boolean lineIsActive = session != null && desk.lineOf(session).active();
        if (lineIsActive && !chat.openLine().connector().equals(LIVE_CHAT)) {
            raise("ONOPENLINEMESSAGEADD", chat, outbound(chat, message, noSession));
            connectorEvents.messageAdded(chat, message, signed(chat, message));
        }
    }

    private Map<String, Object> outbound(Chat chat, Message message, boolean noSession) {
        Chat.OpenLine openLine = chat.openLine();
        Map<String, Object> connector = new LinkedHashMap<>();
        connector.put("connector_id", openLine.connector());
        connector.put("line_id", openLine.lineId());
        connector.put("user_id", openLine.clientId());
        connector.put("chat_id", openLine.externalChatId());
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", message.id());
        fields.put("chat_id", chat.id());
        fields.put("user_id", message.authorId());
        fields.put("text", signed(chat, message));
        MessageFields.addOutbound(fields, message);
        fields.put("system", message.system() ? "Y" : "N");
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("connector", connector);
        data.put("message", fields);
        data.put("no_session", noSession ? "Y" : "N");
        return withHead(chat, data);
    }

    private String signed(Chat chat, Message message) {
        boolean wanted = desk.state()
                .connectors()
                .find(chat.openLine().connector())
                .map(Connector::signed)
                .orElse(true);
        return !wanted || message.authorId() == 0 || message.system()
                ? message.text()
                : "[b]" + desk.nameOf(message.authorId()) + ":[/b] [br]" + message.text();
    }

    /** Only messages whose external id is known can be changed in the client's messenger (§8.6). */
    void operatorEdited(Chat chat, Message message) {
        if (message.externalId() != null) {
            Map<String, Object> change = im(chat, message);
            Map<String, Object> text = field("id", List.of(message.externalId()));
            text.put("text", message.text());
            change.put("message", text);
            change.put("chat", field("id", chat.openLine().externalChatId()));
            raise("ONOPENLINEMESSAGEUPDATE", chat, withHead(chat, told(chat, message, change)));
            connectorEvents.messageChanged("ONIMCONNECTORMESSAGEUPDATE", chat, change);
        }
    }

    private Object told(Chat chat, Message message, Map<String, Object> change) {
        if (!desk.state().is(PortalSwitch.MESSAGE_UPDATE_AS_DOCUMENTED)) {
            return change;
        }
        Map<String, Object> documented = im(chat, message);
        documented.put("message", field("id", message.externalId()));
        documented.put("chat", change.get("chat"));
        return List.of(documented);
    }

    void operatorDeleted(Chat chat, Message message) {
        if (message.externalId() != null) {
            Map<String, Object> change = im(chat, message);
            change.put("message", field("id", message.externalId()));
            change.put("chat", field("id", chat.openLine().externalChatId()));
            raise("ONOPENLINEMESSAGEDELETE", chat, withHead(chat, List.of(change)));
            connectorEvents.messageChanged("ONIMCONNECTORMESSAGEDELETE", chat, change);
        }
    }

    static Map<String, Object> im(Chat chat, Message message) {
        Map<String, Object> im = field("chat_id", chat.id());
        im.put("message_id", message.id());
        return field("im", im);
    }

    private static Map<String, Object> withHead(Chat chat, Object data) {
        Map<String, Object> whole = field("CONNECTOR", chat.openLine().connector());
        whole.put("LINE", chat.openLine().lineId());
        whole.put("DATA", data);
        return whole;
    }

    /** A map that more fields can be put into. */
    static Map<String, Object> field(String name, Object value) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(name, value);
        return map;
    }

    private void raise(String event, Chat chat, Map<String, Object> data) {
        if (desk.state().is(PortalSwitch.EVENT_DATA_AS_LIST) && data.get("DATA") instanceof Map<?, ?> single) {
            data.put("DATA", List.of(single));
        }
        Optional<AppRef> owner =
                desk.state().connectors().find(chat.openLine().connector()).map(Connector::app);
        desk.events()
                .raise(new Occurrence(
                        event,
                        handler -> data,
                        handler -> hears(handler, owner),
                        desk.cause().userId(),
                        false));
    }

    /** §8.3: the server tells every application of all connectors. */
    private boolean hears(Handler handler, Optional<AppRef> owner) {
        return handler.app() == null
                || !desk.state().is(PortalSwitch.OWN_CONNECTORS_ONLY)
                || owner.map(handler::isOf).orElse(false);
    }
}
