// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.http;

import io.github.camelbitrix24.openlines.simulator.Faults;
import io.github.camelbitrix24.openlines.simulator.RequestSeen;
import io.github.camelbitrix24.openlines.simulator.portal.Portal;
import io.github.camelbitrix24.openlines.simulator.rest.Credentials;
import io.github.camelbitrix24.openlines.simulator.rest.Envelope;
import io.github.camelbitrix24.openlines.simulator.rest.RestAnswer;
import io.github.camelbitrix24.openlines.simulator.rest.RestGateway;
import io.github.camelbitrix24.openlines.simulator.rest.RestRequest;
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
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The portal's front door on 127.0.0.1; its threads are daemons and end with {@link #close}. */
public final class PortalServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PortalServer.class);
    private static final String HOST = "127.0.0.1";
    private static final long TICK_MILLIS = 1000;
    private static final String BEARER = "Bearer ";

    private final Portal portal;
    private final RestGateway gateway;
    private final Faults faults;
    private final RequestJournal journal;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Vertx vertx;
    private final FaultRunner faultRunner;
    private final HttpServer server;

    public PortalServer(Portal portal, RestGateway gateway, Faults faults, int port, int remembered) {
        this.portal = portal;
        this.gateway = gateway;
        this.faults = faults;
        journal = new RequestJournal(remembered);
        vertx = Vertx.vertx(new VertxOptions()
                .setUseDaemonThread(true)
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
        faultRunner = new FaultRunner(vertx, portal);
        portal.outbox().use(new EventSender(vertx, portal.outbox()), remembered);
        server = listen(port);
        vertx.setPeriodic(TICK_MILLIS, timer -> portal.settle());
    }

    private HttpServer listen(int port) {
        HttpServerOptions options =
                new HttpServerOptions().setHost(HOST).setPort(port).setHttp2ClearTextEnabled(false);
        try {
            return vertx.createHttpServer(options)
                    .requestHandler(this::receive)
                    .listen()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        } catch (CompletionException e) {
            vertx.close();
            throw new IllegalStateException("The portal cannot listen on " + HOST + ":" + port, e.getCause());
        }
    }

    public String url() {
        return "http://" + HOST + ":" + server.actualPort();
    }

    public List<RequestSeen> requests() {
        return journal.requests();
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
        Optional<RequestPath> parsed = RequestPath.parse(request.path());
        if (parsed.isEmpty()) {
            notFound(request);
            return;
        }
        RequestPath path = parsed.get();
        Map<String, Object> parameters = RequestParameters.read(request, body);
        RestRequest call =
                new RestRequest(path.method(), path.webhookUser(), path.webhookCode(), bearer(request), parameters);
        long number = journal.arrived(request.method().name(), path, Credentials.stripped(parameters), portal.now());
        Exchange exchange = new Exchange(request, status -> journal.answered(number, status));
        Supplier<FaultRunner.Written> execution = () -> execute(call);
        faults.take(path.method())
                .ifPresentOrElse(
                        fault -> faultRunner.run(fault, execution, exchange), () -> answer(execution, exchange));
    }

    private static void answer(Supplier<FaultRunner.Written> execution, Exchange exchange) {
        FaultRunner.Written written = execution.get();
        exchange.json(written.status(), written.body());
    }

    private FaultRunner.Written execute(RestRequest call) {
        Instant start = portal.now();
        RestAnswer answer = gateway.answer(call);
        return new FaultRunner.Written(answer.status(), Envelope.write(answer, start, portal.now(), portal.zone()));
    }

    private static void notFound(HttpServerRequest request) {
        request.response()
                .setStatusCode(404)
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/html; charset=utf-8")
                .end("<html><body><h1>404 Not Found</h1></body></html>");
    }

    private static String bearer(HttpServerRequest request) {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        return header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? header.substring(BEARER.length()).strip()
                : null;
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
