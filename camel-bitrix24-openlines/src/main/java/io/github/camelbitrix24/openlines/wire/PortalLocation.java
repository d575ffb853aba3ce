// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.wire;

import io.github.camelbitrix24.openlines.report.Observer;
import io.github.camelbitrix24.openlines.rest.PortalAddress;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.commons.lang3.StringUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a portal is now. A moved portal sends its callers on; they follow to an allowed host only, never from https to http
 * (§1.10). The new address is kept once it has answered, until it fails or the component stops; then the configured one is asked
 * again, and the other once more if that cannot be reached.
 */
public final class PortalLocation {
    private static final Logger LOG = LoggerFactory.getLogger(PortalLocation.class);
    private static final int LAST_PORT = 65_535;

    private final PortalAddress configured;
    private final AtomicReference<PortalAddress> address;
    private final RedirectHosts allowed;
    private final Observer observer;
    /** Where it was, or was said to be, beside what is configured; null if nowhere. */
    private volatile PortalAddress other;

    private volatile PortalAddress reported;

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
        this.configured = configured;
        this.address = new AtomicReference<>(configured);
        this.allowed = allowed;
        this.observer = observer;
    }

    PortalAddress address() {
        return address.get();
    }

    /**
     * Where a call may follow that was sent on.
     *
     * @param sentTo the address the call went to
     * @param location the header {@code Location}, null if absent
     * @return empty if it may not be repeated there
     */
    Optional<PortalAddress> follow(PortalAddress sentTo, String location) {
        return Optional.ofNullable(target(location))
                .filter(target -> !target.host().equals(sentTo.host()) || target.port() != sentTo.port())
                .filter(target -> trusted(sentTo, target));
    }

    /** A call has followed from one address to another, and ended so: one that has answered is kept. */
    void followed(PortalAddress from, PortalAddress to, Delivery outcome) {
        if (!answered(outcome)) {
            giveUp(from);
        } else if (!to.equals(address.getAndSet(to))) {
            other = to.equals(configured) ? other : to;
            observer.portalMoved();
            if (!to.equals(reported)) {
                reported = to;
                LOG.info("Portal {} has moved to {}, which is used as long as it answers", from, to);
            }
        }
    }

    /** A call to an address has ended so: one that fails is given up for the other, if there is one. */
    void used(PortalAddress at, Delivery outcome) {
        if (answered(outcome) || outcome instanceof Delivery.NotSent held && held.stopped()) {
            return;
        }
        PortalAddress elsewhere = other;
        if (!at.equals(configured)) {
            giveUp(at);
        } else if (elsewhere != null && outcome instanceof Delivery.NotSent) {
            address.compareAndSet(configured, elsewhere);
        }
    }

    private void giveUp(PortalAddress failed) {
        if (!failed.equals(configured) && address.compareAndSet(failed, configured)) {
            LOG.info("Portal {} does not answer at {}, and is looked for where it was configured", configured, failed);
        }
    }

    private static boolean answered(Delivery outcome) {
        return outcome instanceof Delivery.Answered || outcome instanceof Delivery.Rejected;
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
            other = target.equals(configured) ? other : target;
            observer.portalMoved();
            LOG.info("Portal {} is at {} now, says the authorisation server", now, target);
        }
    }

    private boolean trusted(PortalAddress from, PortalAddress to) {
        return (to.scheme().equals("https") || !from.scheme().equals("https")) && allowed.allows(to.host());
    }

    private static PortalAddress target(String location) {
        PortalAddress address = PortalAddress.ofEndpoint(location).orElse(null);
        return address != null
                        && (address.port() == -1 || address.port() > 0 && address.port() <= LAST_PORT)
                        && StringUtils.startsWith(URI.create(location.trim()).getRawPath(), "/rest/")
                ? address
                : null;
    }
}
