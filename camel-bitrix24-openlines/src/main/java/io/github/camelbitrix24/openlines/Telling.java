// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import io.github.camelbitrix24.openlines.api.Dialog;
import io.github.camelbitrix24.openlines.api.OperatorResult;
import io.github.camelbitrix24.openlines.api.Outcome;
import io.github.camelbitrix24.openlines.operation.Arguments;
import io.github.camelbitrix24.openlines.operation.Operation;
import io.github.camelbitrix24.openlines.pace.CancellationSignal;
import io.github.camelbitrix24.openlines.portal.PortalClient;
import io.github.camelbitrix24.openlines.report.Ending;
import io.github.camelbitrix24.openlines.report.Observer;
import io.github.camelbitrix24.openlines.report.Trail;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** Tells metrics and spans of the exchanges of one producer. */
final class Telling {
    private final Operation operation;
    private final Observer observer;

    Telling(Operation operation, Observer observer) {
        this.operation = operation;
        this.observer = observer;
    }

    /** When an exchange came, for {@link #over}. */
    long begin() {
        return observer == Observer.NONE ? 0 : System.nanoTime();
    }

    /** The client for an exchange's calls, which end when it waits no more: of a span's, its trail is told. */
    PortalClient client(Exchange exchange, Acting acting, Arguments arguments, CancellationSignal signal) {
        Trail trail = trail(exchange);
        PortalClient client = acting.client().cancelledBy(signal);
        if (trail == null) {
            return client;
        }
        trail.at(acting.portal().host());
        arguments.chatId().ifPresent(trail::about);
        return client.followed(trail);
    }

    /** An exchange goes back to its route, with its result or failure and the headers of either. */
    void over(Exchange exchange, Throwable failure, long began) {
        Trail trail = trail(exchange);
        if (trail == null && observer == Observer.NONE) {
            return;
        }
        Message message = exchange.getMessage();
        Ending ending = failure == null
                ? Ending.of(message.getHeader(B24OpenLinesConstants.OUTCOME, Outcome.class))
                : Ending.of(failure);
        if (observer != Observer.NONE) {
            observer.operationDone(operation.name(), ending, System.nanoTime() - began);
        }
        if (trail != null) {
            if (failure == null && message.getBody() instanceof OperatorResult result) {
                trail.about(result.chatId());
            } else if (failure == null && message.getBody() instanceof Dialog dialog) {
                trail.about(dialog.chatId());
            }
            trail.over(
                    message.getHeader(B24OpenLinesConstants.REST_METHOD, String.class),
                    message.getHeader(B24OpenLinesConstants.ATTEMPTS, 0, Integer.class),
                    ending);
        }
    }

    private static Trail trail(Exchange exchange) {
        return exchange.getProperty(Trail.PROPERTY) instanceof Trail trail ? trail : null;
    }
}
