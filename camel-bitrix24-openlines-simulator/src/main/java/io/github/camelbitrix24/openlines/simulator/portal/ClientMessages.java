// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.portal;

import io.github.camelbitrix24.openlines.simulator.AuthorKind;
import io.github.camelbitrix24.openlines.simulator.DialogView;
import io.github.camelbitrix24.openlines.simulator.MessageFile;
import io.github.camelbitrix24.openlines.simulator.MessageView;
import io.github.camelbitrix24.openlines.simulator.UserKind;
import io.github.camelbitrix24.openlines.simulator.model.Bot;
import io.github.camelbitrix24.openlines.simulator.model.Chat;
import io.github.camelbitrix24.openlines.simulator.model.Line;
import io.github.camelbitrix24.openlines.simulator.model.Message;
import io.github.camelbitrix24.openlines.simulator.model.PortalState;
import io.github.camelbitrix24.openlines.simulator.model.Session;
import io.github.camelbitrix24.openlines.simulator.model.SessionMode;
import io.github.camelbitrix24.openlines.simulator.model.SessionStatus;
import io.github.camelbitrix24.openlines.simulator.model.User;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a message of a client sets off (§6.1, background transitions). */
public final class ClientMessages {

    private static final Pattern VOTE = Pattern.compile("[01](\\s.*)?", Pattern.DOTALL);
    private static final String LEAVE_BOT = "0";

    private final Desk desk;
    private final Conversation conversation;
    private final SessionLifecycle lifecycle;
    private final QueueDistribution queue;
    private final BotDesk bots;

    ClientMessages(
            Desk desk, Conversation conversation, SessionLifecycle lifecycle, QueueDistribution queue, BotDesk bots) {
        this.desk = desk;
        this.conversation = conversation;
        this.lifecycle = lifecycle;
        this.queue = queue;
        this.bots = bots;
    }

    public long write(String clientName, Line line, String text) {
        return write(clientName, line, text, List.of());
    }

    /** The client, known by name and line, writes; returns the chat, which is made for a new client. */
    public long write(String clientName, Line line, String text, List<MessageFile> files) {
        PortalState.ClientKey key = new PortalState.ClientKey(clientName, line.id());
        Chat chat = desk.state().chatOf(key).orElseGet(() -> newChat(key, line));
        receive(chat, text, files, null);
        return chat.id();
    }

    /** A message arrives in a chat that there is; without an external id it gets one. */
    void receive(Chat chat, String text, List<MessageFile> files, String externalId) {
        Message posted = conversation.post(chat, chat.openLine().clientId(), AuthorKind.CLIENT, text, files);
        Message message = posted.withExternalId(externalId == null ? "in-" + posted.id() : externalId);
        chat.replace(message);
        takeIn(chat, message);
        desk.openLineEvents().clientWrote(chat, message);
        tell(chat, message);
    }

    /** A chat that a connector of an application makes for its client. */
    Chat open(String clientName, Line line, long clientId, long chatId, String userCode) {
        Chat chat = Chat.ofClient(
                chatId, clientName + " - " + line.name(), desk.now(), new Chat.OpenLine(userCode, clientId, line.id()));
        desk.state().addClientChat(chat);
        return chat;
    }

    private void takeIn(Chat chat, Message message) {
        Session latest = chat.latestSession();
        Session open = chat.openSession();
        if (latest != null && latest.rating().isAwaited() && isVote(message) && mayTakeVote(latest)) {
            vote(latest, chat, message);
        } else if (open == null) {
            begin(chat, message);
        } else if (bots.holds(open) && message.text().strip().equals(LEAVE_BOT)) {
            bots.sendToQueue(open, chat);
        } else {
            goOn(open, chat, message);
        }
    }

    private void begin(Chat chat, Message message) {
        Session session = lifecycle.open(chat, SessionMode.INPUT);
        session.add(message);
        Optional<Bot> welcome =
                desk.lineOf(session).welcomeBot().flatMap(bot -> desk.state().bot(bot.botId()));
        if (welcome.isPresent()) {
            bots.welcome(session, chat, welcome.get());
        } else {
            queue.offer(session, chat);
        }
        bots.clientWrote(chat, message);
    }

    private void goOn(Session session, Chat chat, Message message) {
        boolean timerEnds = !session.awaitsAnswer();
        session.clientWrote();
        if (timerEnds) {
            desk.timers().clear(session);
        }
        bots.clientWrote(chat, message);
    }

    private static boolean isVote(Message message) {
        return VOTE.matcher(message.text().strip()).matches();
    }

    private static boolean mayTakeVote(Session session) {
        return !session.isClosed() || session.status() == SessionStatus.CLOSED;
    }

    private void vote(Session session, Chat chat, Message message) {
        session.rating().vote(message.text().strip().charAt(0) - '0', desk.now());
        if (session.isClosed()) {
            lifecycle.reopenForVote(session, chat);
        }
        conversation.systemToClient(chat, "Thank you for your rating");
    }

    private Chat newChat(PortalState.ClientKey key, Line line) {
        PortalState state = desk.state();
        long clientId = state.newClientId();
        state.add(new User(clientId, key.name(), UserKind.CONNECTOR, false));
        long chatId = state.newChatId();
        String userCode = line.connector() + "|" + line.id() + "|" + externalChat(line, chatId) + "|" + clientId;
        Chat chat = Chat.ofClient(
                chatId, key.name() + " - " + line.name(), desk.now(), new Chat.OpenLine(userCode, clientId, line.id()));
        state.addClientChat(key, chat);
        return chat;
    }

    /** In live chat, the client's side is a chat of the portal itself, another one than the operators' (§8.4). */
    private String externalChat(Line line, long chatId) {
        return line.connector().equals(OpenLineEvents.LIVE_CHAT)
                ? String.valueOf(desk.state().newChatId())
                : "external-" + chatId;
    }

    private void tell(Chat chat, Message message) {
        desk.notices().tell(() -> {
            DialogView dialog = desk.views().of(chat);
            MessageView view = DialogViews.of(message);
            return listener -> listener.clientWrote(dialog, view);
        });
    }
}
