// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.wire;

import io.github.camelbitrix24.openlines.auth.Credentials;
import io.github.camelbitrix24.openlines.rest.Json;
import io.github.camelbitrix24.openlines.rest.PortalAddress;
import io.github.camelbitrix24.openlines.rest.RestCall;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends calls to one portal with one caller's credentials; each once, and once more if the portal has moved. */
public final class PortalWire {
    private static final Logger LOG = LoggerFactory.getLogger(PortalWire.class);

    /** More than there are methods; names that nobody has documented are not kept without end. */
    private static final int MOST_URIS = 500;

    private final Map<Target, URI> uris = new ConcurrentHashMap<>();
    private final PortalLocation portal;
    private final Credentials credentials;
    private final Transport transport;

    public PortalWire(PortalLocation portal, Credentials credentials, Transport transport) {
        this.portal = portal;
        this.credentials = credentials;
        this.transport = transport;
    }

    /**
     * Sends the call.
     *
     * @param waiter as {@link Transport#send} takes it
     * @return completes as {@link Transport#send} does, never with an exception; cancelling it ends the request
     */
    public CompletableFuture<Delivery> send(RestCall call, WaitingThread waiter) {
        byte[] json = Json.bytes(call.parameters());
        PortalAddress first = portal.address();
        CompletableFuture<Delivery> delivery = new CompletableFuture<>();
        send(call, json, first, waiter, delivery).thenAccept(outcome -> {
            if (outcome instanceof Delivery.Moved moved && portal.follow(first, moved.location())) {
                send(call, json, portal.address(), null, delivery).thenAccept(delivery::complete);
            } else {
                delivery.complete(outcome);
            }
        });
        return delivery;
    }

    private CompletableFuture<Delivery> send(
            RestCall call,
            byte[] json,
            PortalAddress address,
            WaitingThread waiter,
            CompletableFuture<Delivery> whole) {
        LOG.trace("{} to {}", call, address);
        CompletableFuture<HttpAnswer> sent = transport.send(new HttpMessage(uri(address, call.method()), json), waiter);
        whole.whenComplete((done, failure) -> sent.cancel(false));
        return sent.handle((answer, failure) -> failure == null ? open(call, answer) : failed(failure));
    }

    private URI uri(PortalAddress address, String method) {
        Target target = new Target(address, method);
        URI known = uris.get(target);
        if (known != null) {
            return known;
        }
        URI uri = address.resolve(credentials.path(method));
        if (uris.size() < MOST_URIS) {
            uris.put(target, uri);
        }
        return uri;
    }

    private Delivery open(RestCall call, HttpAnswer answer) {
        LOG.trace("{} answered with HTTP {}", call, answer.status());
        try {
            return Envelope.open(answer, new Redaction(credentials, call)::apply);
        } catch (RuntimeException e) {
            LOG.debug(
                    "{} got an answer that cannot be read: {}",
                    call,
                    e.getClass().getName());
            return new Delivery.Unreadable(answer.status());
        }
    }

    private static Delivery failed(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause instanceof NotSentException notSent
                ? new Delivery.NotSent(notSent.getMessage(), notSent.stopped(), notSent.getCause())
                : new Delivery.Lost(cause.getClass().getSimpleName());
    }

    private record Target(PortalAddress portal, String method) {}
}
