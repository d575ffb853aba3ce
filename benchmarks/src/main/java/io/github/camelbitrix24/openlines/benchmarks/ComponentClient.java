// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.benchmarks;

import io.github.camelbitrix24.openlines.B24OpenLinesComponent;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.AsyncProducer;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.impl.engine.SimpleCamelContext;
import org.apache.camel.support.DefaultExchange;

/** The component, one exchange for each call. */
final class ComponentClient implements Call {
    private final CamelContext context = new SimpleCamelContext();
    private final AsyncProducer producer;

    ComponentClient(String portalUrl, String authToken, String uri) throws Exception {
        B24OpenLinesComponent component = context.getComponent("b24openlines", B24OpenLinesComponent.class);
        component.getConfiguration().setPortalUrl(portalUrl);
        component.getConfiguration().setAuthToken(authToken);
        context.start();
        producer = context.getEndpoint(uri).createAsyncProducer();
        producer.start();
    }

    @Override
    public void call(long chat) throws Exception {
        Exchange exchange = exchange(chat);
        producer.process(exchange);
        if (exchange.getException() != null) {
            throw exchange.getException();
        }
    }

    /** The same through Camel's asynchronous engine, as a route or a template calls without {@code synchronous=true}. */
    Call asRoutesDo() {
        return new Call() {
            @Override
            public void call(long chat) throws Exception {
                Exchange exchange = hand(chat).get();
                if (exchange.getException() != null) {
                    throw exchange.getException();
                }
            }

            @Override
            public void close() {
                // the component's client is closed by who opened it
            }
        };
    }

    /** Hands a call over; completes when it is called back. */
    CompletableFuture<Exchange> hand(long chat) {
        Exchange exchange = exchange(chat);
        CompletableFuture<Exchange> done = new CompletableFuture<>();
        producer.process(exchange, doneSync -> done.complete(exchange));
        return done;
    }

    private Exchange exchange(long chat) {
        Exchange exchange = new DefaultExchange(context);
        exchange.getMessage().setBody(chat);
        return exchange;
    }

    @Override
    public void close() throws Exception {
        producer.stop();
        context.close();
    }
}
