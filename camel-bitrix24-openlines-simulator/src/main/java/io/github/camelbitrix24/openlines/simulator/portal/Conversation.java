// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.portal;

import io.github.camelbitrix24.openlines.simulator.AuthorKind;
import io.github.camelbitrix24.openlines.simulator.MessageFile;
import io.github.camelbitrix24.openlines.simulator.PortalSwitch;
import io.github.camelbitrix24.openlines.simulator.model.Chat;
import io.github.camelbitrix24.openlines.simulator.model.Message;
import java.util.List;
import java.util.Map;

/** Puts messages into chats, the portal's own words among them. */
final class Conversation {

    private final Desk desk;

    Conversation(Desk desk) {
        this.desk = desk;
    }

    Message post(Chat chat, long authorId, AuthorKind kind, String text, boolean system) {
        return post(chat, authorId, kind, text, system, List.of(), Map.of());
    }

    Message post(Chat chat, long authorId, AuthorKind kind, String text, List<MessageFile> files) {
        return post(chat, authorId, kind, text, false, files, Map.of());
    }

    private Message post(
            Chat chat,
            long authorId,
            AuthorKind kind,
            String text,
            boolean system,
            List<MessageFile> files,
            Map<String, Object> params) {
        Message message = new Message(
                desk.state().newMessageId(), chat.id(), authorId, kind, text, system, desk.now(), null, files, params);
        chat.add(message);
        if (chat.openSession() != null) {
            chat.openSession().add(message);
        }
        desk.touch(chat);
        return message;
    }

    Message system(Chat chat, String text) {
        return post(chat, 0, AuthorKind.SYSTEM, text, true);
    }

    /** A message of the portal that the client gets, and that does not count as the operator's turn. */
    void systemToClient(Chat chat, String text) {
        toClient(chat, system(chat, text), true);
    }

    /** As {@link #systemToClient}, with notes on the session; the protocol names their prefix alone (§8.5). */
    void closingToClient(Chat chat, String text, String note) {
        Map<String, Object> params = Map.of("IMOL_" + note, chat.latestSession().id());
        toClient(chat, post(chat, 0, AuthorKind.SYSTEM, text, true, List.of(), params), true);
    }

    /** Built-in connectors confirm the delivery at once; those of applications do it themselves (§8.6). */
    void toClient(Chat chat, Message message, boolean noSession) {
        boolean builtIn =
                desk.state().connectors().find(chat.openLine().connector()).isEmpty();
        if (builtIn) {
            chat.replace(message.withExternalId("ext-" + message.id()));
        }
        desk.openLineEvents().toClient(chat, message, noSession);
    }

    /** A message of the system that stays among the operators. */
    private void notice(Chat chat, String text) {
        if (!desk.state().is(PortalSwitch.NO_SYSTEM_MESSAGES)) {
            system(chat, text);
        }
    }

    void started(Chat chat, long operator) {
        notice(chat, desk.nameOf(operator) + " has taken the conversation");
    }

    void declined(Chat chat, long operator) {
        notice(chat, desk.nameOf(operator) + " declined the conversation");
    }

    void nobodyElse(Chat chat) {
        notice(chat, "Nobody else is free to take the conversation");
    }

    void joined(Chat chat, long operator) {
        notice(chat, desk.nameOf(operator) + " joined the conversation");
    }

    void left(Chat chat, long operator) {
        notice(chat, desk.nameOf(operator) + " left the conversation");
    }

    void transferred(Chat chat, long from, String to) {
        notice(chat, desk.nameOf(from) + " passed the conversation on to " + to);
    }

    void endedBy(Chat chat, long operator) {
        notice(chat, desk.nameOf(operator) + " ended the conversation");
    }

    void markedAsSpam(Chat chat, long operator) {
        notice(chat, desk.nameOf(operator) + " marked the conversation as spam");
    }

    void finished(Chat chat) {
        notice(chat, "The conversation is over");
    }

    void waitingInQueue(Chat chat) {
        notice(chat, "The conversation is waiting in the queue");
    }
}
