// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.wire;

import io.github.camelbitrix24.openlines.rest.PortalAddress;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Authorisation servers to which an application's key may go.
 *
 * @param allowed hosts that the user trusts besides
 */
public record AuthorizationHosts(RedirectHosts allowed) {
    private static final Logger LOG = LoggerFactory.getLogger(AuthorizationHosts.class);

    /** The vendor's own, by region (§5.1). */
    private static final Set<String> VENDORS = Set.of("oauth.bitrix.info", "oauth.bitrix24.tech");

    /**
     * Which server to ask: the one that a portal's tokens name, if it may be trusted; never http after https.
     *
     * @param configured the server to begin with
     * @param serverEndpoint what came with the tokens, null if nothing did
     */
    PortalAddress server(PortalAddress configured, String serverEndpoint) {
        PortalAddress named = PortalAddress.ofEndpoint(serverEndpoint).orElse(configured);
        if (trusts(configured, named)) {
            return named;
        }
        LOG.warn(
                "The tokens name {} as their authorisation server, which is not trusted; {} is asked. Name its host in"
                        + " allowedRedirectHosts if you trust it",
                named,
                configured);
        return configured;
    }

    /** Whether secrets may go to a server. */
    public boolean trusts(PortalAddress configured, PortalAddress server) {
        return server.equals(configured)
                || (server.scheme().equals("https") || configured.scheme().equals("http"))
                        && (VENDORS.contains(server.host())
                                || !allowed.names().isEmpty() && allowed.allows(server.host()));
    }
}
