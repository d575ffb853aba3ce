// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.portal;

import io.github.camelbitrix24.openlines.simulator.PortalSwitch;
import io.github.camelbitrix24.openlines.simulator.model.Chat;
import io.github.camelbitrix24.openlines.simulator.model.Message;
import io.github.camelbitrix24.openlines.simulator.model.Session;
import io.github.camelbitrix24.openlines.simulator.model.SessionStatus;
import java.util.List;

/** {@code imopenlines.session.*} that change something, and {@code imopenlines.message.*} (§7.2). */
public final class SessionActions {

    private static final int LONGEST_COMMENT = 10_000;
    private static final int HIGHEST_RATING = 5;

    private final Desk desk;
    private final AccessCheck access;
    private final Conversation conversation;
    private final SessionLifecycle lifecycle;
    private final OperatorActions operators;
    private final OperatorMessages messages;

    SessionActions(
            Desk desk,
            AccessCheck access,
            Conversation conversation,
            SessionLifecycle lifecycle,
            OperatorActions operators,
            OperatorMessages messages) {
        this.desk = desk;
        this.access = access;
        this.conversation = conversation;
        this.lifecycle = lifecycle;
        this.operators = operators;
        this.messages = messages;
    }

    /** Joins the open session, or opens one with the caller as its operator. */
    public void start(long chatId, long callerId) {
        Chat chat = access.require(chatId, callerId);
        if (chat.openSession() == null) {
            messages.startOutput(chat, callerId);
        } else if (!chat.hasMember(callerId)) {
            messages.join(chat, callerId);
        }
    }

    /** Whatever stands in the way of the caller is {@code OPERATOR_WRONG}; where nothing is to be taken, nothing happens. */
    public void intercept(long chatId, long callerId) {
        Chat chat;
        try {
            chat = access.require(chatId, callerId);
        } catch (Refused refused) {
            throw Refused.with("OPERATOR_WRONG", "You can not redirect to this operator");
        }
        Session session = chat.openSession();
        boolean foreign = chat.owner() > 0 && chat.owner() != callerId;
        if (foreign && session != null && !session.isMisfiled() && !desk.queueLocked(chat)) {
            operators.take(session, chat, callerId);
        }
    }

    public void join(long chatId, long callerId) {
        Chat chat = access.require(chatId, callerId);
        if (!chat.hasMember(callerId)) {
            messages.join(chat, callerId);
        }
    }

    /** A closed dialog gets a session of the caller, which is then pinned. */
    public void pin(long chatId, long callerId, boolean on) {
        Chat chat = access.require(chatId, callerId);
        if (desk.queueLocked(chat)) {
            return;
        }
        Session open = chat.openSession();
        Session session = open == null ? messages.startOutput(chat, callerId) : open;
        if (session.operatorId() != callerId) {
            throw desk.state().is(PortalSwitch.NAMED_PIN_REFUSAL)
                    ? Refused.with("ERROR_USER_NOT_OPERATOR", "The user is not the operator of the dialog")
                    : Refused.unexplained();
        }
        pin(session, chat, on);
    }

    /** Returns the ids of the caller's sessions that are being worked on: status 10 to 49. */
    public List<Long> pinAll(long callerId, boolean on) {
        List<Session> own = desk.state().sessions().stream()
                .filter(session -> !session.isClosed() && session.operatorId() == callerId)
                .filter(session -> session.status().isWorkedOn())
                .toList();
        own.forEach(session -> desk.state().chat(session.chatId()).ifPresent(chat -> pin(session, chat, on)));
        return own.stream().map(Session::id).toList();
    }

    private void pin(Session session, Chat chat, boolean on) {
        if (session.isPinned() != on) {
            session.pin(on);
            if (desk.timers().isSet(session)) {
                lifecycle.rearm(session);
            }
            desk.touch(chat);
        }
    }

    public void silent(long chatId, long callerId, boolean on) {
        Chat chat = access.require(chatId, callerId);
        chat.silent(on);
        desk.touch(chat);
    }

    /** A rating outside of 1 to 5 counts as none; administrators alone may rate. */
    public void headVote(long sessionId, long callerId, long rating, String comment) {
        if (sessionId <= 0) {
            throw Refused.with("EMPTY_SESSION_ID", "Session ID can't be empty");
        }
        boolean rated = rating >= 1 && rating <= HIGHEST_RATING;
        if (!rated && comment == null) {
            throw Refused.with("EMPTY_VOTE_PARAMS", "Rating and comment can't be empty");
        }
        boolean mayRate = desk.state().user(callerId).map(user -> user.admin()).orElse(false);
        Session session = desk.state()
                .session(sessionId)
                .filter(found -> mayRate)
                .orElseThrow(() -> Refused.with("ACCESS_DENIED", "You do not have permission to rate this session"));
        session.rating().headVote(rated ? (int) rating : 0, shortened(comment));
    }

    private static String shortened(String comment) {
        return comment == null || comment.length() <= LONGEST_COMMENT ? comment : comment.substring(0, LONGEST_COMMENT);
    }

    /** The present session closes at once, its members stay, and a child session begins with a copy of the message. */
    public void startFromMessage(long chatId, long messageId, long callerId) {
        Chat chat = access.require(chatId, callerId);
        Message message = chat.message(messageId).orElse(null);
        if (message == null || desk.queueLocked(chat)) {
            return;
        }
        Session previous = chat.openSession();
        if (previous != null) {
            lifecycle.closeInPlace(previous, chat);
        }
        Session child = messages.startOutput(chat, callerId);
        if (previous != null) {
            child.childOf(previous.id());
        }
        conversation.post(chat, message.authorId(), message.authorKind(), message.text(), message.system());
    }

    /** No word to the client, and no event (§6.1, §8.7). */
    public void closeSilently(Session session, Chat chat, SessionStatus status) {
        lifecycle.closeSilently(session, chat, status);
    }

    public void saveQuickAnswer(long chatId, long messageId, long callerId) {
        Chat chat = access.require(chatId, callerId);
        if (chat.message(messageId).filter(message -> !message.text().isBlank()).isEmpty()) {
            throw Refused.with("CANT_SAVE_QUICK_ANSWER", "The message cannot be saved as a quick answer");
        }
    }
}
