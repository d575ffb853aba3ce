// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.events;

import io.github.camelbitrix24.openlines.api.ChatEvent;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.apache.camel.Exchange;

/** Gives verified events to the route, now or from a bounded queue. */
interface PushDelivery {

    /**
     * Takes an event.
     *
     * @param preparation adds to the exchange what is not in the message
     * @param settling told how the exchange ended, null if well
     * @return completes when the portal may be answered; empty if there is no room for the event
     */
    Optional<CompletableFuture<Void>> deliver(
            ChatEvent event, Consumer<Exchange> preparation, Consumer<Throwable> settling);

    /** Events that were answered and are not done. */
    int pending();

    /** The portal waits for the route. */
    static PushDelivery processed(EventRouting routing) {
        return new PushDelivery() {
            @Override
            public Optional<CompletableFuture<Void>> deliver(
                    ChatEvent event, Consumer<Exchange> preparation, Consumer<Throwable> settling) {
                return Optional.of(
                        routing.route(event, preparation).whenComplete((done, failure) -> settling.accept(failure)));
            }

            @Override
            public int pending() {
                return 0;
            }
        };
    }

    /** The portal does not wait. */
    static PushDelivery received(EventRouting routing, ChatLanes lanes) {
        return new PushDelivery() {
            @Override
            public Optional<CompletableFuture<Void>> deliver(
                    ChatEvent event, Consumer<Exchange> preparation, Consumer<Throwable> settling) {
                boolean taken = lanes.offer(
                        ChatKey.of(event),
                        () -> routing.route(event, preparation)
                                .handle((done, failure) -> {
                                    settling.accept(failure);
                                    return done;
                                })
                                .join());
                return taken ? Optional.of(CompletableFuture.completedFuture(null)) : Optional.empty();
            }

            @Override
            public int pending() {
                return lanes.pending();
            }
        };
    }
}
