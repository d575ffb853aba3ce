// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.console;

import io.vertx.core.Context;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

/** One stream of Server-Sent Events with a bounded queue: who reads too slowly misses frames and gets a fresh snapshot. */
final class Viewer {

    private static final int MOST_WAITING = 64;

    private final Context context;
    private final HttpServerResponse response;
    private final Supplier<String> snapshot;
    private final Deque<String> waiting = new ArrayDeque<>();
    private boolean behind;
    private boolean gone;

    Viewer(Context context, HttpServerResponse response, Supplier<String> snapshot) {
        this.context = context;
        this.response = response;
        this.snapshot = snapshot;
    }

    void start() {
        Reply.secure(response)
                .setChunked(true)
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/event-stream; charset=utf-8")
                .drainHandler(drained -> pump())
                .write(Reply.RETRY);
        waiting.add(snapshot.get());
        pump();
    }

    void offer(String frame) {
        context.runOnContext(now -> {
            enqueue(frame);
            pump();
        });
    }

    void hangUp() {
        context.runOnContext(now -> {
            gone = true;
            response.end();
        });
    }

    private void enqueue(String frame) {
        if (waiting.size() < MOST_WAITING && !behind) {
            waiting.add(frame);
        } else {
            waiting.clear();
            behind = true;
        }
    }

    private void pump() {
        while (!gone && !response.closed() && !response.writeQueueFull() && (behind || !waiting.isEmpty())) {
            String frame = behind ? snapshot.get() : waiting.poll();
            behind = false;
            response.write(frame);
        }
    }
}
