// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import io.github.camelbitrix24.openlines.api.B24InvalidRequestException;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;

/** The portal that an exchange's call goes to, in somebody's name. */
interface ActingPortal {

    /**
     * Picks portal and caller; never blocks.
     *
     * @return fails with a {@code B24Exception} if there is none
     */
    CompletableFuture<Acting> of(Exchange exchange);

    /** Fails the calls that still wait; those on their way finish. */
    void stop();

    /** Somebody is to be acted as, and there is nobody who knows employees. */
    static B24InvalidRequestException nobodyKnown() {
        return new B24InvalidRequestException(
                "nobody can be acted as: set option credentialSource to a bean that knows employees' credentials, or remove"
                        + " option actAs and header " + B24OpenLinesConstants.ACT_AS);
    }

    /** Always the same; a message that wants to act as somebody is refused, for nobody knows who that is. */
    static ActingPortal always(Acting acting) {
        CompletableFuture<Acting> present = CompletableFuture.completedFuture(acting);
        return new ActingPortal() {
            @Override
            public CompletableFuture<Acting> of(Exchange exchange) {
                if (exchange.getMessage().getHeader(B24OpenLinesConstants.ACT_AS) != null) {
                    throw nobodyKnown();
                }
                return present;
            }

            @Override
            public void stop() {
                acting.client().stop();
            }
        };
    }
}
