// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.camelbitrix24.openlines.api.B24InvalidRequestException;
import io.github.camelbitrix24.openlines.auth.Identity;
import io.github.camelbitrix24.openlines.auth.TokenStore;
import io.github.camelbitrix24.openlines.pace.CallRules;
import io.github.camelbitrix24.openlines.pace.Limits;
import io.github.camelbitrix24.openlines.rest.PortalAddress;
import io.github.camelbitrix24.openlines.wire.RedirectHosts;
import java.time.Duration;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.commons.lang3.StringUtils;

/**
 * A configuration that has been read and checked.
 *
 * @param place what holds for all endpoints of the portal
 * @param identity who calls, null if each exchange says so
 * @param http the HTTP client to use
 * @param rules what holds for this endpoint's calls
 */
record PortalSettings(Place place, Identity identity, HttpSettings http, CallRules rules) {
    private static final int IN_FLIGHT = 4;
    private static final int IN_FLIGHT_WITHOUT_RATE = 20;

    /** The same at another portal. */
    PortalSettings at(PortalAddress address) {
        return new PortalSettings(
                new Place(address, place.limits(), place.redirectHosts(), place.sharing()), identity, http, rules);
    }

    /** The same in another name. */
    PortalSettings as(Identity other) {
        return new PortalSettings(place, other, http, rules);
    }

    /** A portal and what its endpoints must agree on. */
    record Place(PortalAddress address, Limits limits, RedirectHosts redirectHosts, Sharing sharing) {}

    /**
     * How JVMs share a portal's budget.
     *
     * @param store null if they do not
     * @param nodes how many there are
     */
    record Sharing(ProxyManager<String> store, int nodes) {

        @Override
        public String toString() {
            return store == null ? "none" : store.getClass().getSimpleName() + " for " + nodes + " JVMs";
        }
    }

    /**
     * Reads a configuration.
     *
     * @param tokens the store of endpoints that name none
     * @throws B24InvalidRequestException naming the option that is missing or wrong, and no secret
     */
    static PortalSettings of(B24OpenLinesConfiguration options, SSLContextParameters globalSsl, TokenStore tokens) {
        try {
            return new PortalSettings(
                    new Place(
                            options.getPortal() == PortalChoice.event ? null : portal(options),
                            limits(options),
                            RedirectHosts.parse(options.getAllowedRedirectHosts()),
                            sharing(options)),
                    Identities.of(options, tokens),
                    HttpSettings.of(options, globalSsl),
                    new CallRules(
                            Duration.ofMillis(options.getMaxWait()),
                            options.getMaxRetries(),
                            options.getBatching() == Batching.off ? 1 : options.getMaxBatchSize(),
                            options.getMaxCallDepth(),
                            options.getMaxCallSize()));
        } catch (IllegalArgumentException e) {
            throw new B24InvalidRequestException(e.getMessage());
        }
    }

    static PortalAddress portal(B24OpenLinesConfiguration options) {
        if (StringUtils.isBlank(options.getPortalUrl())) {
            throw new IllegalArgumentException("no portal: set option portalUrl, best on the component"
                    + " (camel.component.b24openlines.portal-url = https://example.bitrix24.com)");
        }
        return PortalAddress.parse(options.getPortalUrl());
    }

    private static Sharing sharing(B24OpenLinesConfiguration options) {
        if (options.getBudgetNodes() < 1) {
            throw new IllegalArgumentException("budgetNodes must be at least 1, it is " + options.getBudgetNodes());
        }
        return new Sharing(options.getBudgetStore(), options.getBudgetNodes());
    }

    private static Limits limits(B24OpenLinesConfiguration options) {
        boolean custom = options.getRateLimit() == RateLimit.custom;
        boolean given = options.getRequestsPerSecond() != null && options.getBurst() != null;
        boolean partly = options.getRequestsPerSecond() != null || options.getBurst() != null;
        if (custom && !given || !custom && partly) {
            throw new IllegalArgumentException("rateLimit=custom and the options requestsPerSecond and burst belong"
                    + " together: set all three, or none");
        }
        int inFlight = options.getRateLimit() == RateLimit.none ? IN_FLIGHT_WITHOUT_RATE : IN_FLIGHT;
        return new Limits(
                options.getRateLimit().rate(options.getRequestsPerSecond(), options.getBurst()),
                options.getMaxInFlight() == null ? inFlight : options.getMaxInFlight(),
                options.getMaxQueued(),
                options.getOperatingLimit());
    }
}
