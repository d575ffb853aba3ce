// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import io.github.camelbitrix24.openlines.auth.Credentials;
import io.github.camelbitrix24.openlines.pace.Pacer;
import io.github.camelbitrix24.openlines.portal.PortalClient;
import io.github.camelbitrix24.openlines.rest.PortalAddress;
import io.github.camelbitrix24.openlines.wire.ApacheTransport;
import io.github.camelbitrix24.openlines.wire.PortalWire;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import org.apache.camel.CamelContext;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.support.service.ServiceSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The component's portal clients: one for each portal, caller and HTTP settings, on one pool of threads. */
final class Portals extends ServiceSupport {
    private static final Logger LOG = LoggerFactory.getLogger(Portals.class);
    private static final int THREADS = 20;
    private static final int MOST_UNDER_WAY = 10_000;

    private final CamelContext context;
    private final Map<ClientKey, PortalClient> clients = new ConcurrentHashMap<>();
    private final Map<HttpKey, PortalHttpClient> httpClients = new ConcurrentHashMap<>();
    private ExecutorService executor;

    Portals(CamelContext context) {
        this.context = context;
    }

    PortalClient client(PortalAddress portal, Credentials credentials, HttpSettings settings) {
        return clients.computeIfAbsent(new ClientKey(portal, credentials, settings), this::create);
    }

    private PortalClient create(ClientKey key) {
        if (key.portal().exposed()) {
            LOG.warn(
                    "Portal {} is called over plain http: what is sent there, the webhook's code included, can be read on"
                            + " the way",
                    key.portal());
        }
        PortalHttpClient http = httpClients.computeIfAbsent(new HttpKey(key.portal(), key.settings()), this::connect);
        ApacheTransport transport = new ApacheTransport(http.client(), executor, this::isStoppingOrStopped);
        return new PortalClient(
                key.portal(), new Pacer(new PortalWire(key.portal(), key.credentials(), transport), MOST_UNDER_WAY));
    }

    private PortalHttpClient connect(HttpKey key) {
        try {
            return PortalHttpClient.start(context, key.settings(), key.portal().toString(), THREADS);
        } catch (Exception e) {
            throw RuntimeCamelException.wrapRuntimeException(e);
        }
    }

    @Override
    protected void doStart() {
        executor = context.getExecutorServiceManager().newFixedThreadPool(this, "B24OpenLines", THREADS);
    }

    @Override
    protected void doStop() {
        context.getExecutorServiceManager().shutdownGraceful(executor);
        httpClients.values().forEach(PortalHttpClient::stop);
        httpClients.clear();
        clients.clear();
    }

    private record ClientKey(PortalAddress portal, Credentials credentials, HttpSettings settings) {}

    private record HttpKey(PortalAddress portal, HttpSettings settings) {}
}
