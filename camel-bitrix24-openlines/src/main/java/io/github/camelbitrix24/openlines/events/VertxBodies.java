// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.events;

import io.github.camelbitrix24.openlines.events.PayloadBudget.Payload;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.platform.http.vertx.HttpMessage;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.apache.camel.support.DefaultExchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the bodies of requests on the event loop of a Vert.x server, in front of Camel's consumer: a sender who is slow holds
 * no thread, what need not be read is not, and the server's own reading of forms, which ends at 8 KB a field, stays out of it.
 */
final class VertxBodies implements PushServer {
    private static final Logger LOG = LoggerFactory.getLogger(VertxBodies.class);
    /** In front of the consumer's own route, whose order is 0 or more. */
    private static final int FIRST = -1_000;

    private static final long DROPPING_MS = 2_000;
    private static final Duration LEAST_HEADER_PATIENCE = Duration.ofSeconds(10);

    private static final long NO_ERROR = 0;
    /** An error code of HTTP/2: the sender may send the request again by HTTP/1.1. */
    private static final long HTTP_1_1_REQUIRED = 0xd;

    private final CamelContext camel;
    private final List<VertxPlatformHttpRouter> routers;
    private final PayloadBudget budget;
    private final Duration patience;
    private final PushGate gate;
    private final Map<HttpServerRequest, PushContent> contents = new ConcurrentHashMap<>();
    private Handler handler;
    private List<Route> routes = List.of();
    private List<HeaderDeadline> deadlines = List.of();

    private VertxBodies(
            CamelContext camel,
            List<VertxPlatformHttpRouter> routers,
            PayloadBudget budget,
            Duration patience,
            PushGate gate) {
        this.camel = camel;
        this.routers = routers;
        this.budget = budget;
        this.patience = patience;
        this.gate = gate;
    }

    /**
     * For the servers of a context.
     *
     * @param patience how long a body may take
     */
    static PushServer of(CamelContext context, PayloadBudget budget, Duration patience, PushGate gate) {
        List<VertxPlatformHttpRouter> routers = context.getRegistry().findByType(VertxPlatformHttpRouter.class).stream()
                .filter(router -> !router.isManagementServer())
                .toList();
        return routers.isEmpty() ? PushServer.ANY : new VertxBodies(context, routers, budget, patience, gate);
    }

    @Override
    public void open(String path, Handler handling) {
        String absolute = "/" + path.replaceFirst("^/+", "");
        handler = handling;
        routes = routers.stream()
                .flatMap(router -> Stream.of(
                        router.route(absolute).order(FIRST).handler(this::take),
                        router.route(absolute).handler(this::answerMultiplexed)))
                .toList();
        try {
            deadlines = routers.stream()
                    .map(router -> new HeaderDeadline(
                            router.vertx(), router.getServer().getServer().actualPort(), headerPatience()))
                    .toList();
            deadlines.forEach(HeaderDeadline::install);
        } catch (LinkageError | RuntimeException e) {
            LOG.info("Connections whose headers do not come stay open: this Vert.x cannot be told to close them");
            LOG.debug("The whole of it", e);
        }
    }

    /** Not for this path alone: a connection does not say in advance which path it is for. */
    private Duration headerPatience() {
        return patience.compareTo(LEAST_HEADER_PATIENCE) < 0 ? LEAST_HEADER_PATIENCE : patience;
    }

    @Override
    public void close() {
        routes.forEach(Route::remove);
        routes = List.of();
        deadlines.forEach(HeaderDeadline::remove);
        deadlines = List.of();
        // what was read and is on its way to the consumer leaves with its request
    }

    @Override
    public void prepare(Message message) {
        if (message instanceof HttpMessage request && request.getRequest() != null) {
            PushContent content = contents.remove(request.getRequest());
            if (content != null) {
                message.setBody(content);
            }
        }
    }

    private void take(RoutingContext context) {
        HttpServerRequest request = context.request();
        try {
            PushBody.check(
                    request.method().name(),
                    request.getHeader(HttpHeaders.CONTENT_TYPE),
                    request.getHeader(HttpHeaders.CONTENT_LENGTH),
                    budget.mostForOne());
            new Reading(context).begin();
        } catch (PushRefusal refusal) {
            refuse(context, refusal, new PushHead());
        }
    }

