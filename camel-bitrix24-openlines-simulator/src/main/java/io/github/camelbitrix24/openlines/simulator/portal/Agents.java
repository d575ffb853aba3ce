// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.portal;

import io.github.camelbitrix24.openlines.simulator.model.Chat;
import io.github.camelbitrix24.openlines.simulator.model.Session;
import io.github.camelbitrix24.openlines.simulator.model.SessionStatus;
import java.time.Instant;
import java.util.Optional;

/** The portal's background agents: they act when a timer is due, each at its own time and in order (§6.1). */
final class Agents {

    private final Desk desk;
    private final Moment moment;
    private final QueueDistribution queue;
    private final SessionLifecycle lifecycle;

    Agents(Desk desk, Moment moment, QueueDistribution queue, SessionLifecycle lifecycle) {
        this.desk = desk;
        this.moment = moment;
        this.queue = queue;
        this.lifecycle = lifecycle;
    }

    void workUntil(Instant now) {
        for (Optional<Timers.Due> due = desk.timers().takeDue(now);
                due.isPresent();
                due = desk.timers().takeDue(now)) {
            moment.moveTo(due.get().at());
            act(due.get().session());
        }
        moment.moveTo(now);
    }

    /** What a timer sets off has no user behind it (§8.2). */
    private void act(Session session) {
        Chat chat = desk.state()
                .chat(session.chatId())
                .orElseThrow(() -> new IllegalStateException("Chat " + session.chatId() + " is gone"));
        if (session.awaitsAnswer()) {
            queue.rotate(session, chat);
        } else if (session.awaitsAction()) {
            lifecycle.close(session, chat, SessionStatus.CLOSED);
        } else if (session.status() == SessionStatus.OPERATOR) {
            lifecycle.closeByItself(session, chat);
        }
    }
}
