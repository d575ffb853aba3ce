// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.portal;

import io.github.camelbitrix24.openlines.simulator.PortalSwitch;
import io.github.camelbitrix24.openlines.simulator.SentEvent;
import io.github.camelbitrix24.openlines.simulator.model.AppRef;
import io.github.camelbitrix24.openlines.simulator.model.Handler;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Turns what happens into posts to handlers and rows of the offline queue (§8, §9). */
public final class Events {

    /** An event of a later generation is not told (§8.1). */
    private static final int LAST_GENERATION = 7;

    private final Desk desk;
    private final Handlers handlers = new Handlers();
    private final EventAuth auth;
    private final OfflineQueue offline;
    private final Outbox outbox;
    private final Set<Merged> sentInThisHit = new HashSet<>();

    private record Merged(long handlerId, Object data) {}

    Events(Desk desk, Outbox outbox) {
        this.desk = desk;
        this.outbox = outbox;
        auth = new EventAuth(desk);
        offline = new OfflineQueue(desk);
    }

    public Handlers handlers() {
        return handlers;
    }

    public OfflineQueue offline() {
        return offline;
    }

    EventAuth auth() {
        return auth;
    }

    void raise(Occurrence occurrence) {
        if (desk.cause().generation() >= LAST_GENERATION) {
            return;
        }
        for (Handler handler : handlers.of(occurrence.event())) {
            if (occurrence.audience().test(handler) && isPaid(handler)) {
                if (handler.offline()) {
                    store(handler, occurrence);
                } else {
                    send(handler, occurrence);
                }
            }
        }
    }

    /** Posts the event to one handler; the same data goes there once in a hit of the portal (§8.1). */
    void send(Handler handler, Occurrence occurrence) {
        if (desk.cause().generation() >= LAST_GENERATION || !isPaid(handler) || !isInstalled(handler)) {
            return;
        }
        Object data = occurrence.data().apply(handler);
        if (sentInThisHit.add(new Merged(handler.id(), data))) {
            boolean refresh = occurrence.refreshToken() || desk.state().is(PortalSwitch.REFRESH_TOKEN_ALWAYS);
            post(handler, occurrence.event(), data, auth.of(handler, occurrence.userId(), refresh));
        }
    }

    private boolean isPaid(Handler handler) {
        return handler.app() == null
                || desk.state().standing().isPaid(handler.app().clientId());
    }

    private boolean isInstalled(Handler handler) {
        return handler.app() == null
                || desk.state().standing().isInstalled(handler.app().clientId());
    }

    private void post(Handler handler, String event, Object data, Map<String, Object> authBlock) {
        String idKey = desk.state().is(PortalSwitch.EVENT_ID_KEY) ? "eventId" : "event_handler_id";
        String body = new EventForm(
                        event.startsWith("ONIMBOTV2") && desk.state().is(PortalSwitch.NULL_AS_EMPTY_TEXT))
                .add("event", event)
                .add(idKey, handler.id())
                .add("data", data)
                .add("ts", desk.now().getEpochSecond())
                .add("auth", authBlock)
                .encoded();
        SentEvent posted = outbox.add(event, handler.url(), body, desk.now());
        desk.notices().tell(() -> listener -> listener.eventPosted(posted));
    }

    private void store(Handler handler, Occurrence occurrence) {
        if (offline.add(handler, occurrence.event(), occurrence.data().apply(handler), desk.cause())) {
            notifyOf(handler.app());
        }
    }

    private void notifyOf(AppRef app) {
        for (Handler handler : handlers.of(EventCatalog.OFFLINE_EVENT)) {
            if (handler.isOf(app) && offline.mayNotify(handler)) {
                long user = handler.authType() > 0 ? handler.authType() : handler.boundBy();
                send(handler, new Occurrence(handler.event(), same -> Map.of(), same -> true, user, true));
            }
        }
    }

    /** The portal's hit is over. */
    void endHit() {
        sentInThisHit.clear();
    }

    /** Tells an application, at the address it was installed with, that it is installed (§8.10). */
    public void installed(AppRef app, long userId, String url, int version) {
        desk.state().standing().installed(app.clientId(), true);
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("VERSION", version);
        data.put("ACTIVE", "Y");
        data.put("INSTALLED", "Y");
        data.put("LANGUAGE_ID", "en");
        Handler handler = new Handler(
                handlers.newId(), "ONAPPINSTALL", url, app, app.applicationToken(), 0, userId, false, "", 1);
        send(handler, new Occurrence(handler.event(), same -> data, same -> true, userId, true));
    }

    /** Tells the application's handlers that it is gone, and forgets them; {@code clean}: its settings go as well (§8.10). */
    public void uninstalled(AppRef app, boolean clean) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("LANGUAGE_ID", "en");
        data.put("CLEAN", clean ? 1 : 0);
        for (Handler handler : handlers.of("ONAPPUNINSTALL")) {
            if (handler.isOf(app)) {
                post(handler, handler.event(), data, auth.afterUninstall(handler));
            }
        }
        handlers.remove(handler -> handler.isOf(app));
    }

    /** {@code event.test}: the caller's application gets back what it sent (§7.10). */
    public void test(AppRef app, long userId, Map<String, Object> query) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("QUERY", query);
        raise(new Occurrence("ONAPPTEST", handler -> data, handler -> handler.isOf(app), userId, false));
    }
}
