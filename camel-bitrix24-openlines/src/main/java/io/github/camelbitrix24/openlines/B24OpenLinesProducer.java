// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import io.github.camelbitrix24.openlines.api.B24Exception;
import io.github.camelbitrix24.openlines.api.OperatorResult;
import io.github.camelbitrix24.openlines.api.Outcome;
import io.github.camelbitrix24.openlines.api.RestTime;
import io.github.camelbitrix24.openlines.operation.Arguments;
import io.github.camelbitrix24.openlines.operation.Checks;
import io.github.camelbitrix24.openlines.operation.Deed;
import io.github.camelbitrix24.openlines.operation.Operation;
import io.github.camelbitrix24.openlines.operation.Reply;
import io.github.camelbitrix24.openlines.portal.PortalClient;
import io.github.camelbitrix24.openlines.request.EndpointValues;
import io.github.camelbitrix24.openlines.request.ExchangeInputs;
import io.github.camelbitrix24.openlines.rest.RestCall;
import io.github.camelbitrix24.openlines.rest.RestResponse;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.DefaultAsyncProducer;

/** Sends an exchange's request to the portal and puts the result into its body. Never blocks, never throws, calls back once. */
final class B24OpenLinesProducer extends DefaultAsyncProducer {
    private static final int MILLIS = 1_000;

    private final Operation operation;
    private final Checks checks;
    private final EndpointValues values;
    private PortalClient portal;
    private Deeds deeds;

    B24OpenLinesProducer(B24OpenLinesEndpoint endpoint, EndpointValues values) {
        super(endpoint);
        this.operation = endpoint.getOperation();
        this.checks = endpoint.checks();
        this.values = values;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        portal = ((B24OpenLinesEndpoint) getEndpoint()).portal();
        deeds = new Deeds(operation, checks, portal);
    }

    @Override
    protected void doStop() throws Exception {
        portal.stop();
        super.doStop();
    }

    /** For a caller who waits: the request goes out on its own thread, if its turn is now. */
    @Override
    public void process(Exchange exchange) throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        CallerRuns.run(() -> process(exchange, doneSync -> done.countDown()));
        done.await();
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        try {
            Arguments arguments = operation.gather(new ExchangeInputs(exchange, values));
            if (checks.verify() || checks.explain()) {
                deeds.perform(arguments).whenComplete((done, failure) -> {
                    finish(exchange, done, failure);
                    callback.done(false);
                });
                return false;
            }
            RestCall call = operation.call(arguments);
            portal.call(call).whenComplete((response, failure) -> {
                finish(exchange, arguments, call, response, failure);
                callback.done(false);
            });
            return false;
        } catch (Throwable e) {
            fail(exchange, operation.restMethod(), e);
            callback.done(true);
            return true;
        }
    }

    private void finish(
            Exchange exchange, Arguments arguments, RestCall call, RestResponse response, Throwable failure) {
        try {
            if (failure != null) {
                fail(exchange, call.method(), failure instanceof CompletionException ? failure.getCause() : failure);
            } else {
                succeed(exchange.getMessage(), arguments, call, response);
            }
        } catch (Throwable e) {
            fail(exchange, call.method(), e);
        }
    }

    private void finish(Exchange exchange, Deed.Done done, Throwable failure) {
        String method = operation.restMethod();
        if (failure != null) {
            fail(exchange, method, failure instanceof CompletionException ? failure.getCause() : failure);
        } else if (done.failure() != null) {
            fail(exchange, method, done.failure());
            exchange.getMessage().setHeader(B24OpenLinesConstants.ATTEMPTS, done.attempts());
        } else {
            put(exchange.getMessage(), method, done.attempts(), done.response(), done.outcome(), done.body());
        }
    }

    private void succeed(Message message, Arguments arguments, RestCall call, RestResponse response) {
        Object body =
                operation.read(new Reply(operation, arguments, call.method(), response, checks.failOnFalse()));
        Outcome outcome = body instanceof OperatorResult result ? result.outcome() : null;
        put(message, call.method(), response.attempts(), response, outcome, body);
    }

    private static void put(
            Message message, String method, int attempts, RestResponse response, Outcome outcome, Object body) {
        message.setHeader(B24OpenLinesConstants.REST_METHOD, method);
        message.setHeader(B24OpenLinesConstants.ATTEMPTS, attempts);
        RestTime time = response == null ? null : response.time();
        set(message, B24OpenLinesConstants.DURATION, time == null ? null : Math.round(time.duration() * MILLIS));
        set(message, B24OpenLinesConstants.OPERATING, time == null ? null : time.operating());
        set(message, B24OpenLinesConstants.OPERATING_RESET_AT, time == null ? null : time.operatingResetAt());
        set(message, B24OpenLinesConstants.OUTCOME, outcome);
        message.setBody(body);
    }

    /** An earlier call's value must not pass for this one's. */
    private static void set(Message message, String header, Object value) {
        if (value == null) {
            message.removeHeader(header);
        } else {
            message.setHeader(header, value);
        }
    }

    private static void fail(Exchange exchange, String method, Throwable failure) {
        set(exchange.getMessage(), B24OpenLinesConstants.REST_METHOD, method);
        exchange.getMessage()
                .setHeader(B24OpenLinesConstants.ATTEMPTS, failure instanceof B24Exception b24 ? b24.getAttempts() : 0);
        exchange.setException(failure);
    }
}
