// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import io.github.camelbitrix24.openlines.rest.PortalAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;
import org.apache.camel.RuntimeCamelException;
import org.apache.hc.client5.http.classic.HttpClient;

/** The component's HTTP clients: one for all portals that are called with equal settings. */
final class HttpClients {
    private final CamelContext context;
    private final Map<Key, PortalHttpClient> clients = new ConcurrentHashMap<>();

    HttpClients(CamelContext context) {
        this.context = context;
    }

    /**
     * The client for a host.
     *
     * @param connections at most to that host at once
     */
    HttpClient client(PortalAddress address, HttpSettings settings, int connections) {
        return clients.computeIfAbsent(new Key(address.scheme(), settings, connections), this::start)
                .client();
    }

    private PortalHttpClient start(Key key) {
        try {
            return PortalHttpClient.start(context, key.settings(), key.scheme(), key.connections());
        } catch (Exception e) {
            throw RuntimeCamelException.wrapRuntimeException(e);
        }
    }

    void stop() {
        clients.values().forEach(PortalHttpClient::stop);
        clients.clear();
    }

    private record Key(String scheme, HttpSettings settings, int connections) {}
}
