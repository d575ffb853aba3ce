// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.portal;

import io.github.camelbitrix24.openlines.simulator.PortalSwitch;
import io.github.camelbitrix24.openlines.simulator.model.Chat;
import io.github.camelbitrix24.openlines.simulator.model.Line;
import io.github.camelbitrix24.openlines.simulator.model.Session;
import io.github.camelbitrix24.openlines.simulator.model.SessionMode;
import io.github.camelbitrix24.openlines.simulator.model.TransferRecord;
import io.github.camelbitrix24.openlines.simulator.model.User;

/** Hands dialogs over to a user or to a line (§6.8); whatever stands in the way is {@code OPERATOR_WRONG}. */
public final class Transfers {

    private final Desk desk;
    private final AccessCheck access;
    private final Conversation conversation;
    private final Members members;
    private final QueueDistribution queue;
    private final SessionLifecycle lifecycle;

    Transfers(
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

    public void byOperator(long chatId, long callerId, TransferTarget target) {
        Chat chat = accessible(chatId, callerId);
        transfer(chat, callerId, target);
        members.removeBotsAtQueueStage(chat);
    }

    /** §7.4: nobody checks the bot's rights on the chat; the bot stays unless it asks to leave. */
    public void byBot(long chatId, long botId, TransferTarget target, boolean leave) {
        Chat chat = desk.state().chat(chatId).filter(Chat::isOpenLine).orElseThrow(this::wrong);
        boolean wasMember = chat.hasMember(botId);
        transfer(chat, botId, target);
        if (wasMember && !leave) {
            chat.join(botId);
        }
    }

    private Chat accessible(long chatId, long callerId) {
        try {
            return access.require(chatId, callerId);
        } catch (Refused refused) {
            throw wrong();
        }
    }

    private void transfer(Chat chat, long initiator, TransferTarget target) {
        requireTarget(target, initiator);
        if (desk.queueLocked(chat)) {
            throw wrong();
        }
        Session session = chat.openSession();
        if (session == null) {
            // §6.8: a closed dialog is not refused, it gets a new session.
            session = lifecycle.open(chat, SessionMode.OUTPUT);
        } else if (session.isMisfiled()) {
            throw wrong();
        }
        if (target instanceof TransferTarget.ToUser user) {
            toUser(session, chat, initiator, user.userId());
        } else if (target instanceof TransferTarget.ToLine line) {
            toLine(session, chat, initiator, line.lineId());
        }
    }

    private void requireTarget(TransferTarget target, long initiator) {
        boolean fits = target instanceof TransferTarget.ToUser user
                ? user.userId() != initiator
                        && desk.state()
                                .user(user.userId())
                                .map(User::isEmployee)
                                .orElse(false)
                : target instanceof TransferTarget.ToLine line
                        && desk.state().line(line.lineId()).isPresent();
        if (!fits) {
            throw wrong();
        }
    }

    private void toUser(Session session, Chat chat, long initiator, long target) {
        if (session.awaitsAnswer()) {
            desk.timers().clear(session);
        }
        session.add(record(session, initiator, target, session.lineId(), TransferRecord.Type.USER));
        chat.leave(initiator);
        members.removeOperatorsExcept(target, chat);
        chat.join(target);
        chat.ownedBy(target);
        session.handOver(target, !desk.lineOf(session).active());
        conversation.transferred(chat, initiator, desk.nameOf(target));
    }

    private void toLine(Session session, Chat chat, long initiator, long target) {
        Line line = desk.state().line(target).orElseThrow(this::wrong);
        session.add(record(session, initiator, 0, target, TransferRecord.Type.QUEUE));
        chat.leave(initiator);
        members.removeOperatorsExcept(0, chat);
        if (session.lineId() == target) {
            conversation.declined(chat, initiator);
            session.restartQueue();
        } else {
            conversation.transferred(chat, initiator, line.name());
            session.moveTo(target);
            chat.movedTo(target);
        }
        queue.offer(session, chat);
        if (session.offeredTo().isEmpty()) {
            conversation.waitingInQueue(chat);
        }
    }

    private TransferRecord record(Session session, long initiator, long operator, long line, TransferRecord.Type type) {
        TransferRecord.Reason toLine =
                line == session.lineId() ? TransferRecord.Reason.QUEUE : TransferRecord.Reason.LINE;
        return new TransferRecord(
                desk.now(),
                session.operatorId(),
                operator,
                session.lineId(),
                line,
                type == TransferRecord.Type.USER ? TransferRecord.Reason.MANUAL : toLine,
                members.isBot(initiator) ? TransferRecord.Mode.BOT : TransferRecord.Mode.MANUAL,
                type,
                initiator);
    }

    private Refused wrong() {
        return Refused.with(
                "OPERATOR_WRONG",
                desk.state().is(PortalSwitch.DOCUMENTED_TEXTS)
                        ? "You cannot redirect to this operator"
                        : "You can not redirect to this operator");
    }
}
