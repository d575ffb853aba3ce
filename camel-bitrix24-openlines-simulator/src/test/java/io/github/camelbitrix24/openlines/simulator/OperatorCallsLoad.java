// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * How many operator calls a second a portal answers over keep-alive connections; a program of its own, no test.
 *
 * <p>Arguments: calls in a round (30,000), connections (16).
 */
final class OperatorCallsLoad {

    private static final int ROUNDS = 5;

    private final PortalSimulator portal;
    private final HttpClient client;
    private final String[] paths;
    private final long[] chats;
    private final AtomicInteger left = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private volatile CountDownLatch done;

    private OperatorCallsLoad(PortalSimulator portal, HttpClient client, int connections) {
        this.portal = portal;
        this.client = client;
        chats = IntStream.range(0, connections)
                .mapToLong(number -> portal.client("Client " + number).on(15).writes("Hello"))
                .toArray();
        paths = new String[] {path(27), path(31)};
    }

    private String path(long user) {
        return URI.create(portal.webhook(user).url()).getPath() + "imopenlines.operator.answer";
    }

    public static void main(String[] args) throws Exception {
        int calls = args.length > 0 ? Integer.parseInt(args[0]) : 30_000;
        int connections = args.length > 1 ? Integer.parseInt(args[1]) : 16;
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        try (PortalSimulator portal = PortalSimulator.standard().start()) {
            URI address = URI.create(portal.url());
            HttpClient client = vertx.createHttpClient(new HttpClientOptions()
                    .setDefaultHost(address.getHost())
                    .setDefaultPort(address.getPort())
                    .setMaxPoolSize(connections));
            OperatorCallsLoad load = new OperatorCallsLoad(portal, client, connections);
            for (int round = 1; round <= ROUNDS; round++) {
                System.out.printf("round %d: %,.0f calls/s%n", round, load.run(calls));
            }
            System.out.printf(
                    "executed %,d, refused %,d%n",
                    portal.executions("imopenlines.operator.answer").size(), load.failed.get());
        } finally {
            vertx.close();
        }
    }

    private double run(int calls) throws InterruptedException {
        left.set(calls);
        done = new CountDownLatch(calls);
        long start = System.nanoTime();
        for (long chat : chats) {
            next(chat, 0);
        }
        done.await();
        return calls / ((System.nanoTime() - start) / 1e9);
    }

    /** Two operators take the chat from each other in turn, so that every call changes it. */
    private void next(long chat, int turn) {
        if (left.getAndDecrement() <= 0) {
            return;
        }
        client.request(HttpMethod.POST, paths[turn])
                .compose(request -> send(request, chat))
                .onSuccess(status -> failed.addAndGet(status == 200 ? 0 : 1))
                .onFailure(e -> failed.incrementAndGet())
                .onComplete(end -> {
                    next(chat, 1 - turn);
                    done.countDown();
                });
    }

    private Future<Integer> send(HttpClientRequest request, long chat) {
        return request.putHeader("Content-Type", "application/json")
                .send(Buffer.buffer("{\"CHAT_ID\":" + chat + "}"))
                .compose(response -> response.body().map(body -> response.statusCode()));
    }
}
