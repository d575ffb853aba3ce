// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.portal;

import io.github.camelbitrix24.openlines.pace.Pacer;
import io.github.camelbitrix24.openlines.rest.PortalAddress;
import io.github.camelbitrix24.openlines.rest.RestCall;
import io.github.camelbitrix24.openlines.rest.RestResponse;
import java.util.concurrent.CompletableFuture;

/** Calls methods of one portal as one caller. Safe for all threads. */
public final class PortalClient {
    private final PortalAddress portal;
    private final Pacer pacer;

    public PortalClient(PortalAddress portal, Pacer pacer) {
        this.portal = portal;
        this.pacer = pacer;
    }

    /**
     * Calls a method; returns at once.
     *
     * @return completes on a thread of the component; fails with a {@code B24Exception} only; cancelling it ends
     *     the request
     */
    public CompletableFuture<RestResponse> call(RestCall call) {
        return pacer.submit(call);
    }

    @Override
    public String toString() {
        return "PortalClient[" + portal + "]";
    }
}
