// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.wire;

import io.github.camelbitrix24.openlines.report.Observer;
import io.github.camelbitrix24.openlines.rest.PortalAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.commons.lang3.StringUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a portal is now. A moved portal sends its callers on; they follow to an allowed host only, never from https to http
 * (§1.10), and keep the new address until the component stops.
 */
public final class PortalLocation {
    private static final Logger LOG = LoggerFactory.getLogger(PortalLocation.class);

    private final AtomicReference<PortalAddress> address;
    private final RedirectHosts allowed;
    private final Observer observer;

    /** Of a portal whose moving nobody is told. */
    public PortalLocation(PortalAddress configured, RedirectHosts allowed) {
        this(configured, allowed, Observer.NONE);
    }

    /**
     * Begins where the portal is configured to be.
     *
     * @param allowed where it may move to
     * @param observer told when it moves
     */
    public PortalLocation(PortalAddress configured, RedirectHosts allowed, Observer observer) {
        this.address = new AtomicReference<>(configured);
        this.allowed = allowed;
        this.observer = observer;
    }

    PortalAddress address() {
        return address.get();
    }

    /**
     * Follows to where a call was sent on.
     *
     * @param sentTo the address the call went to
     * @param location the header {@code Location}, null if absent
     * @return whether the call may be repeated, at {@link #address()}
     */
    boolean follow(PortalAddress sentTo, String location) {
        PortalAddress target = target(location);
        if (target == null
                || target.host().equals(sentTo.host()) && target.port() == sentTo.port()
                || !trusted(sentTo, target)) {
            return false;
        }
        if (address.compareAndSet(sentTo, target)) {
            observer.portalMoved();
            LOG.info("Portal {} has moved to {}, which is used until the restart", sentTo, target);
        }
        return true;
    }

    /** Follows to where the authorisation server says that the portal is (§5.3), if that may be trusted. */
    void announced(PortalAddress target) {
        PortalAddress now = address.get();
        if (target.equals(now)) {
            return;
        }
        if (!trusted(now, target)) {
            LOG.warn(
                    "The authorisation server says that portal {} is at {}, where calls do not follow: name that host in"
                            + " allowedRedirectHosts if you trust it",
                    now,
                    target);
        } else if (address.compareAndSet(now, target)) {
            observer.portalMoved();
            LOG.info("Portal {} is at {} now, says the authorisation server", now, target);
        }
    }

    private boolean trusted(PortalAddress from, PortalAddress to) {
        return (to.scheme().equals("https") || !from.scheme().equals("https")) && allowed.allows(to.host());
    }

    private static PortalAddress target(String location) {
        try {
            URI uri = URI.create(StringUtils.defaultString(location));
            boolean complete = uri.getScheme() != null
                    && List.of("https", "http").contains(uri.getScheme().toLowerCase(Locale.ROOT))
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawPath().startsWith("/rest/");
            return complete
                    ? new PortalAddress(
                            uri.getScheme().toLowerCase(Locale.ROOT),
                            uri.getHost().toLowerCase(Locale.ROOT),
                            uri.getPort())
                    : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
