// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.benchmarks;

import io.github.camelbitrix24.openlines.B24OpenLinesComponent;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.apache.camel.impl.DefaultCamelContext;

/** Verified events that one node takes in a second, when the portals that post are in the same JVM and share its cores. */
public final class PushedEvents {
    private static final String PATH = "/b24openlines/events";
    private static final String TOKEN = "1c5e0fbb7d1e4a6f8c2b3d4e5f607182";
    private static final int CONNECTIONS = 64;
    private static final int WARM_UP_SECONDS = 5;
    private static final int SECONDS = 10;

    private static final String EVENT = ("event=ONOPENLINEMESSAGEADD&event_handler_id=563"
                    + "&data[DATA][connector][connector_id]=myconnector&data[DATA][connector][line_id]=128"
                    + "&data[DATA][connector][chat_id]=channel-123&data[DATA][connector][user_id]=1984"
                    + "&data[DATA][chat][id]=channel-123&data[DATA][message][id]=ext-msg-1001&data[DATA][message][date]="
                    + "&data[DATA][message][text]=Good+afternoon&data[DATA][message][user_id]=1984"
                    + "&data[DATA][message][system]=N&data[DATA][extra][EXTRA_URL]=&ts=1773761165"
                    + "&auth[domain]=b24-demo.bitrix24.com&auth[client_endpoint]=https%3A%2F%2Fb24-demo.bitrix24.com%2Frest%2F"
                    + "&auth[member_id]=9f0c1d2e3a4b5c6d7e8f90123456789a&auth[application_token]=" + TOKEN)
            .replace("[", "%5B")
            .replace("]", "%5D");

    private PushedEvents() {}

    /** Prints a line for each way of answering. */
    public static void main(String[] arguments) throws Exception {
        measure("ack=processed", EVENT.replace(TOKEN, "forged"), 403);
        measure("ack=processed", EVENT, 200);
        measure("ack=received&maxPending=100000", EVENT, 200);
    }

    private static void measure(String options, String body, int expected) throws Exception {
        AtomicLong routed = new AtomicLong();
        VertxPlatformHttpServerConfiguration server = new VertxPlatformHttpServerConfiguration();
        server.setBindHost("127.0.0.1");
        server.setBindPort(0);
        VertxPlatformHttpServer http = new VertxPlatformHttpServer(server);
        Vertx vertx = Vertx.vertx();
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.getComponent("b24openlines", B24OpenLinesComponent.class)
                    .getConfiguration()
                    .setWebhookVerifyToken(TOKEN);
            context.addService(http);
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("b24openlines:events?source=push&" + options).process(exchange -> routed.incrementAndGet());
                }
            });
            context.start();
            Load load = new Load(vertx, http.getServer().actualPort(), Buffer.buffer(body), expected);
            load.start();
            TimeUnit.SECONDS.sleep(WARM_UP_SECONDS);
            long before = load.answered.get();
            long start = System.nanoTime();
            TimeUnit.SECONDS.sleep(SECONDS);
            double seconds = (System.nanoTime() - start) / 1e9;
            double rate = (load.answered.get() - before) / seconds;
            load.stopped = true;
            System.out.printf(
                    "%-32s answered %d: %,.0f a second, %d with another status, %,d routed in all%n",
                    options, expected, rate, load.others.get(), routed.get());
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get();
        }
    }

    /** So many connections, each with its next request when it has an answer. */
    private static final class Load {
        private final AtomicLong answered = new AtomicLong();
        private final AtomicLong others = new AtomicLong();
        private final HttpClient client;
        private final RequestOptions request;
        private final Buffer body;
        private final int expected;
        private volatile boolean stopped;

        Load(Vertx vertx, int port, Buffer body, int expected) {
            this.client = vertx.createHttpClient(new HttpClientOptions().setMaxPoolSize(CONNECTIONS));
            this.request = new RequestOptions()
                    .setMethod(HttpMethod.POST)
                    .setHost("127.0.0.1")
                    .setPort(port)
                    .setURI(PATH)
                    .putHeader("Content-Type", "application/x-www-form-urlencoded");
            this.body = body;
            this.expected = expected;
        }

        void start() {
            for (int connection = 0; connection < CONNECTIONS; connection++) {
                next();
            }
        }

        private void next() {
            client.request(request)
                    .compose(sent -> sent.send(body))
                    .compose(response -> response.end().map(end -> response.statusCode()))
                    .onComplete(status -> {
                        if (status.succeeded() && status.result() == expected) {
                            answered.incrementAndGet();
                        } else if (!stopped) {
                            others.incrementAndGet();
                        }
                        if (!stopped) {
                            next();
                        }
                    });
        }
    }
}
