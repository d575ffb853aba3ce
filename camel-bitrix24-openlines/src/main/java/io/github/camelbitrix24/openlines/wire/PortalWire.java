// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.wire;

import io.github.camelbitrix24.openlines.auth.Access;
import io.github.camelbitrix24.openlines.auth.Credentials;
import io.github.camelbitrix24.openlines.auth.NoAccessException;
import io.github.camelbitrix24.openlines.rest.Json;
import io.github.camelbitrix24.openlines.rest.PortalAddress;
import io.github.camelbitrix24.openlines.rest.RestCall;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
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
    private final AtomicReference<PortalAddress> announced = new AtomicReference<>();

    public PortalWire(PortalLocation portal, Credentials credentials, Transport transport) {
        this.portal = portal;
        this.credentials = credentials;
        this.transport = transport;
    }

    /**
     * Fetches what opens the portal.
     *
     * @return why there is nothing, empty if it is there now; never fails
     */
    public CompletableFuture<Optional<Delivery>> fetch() {
        return credentials
                .fetch()
                .handle((access, failure) -> Optional.ofNullable(failure)
                        .map(f -> f instanceof CompletionException ? f.getCause() : f)
                        .map(PortalWire::noAccess));
    }

    private static Delivery noAccess(Throwable failure) {
        if (failure instanceof NoAccessException none) {
            if (none.pause().isPresent()) {
                return new Delivery.NoTokenYet(none.getMessage(), none.pause().get(), none.getCause());
            }
            return none.again() || none.stoppedFirst()
                    ? new Delivery.NotSent(none.getMessage(), none.stoppedFirst(), none.getCause())
                    : new Delivery.NoToken(none.code(), none.status(), none.getMessage());
        }
        return new Delivery.NotSent("no token could be fetched", false, failure);
    }

    /** Where the portal is now. */
    public PortalAddress portal() {
        return portal.address();
    }

    /** Whose calls these are. */
    public Credentials credentials() {
        return credentials;
    }

    /**
     * Sends the call.
     *
     * @param access what the credentials gave for it
     * @param waiter as {@link Transport#send} takes it
     * @return completes as {@link Transport#send} does, never with an exception; cancelling it ends the request
     */
    public CompletableFuture<Delivery> send(RestCall call, Access access, WaitingThread waiter) {
        byte[] json;
        try {
            json = Json.bytes(parameters(call, access));
        } catch (RuntimeException | Error e) {
            return CompletableFuture.completedFuture(new Delivery.NotSent("it cannot be written as JSON", true, e));
        }
        CompletableFuture<Delivery> delivery = new CompletableFuture<>();
        try {
            PortalAddress told = access.portal();
            if (told != null && !told.equals(announced.getAndSet(told))) {
                portal.announced(told);
            }
            PortalAddress first = portal.address();
            send(call, access, json, first, waiter, delivery, outcome -> {
                Optional<PortalAddress> moved = outcome instanceof Delivery.Moved redirect
                        ? portal.follow(first, redirect.location())
                        : Optional.empty();
                if (moved.isPresent()) {
                    follow(call, access, json, first, moved.get(), delivery);
                } else {
                    portal.used(first, outcome);
                    delivery.complete(outcome);
                }
            });
        } catch (RuntimeException | Error e) {
            delivery.complete(new Delivery.NotSent(
                    "the request cannot begin (" + e.getClass().getSimpleName() + ")", false, null));
        }
        return delivery;
    }

    /** The call was not executed where it was sent on: whatever becomes of its second way decides. */
    private void follow(
            RestCall call,
            Access access,
            byte[] json,
            PortalAddress from,
            PortalAddress to,
            CompletableFuture<Delivery> delivery) {
        send(call, access, json, to, null, delivery, outcome -> {
            portal.followed(from, to, outcome);
            delivery.complete(outcome);
        });
    }

    private static Map<String, Object> parameters(RestCall call, Access access) {
        if (access.parameters().isEmpty()) {
            return call.parameters();
        }
        Map<String, Object> all = new LinkedHashMap<>(call.parameters());
        all.putAll(access.parameters());
        return all;
    }

    private void send(
            RestCall call,
            Access access,
            byte[] json,
            PortalAddress address,
            WaitingThread waiter,
            CompletableFuture<Delivery> whole,
            Consumer<Delivery> then) {
        LOG.trace("{} to {}", call, address);
        CompletableFuture<HttpAnswer> sent =
                transport.send(HttpMessage.json(uri(address, access, call.method()), json), waiter);
        whole.whenComplete((done, failure) -> sent.cancel(false));
        sent.whenComplete((answer, failure) -> {
            Delivery outcome = failure == null ? open(call, access, address, answer) : failed(failure);
            try {
                then.accept(outcome);
            } catch (RuntimeException | Error e) {
                // what follows did not begin, and what came before was not executed, or ends as it is
                whole.complete(
                        outcome instanceof Delivery.Moved
                                ? new Delivery.NotSent(
                                        "it has moved, and the call could not follow ("
                                                + e.getClass().getSimpleName() + ")",
                                        false,
                                        null)
                                : outcome);
            }
        });
    }

    /** An address with a webhook in it is put together once; one without a secret costs little, and there are many portals. */
    private URI uri(PortalAddress address, Access access, String method) {
        if (!access.parameters().isEmpty()) {
            return address.resolve(access.path() + method);
        }
        Target target = new Target(address, method);
        URI known = uris.get(target);
        if (known != null) {
            return known;
        }
        URI uri = address.resolve(access.path() + method);
        if (uris.size() < MOST_URIS) {
            uris.put(target, uri);
        }
        return uri;
    }

    private Delivery open(RestCall call, Access access, PortalAddress address, HttpAnswer answer) {
        LOG.trace("{} answered with HTTP {}", call, answer.status());
        try {
            Delivery whole = Envelope.open(answer, address, new Redaction(access, call)::apply);
            return whole instanceof Delivery.Unreadable
                    ? EventAnswers.readByParts(call, answer).orElse(whole)
                    : whole;
        } catch (RuntimeException | Error e) {
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
                : new Delivery.Lost(cause.getClass().getSimpleName(), cause instanceof SocketTimeoutException);
    }

    private record Target(PortalAddress portal, String method) {}
}