    /**
     * Answers HTTP/2 in the place of Camel's consumer, which resumes each request, and Vert.x refuses that to one of HTTP/2 whose body
     * has been read. Behind the server's own handlers, such as authentication.
     */
    private void answerMultiplexed(RoutingContext context) {
        HttpServerRequest request = context.request();
        PushContent content = request.version() == HttpVersion.HTTP_2 ? contents.remove(request) : null;
        if (content == null) {
            context.next();
        } else if (handler == null) {
            context.response().reset(HTTP_1_1_REQUIRED);
        } else if (handler.isSuspended()) {
            context.response().setStatusCode(PushRefusal.UNAVAILABLE).end();
        } else {
            Exchange exchange = new DefaultExchange(camel);
            exchange.getMessage().setBody(content);
            context.vertx()
                    .executeBlocking(
                            () -> {
                                handler.handle(exchange);
                                return exchange.getMessage();
                            },
                            false)
                    .onSuccess(answer -> context.response()
                            .setStatusCode(answer.getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class))
                            .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain")
                            .end(answer.getBody(String.class)))
                    .onFailure(context::fail);
        }
    }

    /** What still comes is read and dropped for a while, so that the sender sees the answer. */
    private void refuse(RoutingContext context, PushRefusal refusal, PushHead head) {
        HttpServerRequest request = context.request();
        HttpServerResponse response = context.response();
        if (response.ended() || response.closed()) {
            return;
        }
        gate.refused(refusal, head);
        boolean whole = request.isEnded();
        boolean multiplexed = request.version() == HttpVersion.HTTP_2;
        if (!whole) {
            request.handler(rest -> {});
        }
        response.setStatusCode(refusal.status()).putHeader(HttpHeaders.CONTENT_TYPE, "text/plain");
        if (refusal.status() == PushRefusal.METHOD_NOT_ALLOWED) {
            response.putHeader(HttpHeaders.ALLOW, "POST");
        }
        if (!whole && !multiplexed) {
            response.putHeader(HttpHeaders.CONNECTION, "close");
        }
        response.end(refusal.toSender());
        if (!whole) {
            context.vertx().setTimer(DROPPING_MS, now -> {
                if (multiplexed) {
                    response.reset(NO_ERROR);
                } else {
                    request.connection().close();
                }
            });
        }
    }

    /** The body of one request, while it comes; on the request's event loop. */
    private final class Reading {
        private final RoutingContext context;
        private final HttpServerRequest request;
        private final PushHead head = new PushHead();
        private Payload payload;
        private boolean over;

        Reading(RoutingContext context) {
            this.context = context;
            this.request = context.request();
        }

        void begin() throws PushRefusal {
            Vertx vertx = context.vertx();
            Context loop = vertx.getOrCreateContext();
            payload = budget.open(
                    request.remoteAddress() == null
                            ? ""
                            : request.remoteAddress().hostAddress(),
                    () -> loop.runOnContext(now -> end(PushRefusal.gaveWay())));
            boolean crowded = payload.crowded();
            long timer = vertx.setTimer(
                    Math.min(patience.toMillis(), crowded ? PushBody.CROWDED_PATIENCE.toMillis() : Long.MAX_VALUE),
                    now -> end(crowded ? PushRefusal.crowded() : PushRefusal.timedOut()));
            context.addEndHandler(end -> {
                vertx.cancelTimer(timer);
                contents.remove(request);
                budget.close(payload);
                HeaderDeadline.next(request.connection());
            });
            if (request.version() != HttpVersion.HTTP_2
                    && "100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
                context.response().writeContinue();
            }
            request.handler(this::come);
            request.endHandler(end -> {
                vertx.cancelTimer(timer);
                whole();
            });
        }

        private void come(Buffer chunk) {
            if (over) {
                return;
            }
            try {
                byte[] bytes = chunk.getBytes();
                budget.append(payload, bytes, bytes.length);
                gate.check(head.read(payload.bytes(), payload.length(), false), false);
            } catch (PushRefusal refusal) {
                end(refusal);
            } catch (IllegalArgumentException e) {
                end(new PushRefusal(PushRefusal.BAD_REQUEST, e.getMessage()));
            }
        }

        private void whole() {
            if (over) {
                return;
            }
            budget.finished(payload);
            try {
                gate.check(head.read(payload.bytes(), payload.length(), true), true);
            } catch (PushRefusal refusal) {
                end(refusal);
                return;
            } catch (IllegalArgumentException e) {
                end(new PushRefusal(PushRefusal.BAD_REQUEST, e.getMessage()));
                return;
            }
            over = true;
            contents.put(request, PushContent.of(payload.bytes(), payload.length()));
            // Camel's body handler would wait for a body that has been read
            ((RoutingContextInternal) context).visitHandler(RoutingContextInternal.BODY_HANDLER);
            context.next();
        }

        private void end(PushRefusal refusal) {
            if (!over) {
                over = true;
                budget.close(payload);
                refuse(context, refusal, head);
            }
        }
    }
}
