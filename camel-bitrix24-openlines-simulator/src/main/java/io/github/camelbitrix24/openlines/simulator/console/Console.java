// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.console;

import io.github.camelbitrix24.openlines.simulator.Faults;
import io.github.camelbitrix24.openlines.simulator.http.Guard;
import io.github.camelbitrix24.openlines.simulator.http.RequestWatch;
import io.github.camelbitrix24.openlines.simulator.http.Site;
import io.github.camelbitrix24.openlines.simulator.portal.Portal;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The web console at {@code /}: the page, its state, its stream and its actions. */
public final class Console implements Site {

    private static final String STATE = "/console/state";
    private static final String STREAM = "/console/stream";
    private static final String DIALOG = "/console/dialog";
    private static final int LONGEST_BODY = 64 * 1024;

    private final Assets assets = new Assets();
    private final Guard guard;
    private final Board board;
    private final CallList calls;
    private final Viewers viewers;
    private final Actions actions;
    private final List<String> methods;

    /** Everything that the page shows when it opens. */
    private record Snapshot(
            Overview overview,
            List<Card> dialogs,
            int olderOpen,
            int olderDone,
            List<Entry> traffic,
            List<FaultMenu.Item> faultMenu,
            List<String> methods) {}

    /**
     * A console for this portal.
     *
     * @param methods for which a fault may be injected
     * @param host on which the portal listens; the console answers to its name
     */
    public Console(Portal portal, Faults faults, Collection<String> methods, RateView rate, String host) {
        guard = new Guard(host);
        this.methods = List.copyOf(methods);
        board = new Board(portal, faults, rate);
        calls = new CallList(portal.zone());
        viewers = new Viewers(portal, board, calls, this::snapshot);
        actions = new Actions(portal, faults, this.methods);
    }

    /** To be told of every request, also while nobody looks. */
    public RequestWatch watch() {
        return calls;
    }

    @Override
    public boolean serve(HttpServerRequest request, Buffer body) {
        String path = request.path();
        if (actions.knows(path)) {
            only(HttpMethod.POST, request, () -> act(path, request, body));
        } else if (path.equals(STATE)) {
            only(HttpMethod.GET, request, () -> Reply.json(request.response(), snapshot()));
        } else if (path.equals(STREAM)) {
            only(HttpMethod.GET, request, () -> stream(request));
        } else if (path.equals(DIALOG)) {
            only(HttpMethod.GET, request, () -> dialog(request));
        } else {
            Optional<Assets.Asset> asset = assets.find(path);
            asset.ifPresent(file -> only(
                    HttpMethod.GET, request, () -> Reply.body(request.response(), file.contentType(), file.body())));
            return asset.isPresent();
        }
        return true;
    }

    @Override
    public void retire() {
        viewers.sendAway();
    }

    private void only(HttpMethod method, HttpServerRequest request, Runnable work) {
        HttpServerResponse response = request.response();
        Optional<String> refusal = guard.refusal(request);
        if (refusal.isPresent()) {
            Reply.error(response, 403, refusal.get());
        } else if (!request.method().equals(method)) {
            response.putHeader(HttpHeaders.ALLOW, method.name());
            Reply.error(response, 405, "This is for " + method + ", not for " + request.method());
        } else {
            work.run();
        }
    }

    private void act(String path, HttpServerRequest request, Buffer body) {
        HttpServerResponse response = request.response();
        if (!isJson(request)) {
            Reply.error(response, 415, "An action is application/json");
        } else if (body.length() > LONGEST_BODY) {
            Reply.error(response, 413, "An action has at most " + LONGEST_BODY + " bytes, not " + body.length());
        } else {
            try {
                Reply.json(response, actions.act(path, body));
            } catch (IllegalArgumentException e) {
                Reply.error(response, 400, e.getMessage());
            } catch (IllegalStateException e) {
                Reply.error(response, 409, e.getMessage());
            }
        }
    }

    private static boolean isJson(HttpServerRequest request) {
        String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
        return type != null
                && type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals("application/json");
    }

    private void stream(HttpServerRequest request) {
        if (!viewers.admit(request)) {
            Reply.error(request.response(), 503, "Too many look at the console already");
        }
    }

    private void dialog(HttpServerRequest request) {
        String chat = request.getParam("chat", "");
        if (!chat.matches("\\d{1,18}")) {
            Reply.error(request.response(), 400, "Parameter 'chat' is missing or no id; it is a number above 0");
            return;
        }
        try {
            Reply.json(request.response(), board.open(Long.parseLong(chat)));
        } catch (IllegalArgumentException e) {
            Reply.error(request.response(), 404, e.getMessage());
        }
    }

    private Object snapshot() {
        Board.Dialogs dialogs = board.dialogs();
        return new Snapshot(
                board.overview(),
                dialogs.cards(),
                dialogs.olderOpen(),
                dialogs.olderDone(),
                calls.all(),
                FaultMenu.items(),
                methods);
    }
}
