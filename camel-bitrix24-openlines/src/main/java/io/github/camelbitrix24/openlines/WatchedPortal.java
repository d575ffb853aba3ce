// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;

/**
 * A portal with a health check.
 *
 * @param leave ends it for this producer
 */
record WatchedPortal(ActingPortal portal, Runnable leave) implements ActingPortal {

    @Override
    public CompletableFuture<Acting> of(Exchange exchange) {
        return portal.of(exchange);
    }

    @Override
    public void stop() {
        leave.run();
        portal.stop();
    }
}
