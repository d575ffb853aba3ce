// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import io.github.camelbitrix24.openlines.operation.Arguments;
import io.github.camelbitrix24.openlines.operation.Checks;
import io.github.camelbitrix24.openlines.operation.Deed;
import io.github.camelbitrix24.openlines.operation.Operation;
import io.github.camelbitrix24.openlines.portal.PortalClient;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Does the actions of one endpoint that are verified or explained; a dialog known by another id than its chat is looked up first. */
final class Deeds {
    private final Operation operation;
    private final Checks checks;
    private final PortalClient portal;

    Deeds(Operation operation, Checks checks, PortalClient portal) {
        this.operation = operation;
        this.checks = checks;
        this.portal = portal;
    }

    /** Whether the endpoint's calls are to be done here. */
    boolean concern() {
        return checks.verify() || checks.explain();
    }

    /** Does an action; fails with a {@code B24Exception} if it failed. */
    CompletableFuture<Deed.Done> perform(Arguments arguments) {
        return arguments.lookup().isEmpty()
                ? act(arguments)
                : portal.find(arguments.lookup().get()).thenCompose(chat -> act(arguments.at(chat)));
    }

    private CompletableFuture<Deed.Done> act(Arguments arguments) {
        Deed deed = new Deed(operation, arguments, checks, List.of(), System::nanoTime);
        return portal.call(deed.first(), deed).thenApply(last -> {
            Deed.Done done = deed.conclude(last);
            if (done.failure() != null) {
                throw done.failure();
            }
            return done;
        });
    }
}
