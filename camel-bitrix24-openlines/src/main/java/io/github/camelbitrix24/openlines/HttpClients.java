// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import io.github.camelbitrix24.openlines.rest.PortalAddress;
import io.github.camelbitrix24.openlines.wire.ApacheTransport;
import io.github.camelbitrix24.openlines.wire.ExchangeDeadlines;
import io.github.camelbitrix24.openlines.wire.HttpClientSource;
import io.github.camelbitrix24.openlines.wire.ReachedHosts;
import io.github.camelbitrix24.openlines.wire.Transport;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BooleanSupplier;
import org.apache.camel.CamelContext;
import org.apache.camel.RuntimeCamelException;
import org.apache.hc.client5.http.classic.HttpClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** The component's HTTP clients: one for all portals that are called with equal settings. */
final class HttpClients {
    private static final Logger LOG = LoggerFactory.getLogger(HttpClients.class);

    private final CamelContext context;
    private final ReachedHosts hosts = new ReachedHosts();
    private final Map<Key, Replaceable> clients = new ConcurrentHashMap<>();
    private ScheduledExecutorService timer;
    private ExchangeDeadlines deadlines;

    HttpClients(CamelContext context) {
        this.context = context;
    }

    void start() {
        timer = context.getExecutorServiceManager().newSingleThreadScheduledExecutor(this, "B24OpenLinesDeadlines");
        deadlines = new ExchangeDeadlines(timer);
    }

    /**
     * What sends to a host.
     *
     * @param connections at most to that host at once
     * @param executor runs the blocking calls that no waiter takes
     * @param stopped asked before a message goes out
     */
    Transport transport(
            PortalAddress address, HttpSettings settings, int connections, Executor executor, BooleanSupplier stopped) {
        HttpClientSource client =
                clients.computeIfAbsent(new Key(address.scheme(), settings, connections), Replaceable::new);
        Duration timeout = settings.responseTimeout() > 0 ? Duration.ofMillis(settings.responseTimeout()) : null;
        return new ApacheTransport(client, executor, stopped, deadlines, timeout, hosts);
    }

    private PortalHttpClient start(Key key) {
        try {
            return PortalHttpClient.start(context, key.settings(), key.scheme(), key.connections());
        } catch (Exception e) {
            throw RuntimeCamelException.wrapRuntimeException(e);
        }
    }

    /** Ends the requests that are still on their way. */
    void abort() {
        clients.values().forEach(client -> client.current.stop());
    }

    void stop() {
        abort();
        clients.clear();
        if (timer != null) {
            context.getExecutorServiceManager().shutdownNow(timer);
        }
    }

    private record Key(String scheme, HttpSettings settings, int connections) {}

    /** A client, and after its death the next. */
    private final class Replaceable implements HttpClientSource {
        private final Key key;
        private volatile PortalHttpClient current;
        private boolean replaced;

        Replaceable(Key key) {
            this.key = key;
            this.current = start(key);
        }

        @Override
        public HttpClient client() {
            return current.client();
        }

        @Override
        public synchronized void replace(HttpClient dead) {
            if (current.client() == dead) {
                PortalHttpClient old = current;
                current = start(key);
                old.stop();
                LOG.atLevel(replaced ? Level.DEBUG : Level.WARN)
                        .log("An HTTP client takes no more requests, and is replaced by another");
                replaced = true;
            }
        }
    }
}
