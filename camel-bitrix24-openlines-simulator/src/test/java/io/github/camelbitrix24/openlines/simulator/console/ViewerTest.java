// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A stream to somebody who reads slowly: the connection is one whose buffer the test fills and drains. */
class ViewerTest {

    private final Vertx vertx = Vertx.vertx();
    private final Context context = vertx.getOrCreateContext();
    private final AtomicInteger snapshots = new AtomicInteger();
    private final List<String> written = new ArrayList<>();
    private boolean full;
    private Handler<Void> drain;

    private final Viewer viewer = new Viewer(context, connection(), () -> "state " + snapshots.incrementAndGet());

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private HttpServerResponse connection() {
        return (HttpServerResponse) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {HttpServerResponse.class}, (self, method, arguments) -> {
                    switch (method.getName()) {
                        case "writeQueueFull":
                            return full;
                        case "closed":
                            return false;
                        case "write":
                            written.add((String) arguments[0]);
                            return null;
                        case "drainHandler":
                            drain = handler(arguments[0]);
                            return self;
                        default:
                            return self;
                    }
                });
    }

    @SuppressWarnings("unchecked")
    private static Handler<Void> handler(Object argument) {
        return (Handler<Void>) argument;
    }

    /** On the stream's own thread, after all that was offered before. */
    private void onContext(Runnable work) {
        CompletableFuture.runAsync(work, task -> context.runOnContext(now -> task.run()))
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }

    private void offer(int from, int to) {
        IntStream.rangeClosed(from, to).forEach(number -> viewer.offer("frame " + number));
    }

    @Test
    void framesFollowTheStateInTheirOrder() {
        onContext(viewer::start);
        offer(1, 3);

        onContext(() -> assertThat(written).containsExactly(Reply.RETRY, "state 1", "frame 1", "frame 2", "frame 3"));
    }

    @Test
    void framesWaitWhileTheConnectionIsFull() {
        onContext(viewer::start);
        onContext(() -> full = true);
        offer(1, 2);
        onContext(() -> assertThat(written).containsExactly(Reply.RETRY, "state 1"));

        onContext(() -> {
            full = false;
            drain.handle(null);
        });

        onContext(() -> assertThat(written).endsWith("frame 1", "frame 2"));
    }

    @Test
    void whoFallsFarBehindGetsAFreshStateInsteadOfWhatWasMissed() {
        onContext(viewer::start);
        onContext(() -> full = true);
        offer(1, 1000);
        onContext(() -> assertThat(snapshots).hasValue(1));

        onContext(() -> {
            full = false;
            drain.handle(null);
        });
        offer(1001, 1001);

        onContext(() -> assertThat(written).containsExactly(Reply.RETRY, "state 1", "state 2", "frame 1001"));
    }
}
