// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.events;

import io.github.camelbitrix24.openlines.api.ChatEvent;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.SynchronizationAdapter;

/** Gives an event to the route on an exchange of its own, and tells how that ended, also after a hand-over to another thread. */
final class EventRouting {
    private final DefaultConsumer consumer;

    EventRouting(DefaultConsumer consumer) {
        this.consumer = consumer;
    }

    /**
     * Starts the route.
     *
     * @param preparation adds what is not in the message
     * @return fails with what the route ended with; {@link CancellationException} if it was rolled back without a reason
     */
    CompletableFuture<Void> route(ChatEvent event, Consumer<Exchange> preparation) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        try {
            Exchange exchange = exchange(event);
            preparation.accept(exchange);
            exchange.getExchangeExtension().addOnCompletion(new Completion(done));
            consumer.getAsyncProcessor().process(exchange, sync -> consumer.releaseExchange(exchange, false));
        } catch (RuntimeException | Error e) {
            done.completeExceptionally(e);
        }
        return done;
    }

    /** An exchange with the event in its message, to be {@link #release released} by who asks for it. */
    Exchange exchange(ChatEvent event) {
        Exchange exchange = consumer.createExchange(false);
        EventHeaders.set(exchange.getMessage(), event);
        return exchange;
    }

    void release(Exchange exchange) {
        consumer.releaseExchange(exchange, false);
    }

    private static final class Completion extends SynchronizationAdapter {
        private final CompletableFuture<Void> done;

        Completion(CompletableFuture<Void> done) {
            this.done = done;
        }

        @Override
        public void onComplete(Exchange exchange) {
            done.complete(null);
        }

        @Override
        public void onFailure(Exchange exchange) {
            done.completeExceptionally(
                    exchange.getException() == null
                            ? new CancellationException("rolled back")
                            : exchange.getException());
        }
    }
}
