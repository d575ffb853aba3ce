// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.http;

import io.github.camelbitrix24.openlines.simulator.portal.Outbox;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Posts events to their handlers, each once; one handler gets its events one after the other unless the outbox lets several go at once,
 * and a slow one holds up no other.
 */
final class EventSender implements Outbox.Courier {

    private static final Logger LOG = LoggerFactory.getLogger(EventSender.class);
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final long ANSWER_MILLIS = 10_000;

    private final Outbox outbox;
    private final Context context;
    private final HttpClient client;

    /** Touched on the event loop only. */
    private final Map<String, Lane> lanes = new HashMap<>();

    /** What waits for one address, and how many are on their way there. */
    private static final class Lane {
        private final Deque<Outbox.Parcel> waiting = new ArrayDeque<>();
        private int onTheWay;
    }

    EventSender(Engine engine, Outbox outbox) {
        this.outbox = outbox;
        context = engine.vertx().getOrCreateContext();
        client = engine.client();
    }

    @Override
    public void take(Outbox.Parcel parcel) {
        context.runOnContext(now -> {
            Lane lane = lanes.computeIfAbsent(parcel.url(), url -> new Lane());
            lane.waiting.add(parcel);
            move(lane);
        });
    }

    @Override
    public void stop() {
        context.runOnContext(now -> lanes.values().forEach(lane -> lane.waiting.clear()));
    }

    private void move(Lane lane) {
        while (!lane.waiting.isEmpty() && lane.onTheWay < outbox.atOnce()) {
            lane.onTheWay++;
            post(lane.waiting.poll());
        }
    }

    private void post(Outbox.Parcel parcel) {
        try {
            client.request(new RequestOptions()
                            .setAbsoluteURI(parcel.url())
                            .setMethod(HttpMethod.POST)
                            .setTimeout(ANSWER_MILLIS))
                    .compose(request -> send(request, parcel.body()))
                    .onComplete(answer -> {
                        if (answer.failed()) {
                            LOG.warn(
                                    "An event was not delivered: {}",
                                    answer.cause().toString());
                        }
                        finish(parcel, answer.succeeded() ? answer.result() : 0);
                    });
        } catch (RuntimeException e) {
            LOG.warn("An event has no address to go to: {}", e.toString());
            finish(parcel, 0);
        }
    }

    private static Future<Integer> send(HttpClientRequest request, String body) {
        return request.putHeader(HttpHeaders.CONTENT_TYPE, FORM)
                .send(body)
                .compose(response -> response.body().map(ignored -> response.statusCode()));
    }

    private void finish(Outbox.Parcel parcel, int status) {
        outbox.done(parcel.number(), status);
        Lane lane = lanes.get(parcel.url());
        lane.onTheWay--;
        if (lane.onTheWay == 0 && lane.waiting.isEmpty()) {
            lanes.remove(parcel.url());
        } else {
            move(lane);
        }
    }
}
