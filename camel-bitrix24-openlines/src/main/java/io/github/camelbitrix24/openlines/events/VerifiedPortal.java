// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.events;

import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.SafeCopyProperty;

/**
 * The portal whose verified event started an exchange. It travels beside the message, also to copies of the exchange, in a
 * type that only this package makes: no header or body can name a portal.
 */
public final class VerifiedPortal implements SafeCopyProperty {
    private static final String KEY = "CamelB24OpenLinesVerifiedPortal";

    private final String memberId;

    VerifiedPortal(String memberId) {
        this.memberId = memberId;
    }

    /** The {@code member_id} of the portal; empty if no event started the exchange, or none that is bound to one portal. */
    public static Optional<String> memberId(Exchange exchange) {
        return Optional.ofNullable(exchange.getExchangeExtension().getSafeCopyProperty(KEY, VerifiedPortal.class))
                .map(portal -> portal.memberId);
    }

    void putOn(Exchange exchange) {
        exchange.getExchangeExtension().setSafeCopyProperty(KEY, this);
    }

    @Override
    public VerifiedPortal safeCopy() {
        return this;
    }
}
