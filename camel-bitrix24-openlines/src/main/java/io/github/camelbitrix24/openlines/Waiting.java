// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import io.github.camelbitrix24.openlines.pace.CancellationSignal;
import org.apache.camel.Exchange;
import org.apache.camel.spi.UnitOfWork;
import org.apache.camel.support.SynchronizationAdapter;

/**
 * Whether an exchange still waits for its call, as far as Camel shows it: it is done, it has got a failure or was interrupted meanwhile,
 * or its circuit breaker has given it up.
 */
final class Waiting extends SynchronizationAdapter {
    private final UnitOfWork work;
    private final CancellationSignal signal;
    private volatile boolean over;

    private Waiting(Exchange exchange) {
        Exception before = exchange.getException();
        this.work = exchange.getUnitOfWork();
        CircuitBreakers.Pass breaker = CircuitBreakers.around(exchange);
        this.signal = new CancellationSignal(() -> !over
                && (breaker != null && breaker.over()
                        || exchange.getException() != before
                        || exchange.getExchangeExtension().isInterrupted()));
    }

    static Waiting begin(Exchange exchange) {
        Waiting waiting = new Waiting(exchange);
        if (waiting.work != null) {
            waiting.work.addSynchronization(waiting);
        }
        return waiting;
    }

    CancellationSignal signal() {
        return signal;
    }

    /** The exchange goes back to its route. */
    void end() {
        over = true;
        if (work != null && !signal.isCancelled()) {
            work.removeSynchronization(this);
        }
    }

    @Override
    public void onDone(Exchange exchange) {
        signal.cancel();
    }

    @Override
    public boolean allowHandover() {
        return false;
    }
}
