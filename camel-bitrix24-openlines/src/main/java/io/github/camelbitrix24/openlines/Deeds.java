// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import io.github.camelbitrix24.openlines.api.B24RefusedException;
import io.github.camelbitrix24.openlines.api.RestFailure;
import io.github.camelbitrix24.openlines.operation.Arguments;
import io.github.camelbitrix24.openlines.operation.Checks;
import io.github.camelbitrix24.openlines.operation.Deed;
import io.github.camelbitrix24.openlines.operation.Lookup;
import io.github.camelbitrix24.openlines.operation.Operation;
import io.github.camelbitrix24.openlines.portal.PortalClient;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Does the actions of one endpoint that are verified or explained; an id that is no chat's is looked up first. */
final class Deeds {
    private static final int OK = 200;

    private final Operation operation;
    private final Checks checks;
    private final PortalClient portal;

    Deeds(Operation operation, Checks checks, PortalClient portal) {
        this.operation = operation;
        this.checks = checks;
        this.portal = portal;
    }

    /** Does an action; fails with a {@code B24Exception} if the chat is not found, else tells what came of it. */
    CompletableFuture<Deed.Done> perform(Arguments arguments) {
        Optional<Lookup> lookup = arguments.lookup();
        if (lookup.isEmpty()) {
            return act(arguments);
        }
        return portal.call(lookup.get().read()).thenCompose(found -> {
            Optional<Long> chat = lookup.get().chatIn(found.result());
            if (chat.isEmpty()) {
                String method = lookup.get().read().method();
                return CompletableFuture.failedFuture(new B24RefusedException(
                        operation + ": there is no chat by this id",
                        new RestFailure(method, null, null, OK, found.attempts()),
                        null));
            }
            arguments.found(chat.get());
            return act(arguments);
        });
    }

    private CompletableFuture<Deed.Done> act(Arguments arguments) {
        Deed deed = new Deed(operation, arguments, checks, List.of(), System::nanoTime);
        return portal.call(deed.first(), deed).thenApply(deed::conclude);
    }
}
