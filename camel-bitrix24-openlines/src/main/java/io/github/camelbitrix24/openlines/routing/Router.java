// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.routing;

import io.github.camelbitrix24.openlines.api.B24Exception;
import io.github.camelbitrix24.openlines.api.B24LimitException;
import io.github.camelbitrix24.openlines.api.B24OutcomeUnknownException;
import io.github.camelbitrix24.openlines.api.RestFailure;
import io.github.camelbitrix24.openlines.operation.Arguments;
import io.github.camelbitrix24.openlines.operation.Sight;
import io.github.camelbitrix24.openlines.operation.Targets;
import io.github.camelbitrix24.openlines.portal.PortalClient;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Chooses who gets the dialogs that one endpoint transfers. */
public final class Router {
    /** Chooses nobody: transfers go where they are told to. */
    public static final Router NONE = new Router(new Routing(false, 0, 0), null, null, null);

    private final Routing routing;
    private final OperatorLoads loads;
    private final Hops hops;
    private final PortalClient portal;

    /**
     * Makes the router of an endpoint.
     *
     * @param loads shared by the portal's endpoints
     * @param hops shared by the portal's endpoints
     */
    public Router(Routing routing, OperatorLoads loads, Hops hops, PortalClient portal) {
        this.routing = routing;
        this.loads = loads;
        this.hops = hops;
        this.portal = portal;
    }

    /** Whether the endpoint's transfers need it. */
    public boolean concerned() {
        return routing.any();
    }

    /** Whether the session in which a transfer happens has to be known. */
    public boolean counts() {
        return routing.maxTransfers() > 0;
    }

    /**
     * Chooses for one transfer.
     *
     * @param arguments name chat and target
     * @return fails with a {@link B24LimitException} if the dialog was handed over too often and there is no line to fall back on
     */
    public CompletableFuture<Route> route(Arguments arguments) {
        long chat = arguments.chatId().orElseThrow();
        if (routing.maxTransfers() == 0 || hops.times(chat) < routing.maxTransfers()) {
            return choose(arguments);
        }
        return portal.call(Sight.read(chat))
                .handle((response, failure) -> failure == null ? Sight.sessionOf(response.result()) : 0)
                .thenCompose(session -> hops.sameSession(chat, session) ? stop(arguments) : choose(arguments));
    }

    private CompletableFuture<Route> choose(Arguments arguments) {
        Optional<Long> line = Targets.line(arguments);
        if (!routing.toLeastLoaded() || line.isEmpty()) {
            return CompletableFuture.completedFuture(new Route(arguments, null));
        }
        return loads.take(portal, line.get())
                .thenApply(found -> found.map(place -> new Route(Targets.user(arguments, place.userId()), place))
                        .orElseGet(() -> new Route(
                                routing.fallbackLineId() > 0
                                        ? Targets.line(arguments, routing.fallbackLineId())
                                        : arguments,
                                null)));
    }

    private CompletableFuture<Route> stop(Arguments arguments) {
        if (routing.fallbackLineId() > 0) {
            return CompletableFuture.completedFuture(
                    new Route(Targets.line(arguments, routing.fallbackLineId()), null));
        }
        return CompletableFuture.failedFuture(new B24LimitException(
                "transfer: the dialog was handed over " + routing.maxTransfers()
                        + " times in this session already (maxTransfers). It was not executed. Set fallbackQueueId to the"
                        + " line that is to get such dialogs",
                RestFailure.unsent("imopenlines.operator.transfer"),
                null));
    }

    /** A transfer is over. */
    public void over(Route route, long sessionId, Throwable failure) {
        boolean mayBeThere = failure == null || failure instanceof B24OutcomeUnknownException;
        if (route.place() != null) {
            loads.over(route.place(), mayBeThere || !(failure instanceof B24Exception));
        }
        if (mayBeThere && counts()) {
            hops.handedOver(route.arguments().chatId().orElseThrow(), sessionId);
        }
    }

    /**
     * Who gets it.
     *
     * @param arguments with the target that was chosen
     * @param place the slot that was taken; null if none was
     */
    public record Route(Arguments arguments, Place place) {}
}
