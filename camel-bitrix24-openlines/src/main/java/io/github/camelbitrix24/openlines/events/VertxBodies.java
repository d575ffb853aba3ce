// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.events;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;
import org.apache.camel.Consumer;
import org.apache.camel.Message;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;

/**
 * Reads the bodies of requests on the event loop of a Vert.x server, in front of Camel's consumer: a sender who is slow holds
 * no thread, and the server's own reading of forms, which ends at 8 KB a field, stays out of it.
 */
final class VertxBodies implements PushServer {
    /** In front of the consumer's own route, whose order is 0 or more. */
    private static final int FIRST = -1_000;

    private static final long DROPPING_MS = 2_000;
    private static final int TIMED_OUT = 408;
    private static final int TOO_LARGE = 413;

    private final List<VertxPlatformHttpRouter> routers;
    private final int mostBytes;
    private final Duration patience;
    private final Map<HttpServerRequest, Buffer> bodies = new ConcurrentHashMap<>();
    private List<Route> routes = List.of();

    private VertxBodies(List<VertxPlatformHttpRouter> routers, int mostBytes, Duration patience) {
        this.routers = routers;
        this.mostBytes = mostBytes;
        this.patience = patience;
    }

    /** For the servers of a context. */
    static PushServer of(CamelContext context, int mostBytes, Duration patience) {
        List<VertxPlatformHttpRouter> routers = context.getRegistry().findByType(VertxPlatformHttpRouter.class).stream()
                .filter(router -> !router.isManagementServer())
                .toList();
        return routers.isEmpty() ? PushServer.ANY : new VertxBodies(routers, mostBytes, patience);
    }

    @Override
    public Map<String, Object> parameters() {
        return Map.of("useBodyHandler", "false");
    }

    @Override
    public void open(Consumer http) {
        String path =
                "/" + ((PlatformHttpEndpoint) http.getEndpoint()).getPath().replaceFirst("^/+", "");
        routes = routers.stream()
                .map(router -> router.route(path).order(FIRST).handler(this::read))
                .toList();
    }

    @Override
    public void close() {
        routes.forEach(Route::remove);
        routes = List.of();
        bodies.clear();
    }

    @Override
    public void prepare(Message message) {
        if (message.getBody() instanceof HttpServerRequest request) {
            Buffer body = bodies.remove(request);
            message.setBody(body == null ? new byte[0] : body.getBytes());
        }
    }

    private void read(RoutingContext context) {
        HttpServerRequest request = context.request();
        Buffer body = Buffer.buffer();
        Vertx vertx = context.vertx();
        long timer = vertx.setTimer(patience.toMillis(), now -> refuse(context, TIMED_OUT));
        context.addEndHandler(end -> {
            vertx.cancelTimer(timer);
            bodies.remove(request);
        });
        if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
            context.response().writeContinue();
        }
        request.handler(chunk -> {
            if (body.length() + chunk.length() <= mostBytes) {
                body.appendBuffer(chunk);
            } else {
                refuse(context, TOO_LARGE);
            }
        });
        request.endHandler(end -> {
            vertx.cancelTimer(timer);
            if (!context.response().ended()) {
                bodies.put(request, body);
                context.next();
            }
        });
    }

    /** What still comes is read and dropped for a while, so that the sender sees the answer. */
    private static void refuse(RoutingContext context, int status) {
        if (!context.response().ended()) {
            HttpServerRequest request = context.request();
            request.handler(rest -> {});
            context.response()
                    .setStatusCode(status)
                    .putHeader(HttpHeaders.CONNECTION, "close")
                    .end();
            context.vertx().setTimer(DROPPING_MS, now -> request.connection().close());
        }
    }
}
