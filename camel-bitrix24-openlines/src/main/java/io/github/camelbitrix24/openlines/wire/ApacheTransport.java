// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.wire;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;
import org.apache.hc.client5.http.classic.HttpClient;

/** Blocking calls of Apache HttpClient 5 on the threads of a pool, or on those that wait anyway. */
public final class ApacheTransport implements Transport {
    private final HttpClientSource clients;
    private final Executor executor;
    private final BooleanSupplier stopped;
    private final ExchangeDeadlines deadlines;
    private final Duration timeout;
    private final ReachedHosts hosts;

    /**
     * Makes a transport whose exchanges take as long as its client lets them.
     *
     * @param client has automatic retries, redirects and cookies off
     * @param executor runs the blocking calls that no waiter takes
     * @param stopped asked before a message goes out: what still waits then is not sent
     */
    public ApacheTransport(HttpClient client, Executor executor, BooleanSupplier stopped) {
        this(new OneClient(client), executor, stopped, null, null, new ReachedHosts());
    }

    /**
     * Makes a transport.
     *
     * @param executor runs the blocking calls that no waiter takes
     * @param stopped asked before a message goes out: what still waits then is not sent
     * @param deadlines end exchanges whose time is over
     * @param timeout of a whole exchange: waiting for a connection, connecting, TLS, sending, and the answer to its last byte; null if
     *     it has none
     * @param hosts told which hosts are reached
     */
    public ApacheTransport(
            HttpClientSource clients,
            Executor executor,
            BooleanSupplier stopped,
            ExchangeDeadlines deadlines,
            Duration timeout,
            ReachedHosts hosts) {
        this.clients = clients;
        this.executor = executor;
        this.stopped = stopped;
        this.deadlines = deadlines;
        this.timeout = timeout;
        this.hosts = hosts;
    }

    @Override
    public CompletableFuture<HttpAnswer> send(HttpMessage message, WaitingThread waiter) {
        HttpExchange exchange = null;
        try {
            exchange = new HttpExchange(message, timeout, executor, hosts);
            hand(exchange, waiter);
            return exchange;
        } catch (RejectedExecutionException e) {
            return notSent(exchange, NotSentException.becauseOfStop());
        } catch (RuntimeException | Error e) {
            return notSent(
                    exchange,
                    new NotSentException(
                            "the request cannot begin (" + e.getClass().getSimpleName() + ")", null));
        }
    }

    private void hand(HttpExchange exchange, WaitingThread waiter) {
        Runnable request = () -> run(exchange);
        if (exchange.bounded()) {
            deadlines.watch(exchange);
        }
        if (waiter == null || !waiter.takes(request)) {
            executor.execute(request);
        }
    }

    private void run(HttpExchange exchange) {
        try {
            exchange.run(clients, stopped);
        } finally {
            leave(exchange);
        }
    }

    private void leave(HttpExchange exchange) {
        if (exchange.bounded()) {
            deadlines.leave(exchange);
        }
    }

    private CompletableFuture<HttpAnswer> notSent(HttpExchange exchange, NotSentException failure) {
        if (exchange == null) {
            return CompletableFuture.failedFuture(failure);
        }
        leave(exchange);
        exchange.completeExceptionally(failure);
        return exchange;
    }

    private record OneClient(HttpClient client) implements HttpClientSource {
        @Override
        public void replace(HttpClient dead) {
            throw new IllegalStateException("the HTTP client has died");
        }
    }
}
