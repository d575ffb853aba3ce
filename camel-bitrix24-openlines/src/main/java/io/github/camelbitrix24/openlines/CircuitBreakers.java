// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import java.util.List;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;

/**
 * Tells calls in a circuit breaker when it has stopped waiting for them. A breaker with a timeout runs its steps on a copy of the
 * exchange, and goes on without it when the time is over; nothing of Camel's tells the copy. Its calls are not ended at once: what ends on
 * the copy Camel writes into the exchange, whatever that is doing by then.
 */
final class CircuitBreakers implements InterceptStrategy {
    private static final String PROPERTY = "CamelB24OpenLinesCircuitBreaker";
    private static final List<String> IMPLEMENTATIONS = List.of(
            "org.apache.camel.component.resilience4j.ResilienceProcessor",
            "org.apache.camel.component.microprofile.faulttolerance.FaultToleranceProcessor");

    private CircuitBreakers() {}

    /** Watches the circuit breakers of a context that can have any. */
    static void watch(CamelContext context) {
        if (IMPLEMENTATIONS.stream().anyMatch(name -> context.getClassResolver().resolveClass(name) != null)) {
            context.getCamelContextExtension().addInterceptStrategy(new CircuitBreakers());
        }
    }

    /** The breaker that an exchange is in, null if there is none that could stop waiting for it. */
    static Pass around(Exchange exchange) {
        return exchange.getProperty(PROPERTY) instanceof Pass pass
                        && pass.exchangeId.equals(exchange.getProperty(ExchangePropertyKey.CORRELATION_ID))
                ? pass
                : null;
    }

    @Override
    public Processor wrapProcessorInInterceptors(
            CamelContext context, NamedNode definition, Processor target, Processor nextTarget) {
        if ("circuitBreaker".equals(definition.getShortName())) {
            return new Breaker(target);
        }
        return target;
    }

    /** An exchange's way through a breaker. */
    static final class Pass {
        private final String exchangeId;
        private final Object outer;
        private volatile boolean over;

        private Pass(Exchange exchange) {
            this.exchangeId = exchange.getExchangeId();
            this.outer = exchange.getProperty(PROPERTY);
        }

        /** Whether the breaker waits no more. */
        boolean over() {
            return over;
        }

        private void end(Exchange exchange) {
            over = true;
            if (exchange.getProperty(PROPERTY) == this) {
                exchange.setProperty(PROPERTY, outer);
            }
        }
    }

    private static final class Breaker extends DelegateAsyncProcessor {
        Breaker(Processor processor) {
            super(processor);
        }

        @Override
        public boolean process(Exchange exchange, AsyncCallback callback) {
            Pass pass = new Pass(exchange);
            exchange.setProperty(PROPERTY, pass);
            return super.process(exchange, doneSync -> {
                pass.end(exchange);
                callback.done(doneSync);
            });
        }
    }
}
