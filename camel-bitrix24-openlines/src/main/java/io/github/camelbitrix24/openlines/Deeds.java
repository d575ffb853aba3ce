// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import io.github.camelbitrix24.openlines.api.Dialog;
import io.github.camelbitrix24.openlines.api.OperatorResult;
import io.github.camelbitrix24.openlines.operation.Arguments;
import io.github.camelbitrix24.openlines.operation.Checks;
import io.github.camelbitrix24.openlines.operation.Deed;
import io.github.camelbitrix24.openlines.operation.Operation;
import io.github.camelbitrix24.openlines.portal.PortalClient;
import io.github.camelbitrix24.openlines.rest.Following;
import io.github.camelbitrix24.openlines.routing.Router;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;

/** Does the actions of one endpoint that take more than a call: verified, explained, routed by load, with a note. */
final class Deeds {
    private final Operation operation;
    private final Checks checks;
    private final PortalClient portal;
    private final Router router;

    Deeds(Operation operation, Checks checks, PortalClient portal, Router router) {
        this.operation = operation;
        this.checks = router.counts() ? checks.verified() : checks;
        this.portal = portal;
        this.router = router;
    }

    /** Whether this call is to be done here. */
    boolean concern(Arguments arguments) {
        return checks.verify()
                || checks.explain()
                || router.concerned()
                || arguments.note().isPresent();
    }

    /** Does an action; fails with a {@code B24Exception} if it failed. */
    CompletableFuture<Deed.Done> perform(Arguments arguments) {
        return arguments.lookup().isEmpty()
                ? route(arguments)
                : portal.find(arguments.lookup().get()).thenCompose(chat -> route(arguments.at(chat)));
    }

    /** A dialog known by another id is looked up first, and then routed by what is known of it. */
    private CompletableFuture<Deed.Done> route(Arguments arguments) {
        if (!router.concerned()) {
            return act(arguments);
        }
        return router.route(arguments)
                .thenCompose(route -> act(route.arguments())
                        .whenComplete((done, failure) -> router.over(
                                route,
                                done == null ? 0 : session(done.body()),
                                failure instanceof CompletionException ? failure.getCause() : failure)));
    }

    private static long session(Object body) {
        return body instanceof OperatorResult result
                ? Stream.of(result.before(), result.after())
                        .filter(dialog -> dialog != null && dialog.open())
                        .map(Dialog::sessionId)
                        .findFirst()
                        .orElse(0L)
                : 0;
    }

    private CompletableFuture<Deed.Done> act(Arguments arguments) {
        Deed deed = new Deed(operation, arguments, checks, portal::callerId, System::nanoTime);
        return Following.of(portal.call(deed.first(), deed), deed::conclude);
    }
}
