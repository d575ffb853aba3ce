// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.portal;

import io.github.camelbitrix24.openlines.simulator.CloseRule;
import io.github.camelbitrix24.openlines.simulator.DialogView;
import io.github.camelbitrix24.openlines.simulator.UserKind;
import io.github.camelbitrix24.openlines.simulator.model.Chat;
import io.github.camelbitrix24.openlines.simulator.model.CloseReason;
import io.github.camelbitrix24.openlines.simulator.model.Connectors.Connector;
import io.github.camelbitrix24.openlines.simulator.model.Line;
import io.github.camelbitrix24.openlines.simulator.model.Session;
import io.github.camelbitrix24.openlines.simulator.model.SessionMode;
import io.github.camelbitrix24.openlines.simulator.model.SessionStatus;
import io.github.camelbitrix24.openlines.simulator.model.User;
import java.time.Duration;
import java.util.List;

/** Opens sessions and closes them, at once or through the closing phase (§6.1, §6.4). */
final class SessionLifecycle {

    private static final Duration PINNED = Duration.ofDays(7);

    /** The portal's background agents run this often; a closing phase of 0 minutes ends with the next run (§6.4). */
    private static final Duration AGENT_PERIOD = Duration.ofSeconds(1);

    private final Desk desk;
    private final Conversation conversation;

    SessionLifecycle(Desk desk, Conversation conversation) {
        this.desk = desk;
        this.conversation = conversation;
    }

    Session open(Chat chat, SessionMode mode) {
        Session session = new Session(
                desk.state().newSessionId(), chat.id(), chat.openLine().lineId(), mode, desk.now());
        desk.state().add(session);
        chat.begin(session);
        desk.touch(chat);
        desk.openLineEvents().sessionStarted(session, chat);
        desk.notices().tell(() -> {
            DialogView view = desk.views().of(chat);
            return listener -> listener.sessionStarted(view);
        });
        return session;
    }

    /** Steps 3 to 6 of §6.4. */
    void finish(Session session, Chat chat) {
        session.endsFor(CloseReason.OPERATOR);
        Line line = desk.lineOf(session);
        if (session.isInClosingPhase() || !line.active()) {
            close(session, chat, SessionStatus.CLOSED);
            return;
        }
        boolean passedOn = passesOnSystemMessages(line, chat);
        boolean textSent = passedOn && line.closeRule() == CloseRule.TEXT;
        if (textSent) {
            conversation.closingToClient(chat, line.closeText(), "CLOSE");
        }
        boolean voteAsked = passedOn && line.voteMessage() && session.rating().vote() == null;
        if (voteAsked) {
            conversation.closingToClient(chat, "How did we do? Send 1 for good, 0 for bad.", "VOTE");
        }
        if (textSent || voteAsked) {
            enterClosingPhase(session, chat, line, voteAsked);
        } else {
            close(session, chat, SessionStatus.CLOSED);
        }
    }

    /** Status 40 and AUTO_CLOSE_TIME without a word of the client. */
    void closeByItself(Session session, Chat chat) {
        session.endsFor(CloseReason.AUTO);
        Line line = desk.lineOf(session);
        if (line.active() && passesOnSystemMessages(line, chat) && line.autoCloseRule() == CloseRule.TEXT) {
            conversation.closingToClient(chat, line.autoCloseText(), "CLOSE");
            enterClosingPhase(session, chat, line, false);
        } else {
            close(session, chat, SessionStatus.CLOSED);
        }
    }

    /** What an application said of its connector counts, not the line's setting (§7.11, NEED_SYSTEM_MESSAGES). */
    private boolean passesOnSystemMessages(Line line, Chat chat) {
        return desk.state()
                .connectors()
                .find(chat.openLine().connector())
                .map(Connector::systemMessages)
                .orElse(line.systemMessages());
    }

    private void enterClosingPhase(Session session, Chat chat, Line line, boolean voteAsked) {
        session.enterClosingPhase(voteAsked);
        armClosing(session, line);
        desk.touch(chat);
    }

    /** A vote on a closed session: it goes back to the closing phase and its operator to the chat (§6.1). */
    void reopenForVote(Session session, Chat chat) {
        session.reopenForVote();
        chat.ownedBy(session.operatorId());
        if (session.operatorId() > 0) {
            chat.join(session.operatorId());
        }
        armClosing(session, desk.lineOf(session));
        desk.touch(chat);
    }

    private void armClosing(Session session, Line line) {
        Duration configured = line.fullCloseTime().compareTo(AGENT_PERIOD) < 0 ? AGENT_PERIOD : line.fullCloseTime();
        desk.timers().set(session, desk.now().plus(session.isPinned() ? PINNED : configured));
    }

    /** The session was pinned or unpinned: its timer starts again; an offer goes on as it was. */
    void rearm(Session session) {
        if (session.awaitsAction()) {
            armClosing(session, desk.lineOf(session));
        } else if (!session.awaitsAnswer()) {
            armAutoClose(session);
        }
    }

    /** The client has this long after an operator's message; a pinned session is left alone for a week (§6.1). */
    void armAutoClose(Session session) {
        if (!session.awaitsAction()) {
            Duration wait = session.isPinned() ? PINNED : desk.lineOf(session).autoCloseTime();
            desk.timers().set(session, desk.now().plus(wait));
        }
    }

    void close(Session session, Chat chat, SessionStatus finalStatus) {
        conversation.finished(chat);
        end(session, chat, finalStatus);
        chat.end(connectorUsers(chat));
    }

    /** Closes the session and leaves everybody in the chat (§7.2, {@code message.session.start}). */
    void closeInPlace(Session session, Chat chat) {
        session.endsFor(CloseReason.OPERATOR);
        end(session, chat, SessionStatus.CLOSED);
    }

    void closeSilently(Session session, Chat chat, SessionStatus finalStatus) {
        session.close(finalStatus, desk.now());
        desk.timers().clear(session);
        chat.end(connectorUsers(chat));
        desk.touch(chat);
    }

    private void end(Session session, Chat chat, SessionStatus finalStatus) {
        session.close(finalStatus, desk.now());
        desk.timers().clear(session);
        desk.openLineEvents().sessionFinished(session, chat);
        desk.touch(chat);
        desk.notices().tell(() -> {
            DialogView view = desk.views().of(chat);
            return listener -> listener.sessionFinished(view);
        });
    }

    private List<Long> connectorUsers(Chat chat) {
        return chat.members().stream()
                .filter(id -> desk.state().user(id).map(User::kind).orElse(null) == UserKind.CONNECTOR)
                .toList();
    }
}
