// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbitrix24.openlines.simulator.console.Console;
import io.github.camelbitrix24.openlines.simulator.console.RateView;
import io.github.camelbitrix24.openlines.simulator.model.PortalState;
import io.github.camelbitrix24.openlines.simulator.portal.Portal;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The console with a rate bucket whose level the test sets. */
class ConsoleRateTest {

    private final AtomicReference<RateView.Level> bucket = new AtomicReference<>(new RateView.Level(12, 50, 2));
    private final Vertx vertx = Vertx.vertx();
    private String url;

    @BeforeEach
    void serve() {
        Portal portal = new Portal(new PortalState(), new TurnedClock(PortalTest.START));
        Console console = new Console(
                portal, new Faults(), List.of("batch"), () -> Optional.ofNullable(bucket.get()), "127.0.0.1");
        HttpServer server = vertx.createHttpServer()
                .requestHandler(request -> request.body()
                        .onSuccess(
                                body -> assertThat(console.serve(request, body)).isTrue()))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        url = "http://127.0.0.1:" + server.actualPort();
    }

    @AfterEach
    void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void theLevelIsToldAsItFalls() throws Exception {
        try (ConsoleStream stream = new ConsoleStream(url)) {
            assertThat(stream.next().data().at("/overview/rate"))
                    .hasToString("{\"level\":12.0,\"capacity\":50.0,\"leakPerSecond\":2.0}");

            bucket.set(new RateView.Level(7.5, 50, 2));

            stream.until(data -> data.at("/overview/rate/level").asDouble() == 7.5 ? Boolean.TRUE : null);
        }
    }

    @Test
    void thePageShowsTheBucket() {
        try (Browser browser = Browser.open()) {
            browser.size(1280, 800).go(url + "/");
            browser.see("#rate", "12 of 50");
            bucket.set(new RateView.Level(49, 50, 2));
            browser.see("#rate-bar[data-grade=bad][aria-valuenow='49.0'][aria-valuemax='50']");
            browser.picture("rate");
            bucket.set(null);
            browser.see("#rate", "no limit");
            assertThat(browser.complaints()).isEmpty();
        }
    }
}
