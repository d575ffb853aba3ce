// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.portal;

import io.github.camelbitrix24.openlines.simulator.MessageFile;
import io.github.camelbitrix24.openlines.simulator.UserKind;
import io.github.camelbitrix24.openlines.simulator.model.AppRef;
import io.github.camelbitrix24.openlines.simulator.model.Chat;
import io.github.camelbitrix24.openlines.simulator.model.Connectors;
import io.github.camelbitrix24.openlines.simulator.model.Connectors.Connector;
import io.github.camelbitrix24.openlines.simulator.model.Line;
import io.github.camelbitrix24.openlines.simulator.model.Message;
import io.github.camelbitrix24.openlines.simulator.model.PortalState;
import io.github.camelbitrix24.openlines.simulator.model.User;
import java.util.List;
import java.util.Optional;

/** What applications do with their connectors: switch them on, bring clients' messages, confirm delivery (§7.11). */
public final class ConnectorDesk {

    private final Desk desk;
    private final ClientMessages clients;
    private final MessageEdits edits;
    private final ConnectorEvents events;

    ConnectorDesk(Desk desk, ClientMessages clients, MessageEdits edits) {
        this.desk = desk;
        this.clients = clients;
        this.edits = edits;
        events = new ConnectorEvents(desk);
    }

    /** Who writes, where in the messenger, and what. */
    public record Incoming(
            String userId, String userName, String chatId, String messageId, String text, List<MessageFile> files) {}

    /** Which message of the portal has which id in the messenger. */
    public record Delivered(long chatId, long messageId, String externalId) {}

    /** False when the id belongs to another application. */
    public boolean register(Connector connector) {
        Optional<Connector> known = desk.state().connectors().find(connector.id());
        if (known.isPresent() && !isOf(known.get(), connector.app())) {
            return false;
        }
        desk.state().connectors().put(connector);
        return true;
    }

    public boolean unregister(String id, AppRef app) {
        Optional<Connector> own = desk.state().connectors().find(id).filter(known -> isOf(known, app));
        own.ifPresent(desk.state().connectors()::remove);
        return own.isPresent();
    }

    public void activate(String id, AppRef app, long lineId, boolean on) {
        Connector connector = own(id, app);
        boolean changed = desk.state().connectors().activate(id, lineId, on);
        if (changed && !on) {
            events.statusDeleted(connector, lineId);
        }
    }

    /** The application's connector; any other is not provided for. */
    public Connector own(String id, AppRef app) {
        return desk.state()
                .connectors()
                .find(id)
                .filter(known -> isOf(known, app))
                .orElseThrow(() -> Refused.with(
                        "IMCONNECTOR_NO_CORRECT_PROVIDER", "Could not find a suitable provider for the connector"));
    }

    public Line requireActive(String connector, long lineId) {
        return desk.state()
                .line(lineId)
                .filter(line -> desk.state().connectors().isActive(connector, lineId))
                .orElseThrow(() -> Refused.with("NOT_ACTIVE_LINE", "The connector is not active on this line"));
    }

    /** Brings a client's message; returns its chat, whose latest session took the message in. */
    public Chat receive(Connector connector, Line line, Incoming incoming) {
        Chat chat = find(connector.id(), line.id(), incoming.userId(), incoming.chatId())
                .orElseGet(() -> open(connector, line, incoming));
        clients.receive(chat, incoming.text(), incoming.files(), incoming.messageId());
        return chat;
    }

    private Chat open(Connector connector, Line line, Incoming incoming) {
        PortalState state = desk.state();
        Connectors connectors = state.connectors();
        long client = connectors.userOf(connector.id(), incoming.userId()).orElseGet(() -> {
            long id = state.newClientId();
            state.add(new User(id, incoming.userName(), UserKind.CONNECTOR, false));
            connectors.remember(connector.id(), incoming.userId(), id);
            return id;
        });
        String userCode = userCode(connector.id(), line.id(), incoming.chatId(), client);
        return clients.open(incoming.userName(), line, client, state.newChatId(), userCode);
    }

    /** The client's message with this external id, and where it is. */
    public boolean change(Connector connector, Line line, Incoming incoming) {
        return onMessage(connector, line, incoming, (chat, message) -> edits.change(chat, message, incoming.text()));
    }

    public boolean delete(Connector connector, Line line, Incoming incoming) {
        return onMessage(connector, line, incoming, edits::delete);
    }

    private interface Edit {
        void apply(Chat chat, Message message);
    }

    /** The chat and the message alone identify what is meant; the user need not be named. */
    private boolean onMessage(Connector connector, Line line, Incoming incoming, Edit edit) {
        String start = connector.id() + "|" + line.id() + "|" + incoming.chatId() + "|";
        for (Chat chat : desk.state().chats()) {
            if (chat.isOpenLine() && chat.openLine().userCode().startsWith(start)) {
                Optional<Message> message = chat.messages().stream()
                        .filter(known -> incoming.messageId().equals(known.externalId()))
                        .findFirst();
                if (message.isPresent()) {
                    edit.apply(chat, message.get());
                    return true;
                }
            }
        }
        return false;
    }

    /** From now on the message can be changed in the messenger (§8.6). */
    public void delivered(Delivered delivered) {
        desk.state()
                .chat(delivered.chatId())
                .ifPresent(chat -> chat.message(delivered.messageId())
                        .ifPresent(message -> chat.replace(message.withExternalId(delivered.externalId()))));
    }

    private Optional<Chat> find(String connector, long lineId, String externalUser, String externalChat) {
        return desk.state()
                .connectors()
                .userOf(connector, externalUser)
                .flatMap(client -> desk.state().chatByUserCode(userCode(connector, lineId, externalChat, client)));
    }

    private static String userCode(String connector, long lineId, String externalChat, long client) {
        return connector + "|" + lineId + "|" + externalChat + "|" + client;
    }

    private static boolean isOf(Connector connector, AppRef app) {
        return connector.app().clientId().equals(app.clientId());
    }
}
