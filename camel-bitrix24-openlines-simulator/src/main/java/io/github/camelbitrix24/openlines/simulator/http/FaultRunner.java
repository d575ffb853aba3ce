// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.http;

import io.github.camelbitrix24.openlines.simulator.Fault;
import io.github.camelbitrix24.openlines.simulator.portal.Portal;
import io.github.camelbitrix24.openlines.simulator.rest.Envelope;
import io.github.camelbitrix24.openlines.simulator.rest.RestAnswer;
import io.github.camelbitrix24.openlines.simulator.rest.RestGateway;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.util.function.Supplier;

/** Lets a request meet its fault. */
final class FaultRunner {

    private final Vertx vertx;
    private final Portal portal;
    private final RestGateway gateway;

    /** An answer that is ready to be sent. */
    record Written(int status, String body) {}

    FaultRunner(Vertx vertx, Portal portal, RestGateway gateway) {
        this.vertx = vertx;
        this.portal = portal;
        this.gateway = gateway;
    }

    /** The execution is asked for at most once, and not at all by faults in front of the method. */
    void run(Fault fault, Supplier<Written> execution, Exchange exchange) {
        gateway.scripted(fault).ifPresent(answer -> send(answer, exchange));
        if (fault instanceof Fault.Raw raw) {
            exchange.send(raw.http(), raw.contentType(), Buffer.buffer(raw.body()));
        } else if (fault instanceof Fault.Redirect redirect) {
            exchange.redirect(redirect.location());
        } else if (fault instanceof Fault.Moved moved) {
            exchange.redirectTo(moved.baseUrl());
        } else if (fault instanceof Fault.Cut cut) {
            cut(cut, execution, exchange);
        } else if (fault instanceof Fault.HalfBody) {
            Written written = execution.get();
            exchange.half(written.status(), written.body());
        } else if (fault instanceof Fault.Slow slow) {
            delay(slow, execution.get(), exchange);
        } else if (fault instanceof Fault.EmptyBody) {
            execution.get();
            exchange.json(200, "");
        }
    }

    private void send(RestAnswer answer, Exchange exchange) {
        exchange.json(answer.status(), Envelope.write(answer, portal.now(), portal.zone(), portal.tellsDecimalTime()));
    }

    private static void cut(Fault.Cut cut, Supplier<Written> execution, Exchange exchange) {
        if (cut.executed()) {
            execution.get();
        }
        exchange.cut();
    }

    private void delay(Fault.Slow slow, Written written, Exchange exchange) {
        long millis = Math.max(1, slow.delay().toMillis());
        vertx.setTimer(millis, timer -> {
            if (exchange.isWaiting()) {
                exchange.json(written.status(), written.body());
            }
        });
    }
}
