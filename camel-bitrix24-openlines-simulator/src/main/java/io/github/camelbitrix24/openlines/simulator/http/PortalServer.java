// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.http;

import io.github.camelbitrix24.openlines.simulator.Faults;
import io.github.camelbitrix24.openlines.simulator.RateBucket;
import io.github.camelbitrix24.openlines.simulator.portal.Portal;
import io.github.camelbitrix24.openlines.simulator.rest.RestGateway;
import io.github.camelbitrix24.openlines.simulator.rest.TokenEndpoint;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.KeyCertOptions;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The portal's front door; nothing listens any more after {@link #close}. */
public final class PortalServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PortalServer.class);
    private static final long TICK_MILLIS = 1000;

    private final Listening listening;
    private final SideDoors sideDoors;
    private final AtomicReference<RestEntrance> entrance = new AtomicReference<>();
    private final AtomicReference<Site> site = new AtomicReference<>(Site.NONE);
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Engine engine;
    private final HttpServer server;
    private final long ticking;

    public PortalServer(Listening listening) {
        this(listening, Engine.start());
    }

    /** A server on the threads of another one. */
    public PortalServer(Listening listening, PortalServer other) {
        this(listening, other.engine.share());
    }

    private PortalServer(Listening listening, Engine engine) {
        this.listening = listening;
        sideDoors = new SideDoors(listening.host());
        this.engine = engine;
        server = listen();
        ticking = engine.vertx().setPeriodic(TICK_MILLIS, timer -> {
            RestEntrance open = entrance.get();
            if (open != null) {
                open.settle();
            }
        });
    }

    /** Leads all requests to this portal from now on, and none to the one before. */
    public RestEntrance lead(
            Portal portal, RestGateway gateway, TokenEndpoint tokens, Faults faults, RateBucket rate, int remembered) {
        portal.outbox().use(new EventSender(engine, portal.outbox()), remembered);
        FaultRunner faultRunner = new FaultRunner(engine.vertx(), portal, gateway);
        RestEntrance next = new RestEntrance(portal, gateway, tokens, faults, rate, faultRunner, remembered);
        entrance.set(next);
        return next;
    }

    private HttpServer listen() {
        HttpServerOptions options = new HttpServerOptions()
                .setHost(listening.host())
                .setPort(listening.port())
                .setHttp2ClearTextEnabled(false);
        if (listening.isSecure()) {
            options.setSsl(true)
                    .setKeyCertOptions(
                            KeyCertOptions.wrap(listening.certificate().keyManager()));
        }
        try {
            return engine.vertx()
                    .createHttpServer(options)
                    .requestHandler(this::receive)
                    .listen()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        } catch (CompletionException e) {
            engine.leave();
            throw new IllegalStateException(
                    "The portal cannot listen on " + listening.host() + ":" + listening.port(), e.getCause());
        }
    }

    public String url() {
        return listening.url(server.actualPort());
    }

    /** Requests below this path are answered by the door. */
    public void mount(String prefix, SideDoor door) {
        sideDoors.mount(prefix, door);
    }

    /** Shows a site beside the REST interface and tells it of the requests to the portal that is led to now. */
    public void show(Site pages, RequestWatch watch) {
        entrance.get().watch(watch);
        site.getAndSet(pages).retire();
    }

    private void receive(HttpServerRequest request) {
        if (RequestParameters.isMultipart(request)) {
            request.setExpectMultipart(true);
        }
        request.body()
                .onSuccess(body -> serveOrHangUp(request, body))
                .onFailure(e -> LOG.debug("A request ended before its body: {}", e.toString()));
    }

    private void serveOrHangUp(HttpServerRequest request, Buffer body) {
        try {
            serve(request, body);
        } catch (RuntimeException e) {
            LOG.error("The simulator failed at {}", request.method(), e);
            request.connection().close();
        }
    }

    private void serve(HttpServerRequest request, Buffer body) {
        RestEntrance open = entrance.get();
        if (!sideDoors.serves(request, body)
                && (open == null || !open.serves(request, body, url()))
                && !site.get().serve(request, body)) {
            notFound(request);
        }
    }

    private static void notFound(HttpServerRequest request) {
        request.response()
                .setStatusCode(404)
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/html; charset=utf-8")
                .end("<html><body><h1>404 Not Found</h1></body></html>");
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            engine.vertx().cancelTimer(ticking);
            Future<Void> end = server.close();
            if (!Context.isOnEventLoopThread()) {
                end.toCompletionStage().toCompletableFuture().join();
            }
            engine.leave();
        }
    }
}
