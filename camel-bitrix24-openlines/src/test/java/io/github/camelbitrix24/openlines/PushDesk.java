// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import static org.awaitility.Awaitility.await;

import io.github.camelbitrix24.openlines.api.ChatEvent;
import io.github.camelbitrix24.openlines.events.EventForms;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.apache.camel.impl.DefaultCamelContext;

/** A Camel context with an HTTP server that portals post to, and a poster. */
final class PushDesk implements AutoCloseable {
    static final String PATH = "/b24openlines/events";
    static final String EVENTS = "b24openlines:events?source=push";

    final DefaultCamelContext context = new DefaultCamelContext();
    final Queue<Exchange> received = new ConcurrentLinkedQueue<>();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final VertxPlatformHttpServer server;

    PushDesk() throws Exception {
        B24OpenLinesComponent component = context.getComponent("b24openlines", B24OpenLinesComponent.class);
        component.getConfiguration().setWebhookVerifyToken(EventForms.TOKEN);
        VertxPlatformHttpServerConfiguration options = new VertxPlatformHttpServerConfiguration();
        options.setBindHost("127.0.0.1");
        options.setBindPort(0);
        server = new VertxPlatformHttpServer(options);
        context.addService(server);
        context.getShutdownStrategy().setTimeout(20);
        context.start();
    }

    B24OpenLinesComponent component() {
        return context.getComponent("b24openlines", B24OpenLinesComponent.class);
    }

    /** A route that keeps what it gets. */
    PushDesk route(String uri) throws Exception {
        return route(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri).routeId("events").process(received::add);
            }
        });
    }

    PushDesk route(RouteBuilder routes) throws Exception {
        context.addRoutes(routes);
        return this;
    }

    int port() {
        return server.getServer().actualPort();
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/x-www-form-urlencoded");
    }

    HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** Posts a body; the answer's status. */
    int post(String body) throws IOException, InterruptedException {
        return send(request(PATH)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build())
                .statusCode();
    }

    CompletableFuture<Integer> postLater(String body) {
        return client.sendAsync(
                        request(PATH)
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .thenApply(HttpResponse::statusCode);
    }

    ChatEvent next() {
        return nextExchange().getMessage().getBody(ChatEvent.class);
    }

    Exchange nextExchange() {
        await().atMost(Duration.ofSeconds(20)).until(() -> !received.isEmpty());
        return received.remove();
    }

    List<String> texts() {
        return received.stream()
                .map(exchange -> exchange.getMessage().getBody(ChatEvent.class).text())
                .toList();
    }

    /** A message of a client, in a chat of the messenger. */
    static String message(String chat, String text) {
        return EventForms.with(
                EventForms.body("onopenlinemessageadd-inbound").replace("channel-123", chat),
                "data[DATA][message][text]",
                text);
    }

    @Override
    public void close() {
        context.stop();
    }
}
