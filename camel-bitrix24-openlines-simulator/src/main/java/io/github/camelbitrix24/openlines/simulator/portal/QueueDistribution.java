// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.portal;

import io.github.camelbitrix24.openlines.simulator.QueueType;
import io.github.camelbitrix24.openlines.simulator.model.Chat;
import io.github.camelbitrix24.openlines.simulator.model.Line;
import io.github.camelbitrix24.openlines.simulator.model.PortalState;
import io.github.camelbitrix24.openlines.simulator.model.Session;
import io.github.camelbitrix24.openlines.simulator.model.TransferRecord;
import io.github.camelbitrix24.openlines.simulator.model.User;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Chooses the operators to whom a dialog is offered, by the queue rules of its line (§6.1, §6.6). */
final class QueueDistribution {

    private static final Duration RETRY = Duration.ofSeconds(1);

    private final Desk desk;

    QueueDistribution(Desk desk) {
        this.desk = desk;
    }

    /** What became of an attempt to pass a dialog on. */
    enum PassedOn {
        TO_ANOTHER,
        ONLY_CURRENT_AVAILABLE,
        NOBODY_AVAILABLE
    }

    /** Offers the session by the rules of its line; the present operator comes last. */
    void offer(Session session, Chat chat) {
        Line line = desk.lineOf(session);
        List<Long> available = available(line, session);
        chat.ownedBy(0);
        if (line.queueType() == QueueType.ALL) {
            session.offer(0, Set.copyOf(available));
        } else if (available.isEmpty()) {
            session.offer(0, Set.of());
        } else {
            List<Long> others = without(available, session.operatorId());
            offerTo(choose(line, session, others.isEmpty() ? available : others), session, line);
        }
        armRotation(session, line);
        desk.touch(chat);
    }

    /** The initiator is 0 when the queue itself rotates. */
    PassedOn passOn(Session session, Chat chat, long initiator) {
        Line line = desk.lineOf(session);
        List<Long> available = available(line, session);
        List<Long> others = without(available, session.operatorId());
        if (others.isEmpty()) {
            return available.isEmpty() ? PassedOn.NOBODY_AVAILABLE : PassedOn.ONLY_CURRENT_AVAILABLE;
        }
        chat.ownedBy(0);
        long previous = session.operatorId();
        offerTo(choose(line, session, others), session, line);
        session.add(passedOn(session, previous, initiator));
        armRotation(session, line);
        desk.touch(chat);
        return PassedOn.TO_ANOTHER;
    }

    /** QUEUE_TIME is over and nobody has answered. */
    void rotate(Session session, Chat chat) {
        if (desk.queueLocked(chat)) {
            desk.timers().set(session, desk.now().plus(RETRY));
        } else if (desk.lineOf(session).queueType() == QueueType.ALL) {
            offer(session, chat);
        } else if (passOn(session, chat, 0) != PassedOn.TO_ANOTHER) {
            armRotation(session, desk.lineOf(session));
        }
    }

    private TransferRecord passedOn(Session session, long previous, long initiator) {
        return new TransferRecord(
                desk.now(),
                previous,
                session.operatorId(),
                session.lineId(),
                session.lineId(),
                initiator == 0 ? TransferRecord.Reason.AUTO : TransferRecord.Reason.QUEUE,
                initiator == 0 ? TransferRecord.Mode.AUTO : TransferRecord.Mode.MANUAL,
                TransferRecord.Type.USER,
                initiator);
    }

    private void offerTo(long operator, Session session, Line line) {
        session.offer(operator, Set.of(operator));
        desk.state().assigned(line.id(), operator);
    }

    private void armRotation(Session session, Line line) {
        boolean everybodyIsAsked =
                line.queueType() == QueueType.ALL && !session.offeredTo().isEmpty();
        if (everybodyIsAsked) {
            desk.timers().clear(session);
        } else {
            desk.timers().set(session, desk.now().plus(line.queueTime()));
        }
    }

    private long choose(Line line, Session session, List<Long> candidates) {
        if (line.queueType() == QueueType.EVENLY) {
            return candidates.stream()
                    .min(Comparator.comparingLong(user -> desk.state().lastAssignment(line.id(), user)))
                    .orElseThrow();
        }
        List<Long> untried = candidates.stream()
                .filter(user -> !session.queueHistory().contains(user))
                .toList();
        if (untried.isEmpty()) {
            session.restartQueue();
            return candidates.get(0);
        }
        return untried.get(0);
    }

    private List<Long> available(Line line, Session session) {
        return line.operators().stream()
                .filter(user -> isAvailable(user, line, session))
                .toList();
    }

    private boolean isAvailable(long userId, Line line, Session session) {
        PortalState state = desk.state();
        boolean works = state.user(userId).map(User::isEmployee).orElse(false) && !state.isPaused(userId);
        boolean reachable = !line.checkAvailable() || state.isOnline(userId);
        boolean current = userId == session.operatorId();
        return works && reachable && (current || hasRoom(userId, line));
    }

    private boolean hasRoom(long userId, Line line) {
        return line.maxChat() == 0
                || desk.state().sessions().stream()
                                .filter(session -> !session.isClosed() && session.operatorId() == userId)
                                .count()
                        < line.maxChat();
    }

    private static List<Long> without(List<Long> users, long userId) {
        return users.stream().filter(user -> user != userId).toList();
    }
}
