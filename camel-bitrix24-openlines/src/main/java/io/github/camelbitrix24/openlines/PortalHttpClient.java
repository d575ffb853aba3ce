// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.component.http.HttpEndpoint;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.hc.client5.http.classic.HttpClient;
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

    private final HttpComponent component;
    private final HttpEndpoint endpoint;

    private PortalHttpClient(HttpComponent component, HttpEndpoint endpoint) {
        this.component = component;
        this.endpoint = endpoint;
    }

    static PortalHttpClient start(CamelContext context, HttpSettings settings, String scheme, int connections)
            throws Exception {
        HttpComponent component = new HttpComponent();
        component.setCamelContext(context);
        component.setConnectTimeout(settings.connectTimeout());
        component.setConnectionRequestTimeout(settings.connectTimeout());
        // alone, since a response timeout is set on the socket anew with each request
        component.setSoTimeout(settings.responseTimeout());
        component.setMaxTotalConnections(Math.max(connections, MOST_CONNECTIONS));
        component.setConnectionsPerRoute(connections);
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
        return endpoint.getHttpClient();
    }

    void stop() {
        ServiceHelper.stopAndShutdownServices(endpoint, component);
    }
}
