// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import io.github.camelbitrix24.openlines.api.B24Exception;
import io.github.camelbitrix24.openlines.api.OperatorResult;
import io.github.camelbitrix24.openlines.api.RestTime;
import io.github.camelbitrix24.openlines.operation.Arguments;
import io.github.camelbitrix24.openlines.operation.Operation;
import io.github.camelbitrix24.openlines.operation.Reply;
import io.github.camelbitrix24.openlines.portal.PortalClient;
import io.github.camelbitrix24.openlines.request.EndpointValues;
import io.github.camelbitrix24.openlines.request.ExchangeInputs;
import io.github.camelbitrix24.openlines.rest.Following;
import io.github.camelbitrix24.openlines.rest.RestCall;
import io.github.camelbitrix24.openlines.rest.RestResponse;
import io.github.camelbitrix24.openlines.wire.WaitingThread;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.DefaultAsyncProducer;

/** Sends an exchange's request to the portal and puts the result into its body. Never blocks, never throws, calls back once. */
final class B24OpenLinesProducer extends DefaultAsyncProducer {
    private static final int MILLIS = 1_000;

    private final Operation operation;
    private final boolean failOnFalse;
    private final boolean allPages;
    private final EndpointValues values;
    private ActingPortal portal;

    B24OpenLinesProducer(B24OpenLinesEndpoint endpoint, EndpointValues values) {
        super(endpoint);
        this.operation = endpoint.getOperation();
        this.failOnFalse = endpoint.getConfiguration().isFailOnFalse();
        this.allPages = endpoint.getTargets().isAllPages();
        this.values = values;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        portal = ((B24OpenLinesEndpoint) getEndpoint()).actingPortal();
    }

    @Override
    protected void doStop() throws Exception {
        portal.stop();
        super.doStop();
    }

    /** For a caller who waits: requests go out on its own thread. */
    @Override
    public void process(Exchange exchange) throws Exception {
        try {
            Arguments arguments = operation.gather(new ExchangeInputs(exchange, values));
            WaitingThread.await(() -> send(exchange, arguments))
                    .whenComplete((sent, failure) -> finish(exchange, sent, failure));
        } catch (RuntimeException e) {
            fail(exchange, e);
        }
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        try {
            Arguments arguments = operation.gather(new ExchangeInputs(exchange, values));
            send(exchange, arguments).whenComplete((sent, failure) -> {
                finish(exchange, sent, failure);
                callback.done(false);
            });
            return false;
        } catch (Throwable e) {
            fail(exchange, e);
            callback.done(true);
            return true;
        }
    }

    private CompletableFuture<Sent> send(Exchange exchange, Arguments arguments) {
        CompletableFuture<PortalClient> acting = portal.of(exchange);
        return acting.isDone() && !acting.isCompletedExceptionally()
                ? send(acting.join(), arguments)
                : acting.thenCompose(client -> send(client, arguments));
    }

    private CompletableFuture<Sent> send(PortalClient portal, Arguments arguments) {
        if (arguments.lookup().isPresent()) {
            return Following.of(
                    portal.call(arguments.lookup().get(), chat -> operation.call(arguments.at(chat))),
                    answer -> new Sent(portal, arguments.at(answer.chatId()), answer.call(), answer.response()));
        }
        RestCall call = allPages
                ? operation.paging().orElseThrow().first(operation.call(arguments))
                : operation.call(arguments);
        CompletableFuture<RestResponse> answer =
                arguments.calls().isPresent() ? portal.batch(arguments.calls().get()) : portal.call(call);
        return Following.of(answer, response -> new Sent(portal, arguments, call, response));
    }

    private void finish(Exchange exchange, Sent sent, Throwable failure) {
        try {
            if (failure == null) {
                succeed(exchange.getMessage(), sent);
            } else {
                fail(exchange, failure instanceof CompletionException ? failure.getCause() : failure);
            }
        } catch (Throwable e) {
            fail(exchange, e);
        }
    }

    private void succeed(Message message, Sent sent) {
        RestResponse response = sent.response();
        Object body = allPages
                ? new Pages(operation, sent.arguments(), sent.portal(), sent.call(), response)
                : operation.read(
                        new Reply(operation, sent.arguments(), sent.call().method(), response, failOnFalse));
        message.setHeader(B24OpenLinesConstants.REST_METHOD, sent.call().method());
        message.setHeader(B24OpenLinesConstants.ATTEMPTS, response.attempts());
        RestTime time = response.time();
        set(message, B24OpenLinesConstants.DURATION, time == null ? null : Math.round(time.duration() * MILLIS));
        set(message, B24OpenLinesConstants.OPERATING, time == null ? null : time.operating());
        set(message, B24OpenLinesConstants.OPERATING_RESET_AT, time == null ? null : time.operatingResetAt());
        set(message, B24OpenLinesConstants.OUTCOME, body instanceof OperatorResult result ? result.outcome() : null);
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

    private void fail(Exchange exchange, Throwable failure) {
        String method = failure instanceof B24Exception b24 && b24.getRestMethod() != null
                ? b24.getRestMethod()
                : operation.restMethod();
        set(exchange.getMessage(), B24OpenLinesConstants.REST_METHOD, method);
        exchange.getMessage()
                .setHeader(B24OpenLinesConstants.ATTEMPTS, failure instanceof B24Exception b24 ? b24.getAttempts() : 0);
        exchange.setException(failure);
    }

    /** A call with its answer. */
    private record Sent(PortalClient portal, Arguments arguments, RestCall call, RestResponse response) {}
}
