// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.console;

import io.github.camelbitrix24.openlines.simulator.BotEventView;
import io.github.camelbitrix24.openlines.simulator.DialogView;
import io.github.camelbitrix24.openlines.simulator.PortalListener;
import io.github.camelbitrix24.openlines.simulator.SentEvent;
import io.github.camelbitrix24.openlines.simulator.portal.Portal;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/**
 * Everybody who looks at the page: gathers what happens and tells it ten times a second at most.
 * While nobody looks, it neither listens to the portal nor runs a timer.
 */
final class Viewers {

    private static final int MOST = 32;
    private static final long TICK_MILLIS = 100;
    private static final int TICKS_PER_HEARTBEAT = 150;

    private final Portal portal;
    private final Board board;
    private final CallList calls;
    private final Supplier<Object> snapshot;
    private final List<Viewer> viewers = new CopyOnWriteArrayList<>();
    private final Set<Long> touched = ConcurrentHashMap.newKeySet();
    private final PortalListener ear = new Ear();
    private long timer;
    private int ticks;
    private Overview lastOverview;

    /** What is new since the last one; {@code overview} is null if it is as it was. */
    record Changes(Overview overview, List<Card> dialogs, List<Entry> traffic) {}

    Viewers(Portal portal, Board board, CallList calls, Supplier<Object> snapshot) {
        this.portal = portal;
        this.board = board;
        this.calls = calls;
        this.snapshot = snapshot;
    }

    /** False if too many look already. */
    boolean admit(HttpServerRequest request) {
        if (viewers.size() >= MOST) {
            return false;
        }
        Context context = Vertx.currentContext();
        Viewer viewer = new Viewer(context, request.response(), () -> Reply.event("state", snapshot.get()));
        join(viewer, context.owner());
        request.response().closeHandler(gone -> leave(viewer, context.owner()));
        request.response().endHandler(gone -> leave(viewer, context.owner()));
        viewer.start();
        return true;
    }

    private synchronized void join(Viewer viewer, Vertx vertx) {
        if (viewers.isEmpty()) {
            portal.listen(ear);
            timer = vertx.setPeriodic(TICK_MILLIS, tick -> tell());
        }
        viewers.add(viewer);
    }

    private synchronized void leave(Viewer viewer, Vertx vertx) {
        if (viewers.remove(viewer) && viewers.isEmpty()) {
            portal.unlisten(ear);
            vertx.cancelTimer(timer);
            touched.clear();
        }
    }

    /** Browsers come back by themselves. */
    void sendAway() {
        viewers.forEach(Viewer::hangUp);
    }

    private void tell() {
        if (++ticks % TICKS_PER_HEARTBEAT == 0) {
            viewers.forEach(viewer -> viewer.offer(Reply.HEARTBEAT));
        }
        Overview overview = board.overview();
        boolean sameOverview = overview.equals(lastOverview);
        lastOverview = overview;
        List<Card> cards = board.cards(takeTouched());
        List<Entry> entries = calls.changes();
        if (!sameOverview || !cards.isEmpty() || !entries.isEmpty()) {
            String frame = Reply.event("changes", new Changes(sameOverview ? null : overview, cards, entries));
            viewers.forEach(viewer -> viewer.offer(frame));
        }
    }

    private List<Long> takeTouched() {
        List<Long> taken = new ArrayList<>();
        for (Iterator<Long> chats = touched.iterator(); chats.hasNext(); ) {
            taken.add(chats.next());
            chats.remove();
        }
        return taken;
    }

    private final class Ear implements PortalListener {

        @Override
        public void dialogChanged(DialogView dialog) {
            touched.add(dialog.chatId());
        }

        @Override
        public void botEventQueued(String botCode, BotEventView event) {
            calls.queued(botCode, event);
        }

        @Override
        public void eventPosted(SentEvent event) {
            calls.posted(event);
        }
    }
}
