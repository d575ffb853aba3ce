// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.http;

import io.github.camelbitrix24.openlines.simulator.Fault;
import io.github.camelbitrix24.openlines.simulator.Faults;
import io.github.camelbitrix24.openlines.simulator.RateBucket;
import io.github.camelbitrix24.openlines.simulator.RequestSeen;
import io.github.camelbitrix24.openlines.simulator.portal.Portal;
import io.github.camelbitrix24.openlines.simulator.rest.Credentials;
import io.github.camelbitrix24.openlines.simulator.rest.Envelope;
import io.github.camelbitrix24.openlines.simulator.rest.RestAnswer;
import io.github.camelbitrix24.openlines.simulator.rest.RestGateway;
import io.github.camelbitrix24.openlines.simulator.rest.RestRequest;
import io.github.camelbitrix24.openlines.simulator.rest.TokenEndpoint;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.KeyCertOptions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The portal's front door; its threads are daemons and end with {@link #close}. */
public final class PortalServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PortalServer.class);
    private static final long TICK_MILLIS = 1000;

    private final Portal portal;
    private final RestGateway gateway;
    private final Faults faults;
    private final RateBucket rate;
    private final Listening listening;
    private final AtomicReference<String> movedTo = new AtomicReference<>();
    private final RequestJournal journal;
    private volatile Site site = Site.NONE;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Vertx vertx;
    private final FaultRunner faultRunner;
    private final AuthorizationServer authorizationServer;
    private final HttpServer server;

    public PortalServer(
            Portal portal,
            RestGateway gateway,
            TokenEndpoint tokens,
            Faults faults,
            RateBucket rate,
            Listening listening,
            int remembered) {
        this.portal = portal;
        this.gateway = gateway;
        this.faults = faults;
        this.rate = rate;
        this.listening = listening;
        journal = new RequestJournal(remembered);
        vertx = Vertx.vertx(new VertxOptions()
                .setUseDaemonThread(true)
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
        faultRunner = new FaultRunner(vertx, portal);
        authorizationServer = new AuthorizationServer(portal, gateway, tokens, faults, faultRunner, journal);
        server = listen();
        vertx.setPeriodic(TICK_MILLIS, timer -> portal.settle());
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
            return vertx.createHttpServer(options)
                    .requestHandler(this::receive)
                    .listen()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        } catch (CompletionException e) {
            vertx.close();
            throw new IllegalStateException(
                    "The portal cannot listen on " + listening.host() + ":" + listening.port(), e.getCause());
        }
    }

    public String url() {
        return listening.url(server.actualPort());
    }

    /** From now on every REST request is sent on to the same path there; null ends that. */
    public void moveTo(String baseUrl) {
        movedTo.set(baseUrl);
    }

    public List<RequestSeen> requests() {
        return journal.requests();
    }

    /** Shows a site beside the REST interface and tells it of the requests. */
    public void show(Site pages, RequestWatch watch) {
        journal.watch(watch);
        site = pages;
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
        if (authorizationServer.serves(request, body, url())) {
            return;
        }
        Optional<RequestPath> parsed = RequestPath.parse(request.path());
        if (parsed.isEmpty()) {
            if (!site.serve(request, body)) {
                notFound(request);
            }
            return;
        }
        RequestPath path = parsed.get();
        Map<String, Object> parameters = RequestParameters.read(request, body);
        RestRequest call = new RestRequest(
                path.method(), path.webhookUser(), path.webhookCode(), RequestParameters.bearer(request), parameters);
        long number = journal.arrived(request.method().name(), path, Credentials.stripped(parameters), portal.now());
        Exchange exchange = new Exchange(request, status -> journal.answered(number, status));
        faults.take(path.method())
                .ifPresentOrElse(fault -> meet(fault, call, number, exchange), () -> answer(call, number, exchange));
    }

    /** Scripted faults win over the rate bucket, yet the request stands in it. */
    private void meet(Fault fault, RestRequest call, long number, Exchange exchange) {
        journal.met(number, fault);
        if (rate.isEnforced()) {
            rate.use(1);
        }
        faultRunner.run(fault, () -> written(execute(call, number)), exchange);
    }

    /** A portal that has moved counts nothing; the rate bucket stands in front of all else (§1.8). */
    private void answer(RestRequest call, long number, Exchange exchange) {
        String newHome = movedTo.get();
        if (newHome != null) {
            journal.turnedAway(number, "");
            exchange.redirectTo(newHome);
            return;
        }
        FaultRunner.Written written = written(rate.admit() ? execute(call, number) : tooManyRequests(number));
        exchange.json(written.status(), written.body());
    }

    private RestAnswer execute(RestRequest call, long number) {
        RestAnswer answer = gateway.answer(call);
        journal.executed(number, answer);
        return answer;
    }

    private RestAnswer tooManyRequests(long number) {
        RestAnswer.Failure answer = gateway.tooManyRequests();
        journal.turnedAway(number, answer.code());
        return answer;
    }

    private FaultRunner.Written written(RestAnswer answer) {
        return new FaultRunner.Written(answer.status(), Envelope.write(answer, portal.now(), portal.zone()));
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
            Future<Void> end = vertx.close();
            if (!Context.isOnEventLoopThread()) {
                end.toCompletionStage().toCompletableFuture().join();
            }
        }
    }
}
