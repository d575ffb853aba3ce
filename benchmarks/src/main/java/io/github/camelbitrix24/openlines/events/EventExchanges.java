// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.events;

import org.apache.camel.Exchange;

/** Exchanges as the push consumer makes them, without its HTTP: the mark of a verified event is this package's alone. */
public final class EventExchanges {
    private EventExchanges() {}

    /** Puts on an exchange that a portal's verified event has started it. */
    public static Exchange of(String memberId, Exchange exchange) {
        new VerifiedPortal(memberId).putOn(exchange);
        return exchange;
    }
}
