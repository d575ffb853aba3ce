// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.portal;

import io.github.camelbitrix24.openlines.simulator.PortalSwitch;
import io.github.camelbitrix24.openlines.simulator.QueueType;
import io.github.camelbitrix24.openlines.simulator.model.Chat;
import io.github.camelbitrix24.openlines.simulator.model.CloseReason;
import io.github.camelbitrix24.openlines.simulator.model.Session;
import io.github.camelbitrix24.openlines.simulator.model.SessionStatus;

/** What an operator does with a dialog: answer, finish, skip, spam (§6.3 to §6.7). */
public final class OperatorActions {

    private final Desk desk;
    private final AccessCheck access;
    private final Conversation conversation;
    private final Members members;
    private final QueueDistribution queue;
    private final SessionLifecycle lifecycle;

    OperatorActions(
            Desk desk,
            AccessCheck access,
            Conversation conversation,
            Members members,
            QueueDistribution queue,
            SessionLifecycle lifecycle) {
        this.desk = desk;
        this.access = access;
        this.conversation = conversation;
        this.members = members;
        this.queue = queue;
        this.lifecycle = lifecycle;
    }

    /** §6.3; every refusal after the access check has an empty code. */
    public void answer(long chatId, long callerId) {
        Chat chat = access.require(chatId, callerId);
        if (chat.owner() == callerId) {
            throw refusal("IMOL_CHAT_ERROR_ANSWER_ALREADY_RESPONSIBLE");
        }
        if (desk.answerLocked(chat)) {
            throw refusal("IMOL_CHAT_ERROR_ANSWER_COMPETITIVE_REQUEST");
        }
        // §6.3: the caller is a member before the session is looked up, so also when there is none.
        chat.join(callerId);
        desk.touch(chat);
        Session session = chat.openSession();
        if (session == null) {
            throw refusal("IMOL_CHAT_ERROR_ANSWER_NOT_LOAD_SESSION");
        }
        if (session.isMisfiled()) {
            throw refusal("IMOL_CHAT_ERROR_NOT_LOAD_DATA");
        }
        take(session, chat, callerId);
    }

    private Refused refusal(String code) {
        return desk.state().is(PortalSwitch.NAMED_ANSWER_REFUSAL)
                ? Refused.with(code, "The conversation cannot be taken")
                : Refused.unexplained();
    }

    void take(Session session, Chat chat, long operator) {
        boolean timerEnds = session.awaitsAnswer() || session.awaitsAction();
        chat.join(operator);
        members.removeOperatorsExcept(operator, chat);
        members.removeBotsAtQueueStage(chat);
        chat.ownedBy(operator);
        session.accept(operator, desk.now());
        if (timerEnds) {
            desk.timers().clear(session);
        }
        conversation.started(chat, operator);
    }

    /** §6.4. */
    public void finish(long chatId, long callerId) {
        Chat chat = access.require(chatId, callerId);
        Session session = loadSession(chat);
        if (session.operatorId() != callerId) {
            throw Refused.with(
                    "ERROR_USER_NOT_OPERATOR", "Attempt to close the dialog by a user who is not an operator");
        }
        finishFor(session, chat, callerId);
    }

    /** §6.5. */
    public void finishAnother(long chatId, long callerId) {
        Chat chat = access.require(chatId, callerId);
        Session session = loadSession(chat);
        boolean foreign = session.operatorId() != callerId;
        if (foreign && !desk.queueLocked(chat)) {
            conversation.endedBy(chat, callerId);
        }
        finishFor(session, chat, callerId);
    }

    /** The bot takes the dialog first and no operator is asked (§7.4); without a dialog nothing happens. */
    void finishByBot(Chat chat, long botId) {
        Session session = chat.openSession();
        if (session != null && !session.isMisfiled() && !desk.queueLocked(chat)) {
            if (chat.owner() != botId) {
                takeForBot(session, chat, botId);
            }
            lifecycle.finish(session, chat);
        }
    }

    private void takeForBot(Session session, Chat chat, long botId) {
        boolean closing = session.isInClosingPhase();
        chat.join(botId);
        members.removeOperatorsExcept(botId, chat);
        chat.ownedBy(botId);
        if (!closing) {
            session.accept(botId, desk.now());
        }
        conversation.started(chat, botId);
    }

    /** §6.4 steps 1 and 2; with the lock held elsewhere the call is a success without effect. */
    private void finishFor(Session session, Chat chat, long callerId) {
        if (desk.queueLocked(chat)) {
            return;
        }
        if (chat.owner() == 0 && !desk.answerLocked(chat)) {
            take(session, chat, callerId);
        }
        lifecycle.finish(session, chat);
    }

    static Session loadSession(Chat chat) {
        Session session = chat.openSession();
        if (session == null) {
            throw Refused.with("NOT_LOAD_SESSION_OR_CHAT", "Session or chat failed to load");
        }
        if (session.isMisfiled()) {
            throw Refused.with("IMOL_CHAT_ERROR_NOT_LOAD_DATA", "The session does not belong to this chat");
        }
        return session;
    }

    /** §6.6. */
    public void skip(long chatId, long callerId) {
        Chat chat = access.require(chatId, callerId);
        Session session = chat.openSession();
        if (session == null || session.isMisfiled()) {
            throw leaveClosedChat(chat, callerId);
        }
        conversation.declined(chat, callerId);
        if (desk.queueLocked(chat)) {
            throw notPassedOn();
        }
        if (desk.lineOf(session).queueType() == QueueType.ALL) {
            conversation.nobodyElse(chat);
            throw notPassedOn();
        }
        long previous = session.operatorId();
        boolean accepted = !session.awaitsAnswer();
        switch (queue.passOn(session, chat, callerId)) {
            case TO_ANOTHER -> letGo(chat, callerId, previous);
            case ONLY_CURRENT_AVAILABLE -> {
                if (accepted) {
                    session.fallBack();
                    desk.timers().clear(session);
                    chat.leave(previous);
                }
            }
            case NOBODY_AVAILABLE -> {
                conversation.nobodyElse(chat);
                throw notPassedOn();
            }
        }
    }

    private Refused notPassedOn() {
        return desk.state().is(PortalSwitch.NAMED_SKIP_REFUSAL)
                ? Refused.with("ACCESS_DENIED_KICK", "The dialog cannot be passed on")
                : Refused.unexplained();
    }

    private void letGo(Chat chat, long callerId, long previous) {
        chat.leave(callerId);
        if (members.isBot(previous)) {
            members.removeBotsAtQueueStage(chat);
        } else {
            chat.leave(previous);
        }
    }

    /** §6.6: on a closed dialog the caller is taken out of the chat; who is not in it cannot be. */
    private Refused leaveClosedChat(Chat chat, long callerId) {
        if (!chat.hasMember(callerId)) {
            return Refused.with("ACCESS_DENIED_KICK", "The dialog cannot be passed on");
        }
        chat.leave(callerId);
        desk.touch(chat);
        return notPassedOn();
    }

    /** §6.7: a success also where nothing can be done. */
    public void spam(long chatId, long callerId) {
        Chat chat = access.require(chatId, callerId);
        Session session = chat.openSession();
        if (session != null && !session.isMisfiled() && !desk.queueLocked(chat)) {
            conversation.markedAsSpam(chat, callerId);
            session.endsFor(CloseReason.SPAM);
            lifecycle.close(session, chat, SessionStatus.SPAM);
        }
    }
}
