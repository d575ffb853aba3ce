// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.portal;

import io.github.camelbitrix24.openlines.simulator.AuthorKind;
import io.github.camelbitrix24.openlines.simulator.DialogView;
import io.github.camelbitrix24.openlines.simulator.MessageFile;
import io.github.camelbitrix24.openlines.simulator.MessageView;
import io.github.camelbitrix24.openlines.simulator.model.Chat;
import io.github.camelbitrix24.openlines.simulator.model.Message;
import io.github.camelbitrix24.openlines.simulator.model.Session;
import io.github.camelbitrix24.openlines.simulator.model.SessionMode;
import java.util.List;

/** What operators do by hand in the messenger: write into a chat or join it. */
public final class OperatorMessages {

    private final Desk desk;
    private final Conversation conversation;
    private final SessionLifecycle lifecycle;

    OperatorMessages(Desk desk, Conversation conversation, SessionLifecycle lifecycle) {
        this.desk = desk;
        this.conversation = conversation;
        this.lifecycle = lifecycle;
    }

    /** Only members write into an open dialog; a message to a closed one opens a session of its author (§6.1). */
    public Message write(Chat chat, long operatorId, String text) {
        return write(chat, operatorId, text, List.of());
    }

    public Message write(Chat chat, long operatorId, String text, List<MessageFile> files) {
        if (chat.isOpenLine() && chat.openSession() == null) {
            startOutput(chat, operatorId);
            return post(chat, operatorId, text, files);
        }
        if (!chat.hasMember(operatorId)) {
            throw new IllegalStateException("User " + operatorId + " is not in chat " + chat.id() + ", its members are "
                    + chat.members() + "; let the user answer or join first");
        }
        if (chat.isOpenLine() && !chat.isSilent() && chat.openSession().operatorWrote(desk.now())) {
            lifecycle.armAutoClose(chat.openSession());
        }
        return post(chat, operatorId, text, files);
    }

    public void join(Chat chat, long operatorId) {
        chat.join(operatorId);
        conversation.joined(chat, operatorId);
    }

    /** A session of the portal's side: status 10, and its author is the operator (§6.1). */
    Session startOutput(Chat chat, long operatorId) {
        Session session = lifecycle.open(chat, SessionMode.OUTPUT);
        session.accept(operatorId, desk.now());
        chat.join(operatorId);
        chat.ownedBy(operatorId);
        return session;
    }

    private Message post(Chat chat, long operatorId, String text, List<MessageFile> files) {
        Message message = conversation.post(chat, operatorId, AuthorKind.OPERATOR, text, files);
        if (chat.isOpenLine()) {
            if (!chat.isSilent()) {
                conversation.toClient(chat, message, false);
            }
            desk.notices().tell(() -> {
                DialogView dialog = desk.views().of(chat);
                MessageView view = DialogViews.of(message);
                return listener -> listener.operatorWrote(dialog, view);
            });
        }
        return message;
    }
}
