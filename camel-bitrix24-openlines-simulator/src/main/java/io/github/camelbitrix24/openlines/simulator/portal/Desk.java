// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.portal;

import io.github.camelbitrix24.openlines.simulator.DialogView;
import io.github.camelbitrix24.openlines.simulator.model.Chat;
import io.github.camelbitrix24.openlines.simulator.model.ChatLocks;
import io.github.camelbitrix24.openlines.simulator.model.Line;
import io.github.camelbitrix24.openlines.simulator.model.PortalState;
import io.github.camelbitrix24.openlines.simulator.model.Session;
import io.github.camelbitrix24.openlines.simulator.model.User;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;

/** What all parts of the portal's behaviour share: state, time, timers and notices. */
final class Desk {

    private final PortalState state;
    private final Moment moment;
    private final Timers timers = new Timers();
    private final Notices notices = new Notices();
    private final Outbox outbox = new Outbox();
    private final Events events = new Events(this, outbox);
    private final OpenLineEvents openLineEvents = new OpenLineEvents(this);
    private TokenIssuer tokens;
    private final DialogViews views;
    private Cause cause = Cause.NOBODY;
    private volatile PortalAddress address = new PortalAddress("", "");
    private final Set<Chat> touched = new LinkedHashSet<>();

    Desk(PortalState state, Moment moment) {
        this.state = state;
        this.moment = moment;
        this.views = new DialogViews(state);
    }

    PortalState state() {
        return state;
    }

    Instant now() {
        return moment.now();
    }

    Timers timers() {
        return timers;
    }

    Notices notices() {
        return notices;
    }

    Outbox outbox() {
        return outbox;
    }

    Events events() {
        return events;
    }

    OpenLineEvents openLineEvents() {
        return openLineEvents;
    }

    Cause cause() {
        return cause;
    }

    /** From now on, until the portal's hit is over, things happen because of this. */
    void actFor(Cause actor) {
        cause = actor;
    }

    PortalAddress address() {
        return address;
    }

    void openAt(PortalAddress where) {
        address = where;
    }

    TokenIssuer tokens() {
        return tokens;
    }

    void issueTokensWith(TokenIssuer issuer) {
        tokens = issuer;
    }

    DialogViews views() {
        return views;
    }

    /** The dialog has changed; listeners hear of it once, when the present request ends. */
    void touch(Chat chat) {
        if (chat.isOpenLine()) {
            touched.add(chat);
        }
    }

    void tellTouched() {
        for (Chat chat : touched) {
            notices.tell(() -> {
                DialogView view = views.of(chat);
                return listener -> listener.dialogChanged(view);
            });
        }
        touched.clear();
    }

    boolean queueLocked(Chat chat) {
        return state.locks().isHeld(chat.id(), ChatLocks.Kind.QUEUE, now());
    }

    boolean answerLocked(Chat chat) {
        return state.locks().isHeld(chat.id(), ChatLocks.Kind.ANSWER, now());
    }

    /** The line the session is on now. */
    Line lineOf(Session session) {
        return line(session.lineId());
    }

    /** The line of the user code, which keeps its say on access and on the welcome bot after a transfer (§6.2). */
    Line homeLine(Chat chat) {
        return line(chat.openLine().lineId());
    }

    private Line line(long id) {
        return state.lineEver(id).orElseThrow(() -> new IllegalStateException("Line " + id + " is gone"));
    }

    String nameOf(long userId) {
        return state.user(userId).map(User::name).orElse("User " + userId);
    }
}
