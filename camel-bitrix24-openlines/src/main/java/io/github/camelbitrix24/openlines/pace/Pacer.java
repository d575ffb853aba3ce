// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.pace;

import io.github.camelbitrix24.openlines.api.B24LimitException;
import io.github.camelbitrix24.openlines.api.RestFailure;
import io.github.camelbitrix24.openlines.rest.RestCall;
import io.github.camelbitrix24.openlines.rest.RestResponse;
import io.github.camelbitrix24.openlines.wire.PortalWire;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** Lets calls through to the wire as they come, up to a bound of those under way. */
public final class Pacer {
    private final PortalWire wire;
    private final int mostUnderWay;
    private final AtomicInteger underWay = new AtomicInteger();

    /**
     * Makes a pacer.
     *
     * @param wire takes the calls
     * @param mostUnderWay calls taken and not answered, above which one more is refused
     */
    public Pacer(PortalWire wire, int mostUnderWay) {
        this.wire = wire;
        this.mostUnderWay = mostUnderWay;
    }

    /**
     * Takes a call.
     *
     * @return fails with a {@code B24Exception} only; cancelling it ends the request
     */
    public CompletableFuture<RestResponse> submit(RestCall call) {
        if (underWay.incrementAndGet() > mostUnderWay) {
            underWay.decrementAndGet();
            return CompletableFuture.failedFuture(new B24LimitException(
                    call.method() + ": " + mostUnderWay + " calls wait for this portal already. It was not executed",
                    RestFailure.unsent(call.method()),
                    null));
        }
        CompletableFuture<RestResponse> sent = wire.send(call);
        sent.whenComplete((response, failure) -> underWay.decrementAndGet());
        return sent;
    }
}
