// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import io.github.camelbitrix24.openlines.wire.PortalConnectionManager;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.component.http.HttpEndpoint;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.hc.client5.http.classic.HttpClient;
import org.apache.hc.client5.http.impl.DefaultConnectionKeepAliveStrategy;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.client5.http.socket.ConnectionSocketFactory;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.config.Registry;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.util.TimeValue;

/**
 * A private, pooled HTTP client, built by camel-http from its own options. Neither component nor endpoint behind it is in
 * the context's registry, so no address with a webhook in it becomes visible.
 */
final class PortalHttpClient {
    /** Then connections are closed, and what is kept about portals that have none is let go. */
    private static final TimeValue LONGEST_IDLE = TimeValue.ofSeconds(30);
    /** To all portals together; a connection that is idle makes place for another portal's. */
    private static final int MOST_CONNECTIONS = 500;

    private final BoundedHttpComponent component;
    private final HttpEndpoint endpoint;
    private final HttpClient client;

    private PortalHttpClient(BoundedHttpComponent component, HttpEndpoint endpoint) {
        this.component = component;
        this.endpoint = endpoint;
        this.client = endpoint.getHttpClient();
    }

    static PortalHttpClient start(CamelContext context, HttpSettings settings, String scheme, int connections)
            throws Exception {
        BoundedHttpComponent component = new BoundedHttpComponent(Math.max(connections, MOST_CONNECTIONS), connections);
        component.setCamelContext(context);
        component.setConnectTimeout(settings.connectTimeout());
        component.setConnectionRequestTimeout(settings.connectTimeout());
        // alone, since a response timeout is set on the socket anew with each request
        component.setSoTimeout(settings.responseTimeout());
        component.setSslContextParameters(settings.ssl());
        component.setProxyHost(settings.proxyHost());
        component.setProxyPort(settings.proxyPort());
        component.setProxyAuthScheme(settings.proxyAuthScheme());
        component.setProxyAuthUsername(settings.proxyAuthUsername());
        component.setProxyAuthPassword(settings.proxyAuthPassword());
        component.setNonProxyHosts(settings.nonProxyHosts());
        component.setHttpClientConfigurer(once(settings));
        ServiceHelper.startService(component);
        Endpoint endpoint = component.createEndpoint(scheme + "://portal.invalid/");
        ServiceHelper.startService(endpoint);
        return new PortalHttpClient(component, (HttpEndpoint) endpoint);
    }

    /** A client that repeats or redirects a POST by itself could do an action twice; the user's settings come first. */
    private static HttpClientConfigurer once(HttpSettings settings) {
        return builder -> {
            if (settings.proxyAuthUsername() == null) {
                // nobody asks for credentials, so none need be looked for with each request
                builder.disableAuthCaching();
            }
            builder.setKeepAliveStrategy(new EarlierThanServer());
            if (settings.configurer() != null) {
                settings.configurer().configureHttpClient(builder);
            }
            builder.disableAutomaticRetries()
                    .disableRedirectHandling()
                    .disableCookieManagement()
                    .evictIdleConnections(LONGEST_IDLE);
        };
    }

    HttpClient client() {
        return client;
    }

    /** Closes all connections, those of requests on their way too. */
    void stop() {
        component.connections.end();
        ServiceHelper.stopAndShutdownServices(endpoint, component);
    }

    /** Camel's component with a pool of ours. */
    private static final class BoundedHttpComponent extends HttpComponent {
        private final int most;
        private final int mostForEach;
        private PortalConnectionManager connections;

        BoundedHttpComponent(int most, int mostForEach) {
            this.most = most;
            this.mostForEach = mostForEach;
        }

        @Override
        @SuppressWarnings("deprecation")
        protected HttpClientConnectionManager createConnectionManager(
                Registry<ConnectionSocketFactory> sockets, int total, int perRoute, SocketConfig socket) {
            connections = new PortalConnectionManager(sockets, socket, most, mostForEach);
            return connections;
        }
    }

    /** Lets a connection go before the server does, if that has said when ({@code Keep-Alive: timeout=}). */
    private static final class EarlierThanServer extends DefaultConnectionKeepAliveStrategy {
        private static final long MARGIN_MILLIS = 1_000;

        @Override
        public TimeValue getKeepAliveDuration(HttpResponse response, HttpContext context) {
            TimeValue announced = super.getKeepAliveDuration(response, context);
            if (TimeValue.isPositive(announced)) {
                long millis = announced.toMilliseconds();
                return TimeValue.ofMilliseconds(millis - Math.min(MARGIN_MILLIS, millis / 2));
            }
            return announced;
        }
    }
}
