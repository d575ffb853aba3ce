// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.wire;

import io.github.camelbitrix24.openlines.auth.Credentials;
import io.github.camelbitrix24.openlines.rest.Json;
import io.github.camelbitrix24.openlines.rest.PortalAddress;
import io.github.camelbitrix24.openlines.rest.RestCall;
import io.github.camelbitrix24.openlines.rest.RestResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends one call to one portal with one caller's credentials, exactly once. */
public final class PortalWire {
    private static final Logger LOG = LoggerFactory.getLogger(PortalWire.class);

    private final PortalAddress portal;
    private final Credentials credentials;
    private final Transport transport;

    public PortalWire(PortalAddress portal, Credentials credentials, Transport transport) {
        this.portal = portal;
        this.credentials = credentials;
        this.transport = transport;
    }

    /**
     * Sends the call.
     *
     * @return completes on a thread of the transport; fails with a {@code B24Exception} only; cancelling it ends the request
     */
    public CompletableFuture<RestResponse> send(RestCall call) {
        LOG.trace("{} to {}", call, portal);
        HttpMessage message =
                new HttpMessage(portal.resolve(credentials.path(call.method())), Json.bytes(call.parameters()));
        CompletableFuture<HttpAnswer> sent = transport.send(message);
        CompletableFuture<RestResponse> response = sent.handle((answer, failure) -> {
            if (failure != null) {
                throw failed(call, failure);
            }
            LOG.trace("{} answered with HTTP {}", call, answer.status());
            return Envelope.open(call, answer, new Redaction(credentials, call));
        });
        response.whenComplete((done, failure) -> sent.cancel(false));
        return response;
    }

    private static RuntimeException failed(RestCall call, Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause instanceof NotSentException notSent
                ? Failures.notSent(call.method(), notSent)
                : Failures.noAnswer(call, cause);
    }
}
