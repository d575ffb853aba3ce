// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.portal;

import io.github.camelbitrix24.openlines.pace.CallRules;
import io.github.camelbitrix24.openlines.pace.Dispatcher;
import io.github.camelbitrix24.openlines.rest.RestCall;
import io.github.camelbitrix24.openlines.rest.RestResponse;
import java.util.concurrent.CompletableFuture;

/** Calls methods of one portal as one caller, for one producer or consumer. Safe for all threads. */
public final class PortalClient {
    private final Dispatcher dispatcher;
    private final Dispatcher.Caller caller;
    private final CallRules rules;
    private final Object owner;

    /**
     * Makes a client.
     *
     * @param owner whose calls these are when they are withdrawn; null for this client's own
     */
    public PortalClient(Dispatcher dispatcher, Dispatcher.Caller caller, CallRules rules, Object owner) {
        this.dispatcher = dispatcher;
        this.caller = caller;
        this.rules = rules;
        this.owner = owner == null ? this : owner;
    }

    /**
     * Calls a method; returns at once.
     *
     * @return completes on a thread of the component; fails with a {@code B24Exception} only; cancelling it ends the waiting or
     *     the request
     */
    public CompletableFuture<RestResponse> call(RestCall call) {
        return caller.submit(call, rules, owner, false);
    }

    /** Calls a method ahead of all calls that wait, as {@link #call} otherwise. */
    public CompletableFuture<RestResponse> callAhead(RestCall call) {
        return caller.submit(call, rules, owner, true);
    }

    /** Fails the calls of this client that still wait; those on their way finish. */
    public void stop() {
        dispatcher.withdraw(owner);
    }
}
