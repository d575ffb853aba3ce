// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

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
import io.github.camelbitrix24.openlines.rest.Following;
import io.github.camelbitrix24.openlines.rest.RestCall;
import io.github.camelbitrix24.openlines.rest.RestResponse;
import io.github.camelbitrix24.openlines.routing.Routing;
import io.github.camelbitrix24.openlines.wire.WaitingThread;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.DefaultAsyncProducer;

/** Sends an exchange's request to the portal and puts the result into its body. Never blocks, never throws, calls back once. */
final class B24OpenLinesProducer extends DefaultAsyncProducer {
    private final Operation operation;
    private final Checks checks;
    private final boolean allPages;
    private final EndpointValues values;
    private final Routing routing;
    private ActingPortal portal;
    private Telling telling;

    B24OpenLinesProducer(B24OpenLinesEndpoint endpoint, EndpointValues values) {
        super(endpoint);
        this.operation = endpoint.getOperation();
        this.checks = endpoint.checks();
        this.routing = endpoint.getRouting().values();
        this.allPages = endpoint.getTargets().isAllPages();
        this.values = values;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        B24OpenLinesEndpoint endpoint = (B24OpenLinesEndpoint) getEndpoint();
        portal = endpoint.actingPortal();
        telling = new Telling(operation, endpoint.getComponent().observer());
    }

    @Override
    protected void doStop() throws Exception {
        portal.stop();
        super.doStop();
    }

    /** For a caller who waits: requests go out on its own thread. */
    @Override
    public void process(Exchange exchange) throws Exception {
        long began = telling.begin();
        try {
            Arguments arguments = operation.gather(new ExchangeInputs(exchange, values));
            WaitingThread.await(() -> begin(exchange, arguments))
                    .whenComplete((writing, failure) -> finish(exchange, writing, failure, began));
        } catch (RuntimeException e) {
            fail(exchange, e, began);
        }
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        long began = telling.begin();
        try {
            Arguments arguments = operation.gather(new ExchangeInputs(exchange, values));
            begin(exchange, arguments).whenComplete((writing, failure) -> {
                finish(exchange, writing, failure, began);
                callback.done(false);
            });
            return false;
        } catch (Throwable e) {
            fail(exchange, e, began);
            callback.done(true);
            return true;
        }
    }

    /** Gives what writes the result into the message; cancelling it cancels the call. */
    private CompletableFuture<Consumer<Message>> begin(Exchange exchange, Arguments arguments) {
        CompletableFuture<Acting> acting = portal.of(exchange);
        return acting.isDone() && !acting.isCompletedExceptionally()
                ? begin(exchange, acting.join(), arguments)
                : acting.thenCompose(present -> begin(exchange, present, arguments));
    }

    private CompletableFuture<Consumer<Message>> begin(Exchange exchange, Acting acting, Arguments arguments) {
        PortalClient client = telling.client(exchange, acting, arguments);
        Deeds deeds = new Deeds(operation, checks, client, acting.router(routing));
        return deeds.concern(arguments)
                ? Following.of(deeds.perform(arguments), done -> message -> write(message, done))
                : send(client, arguments);
    }

    private CompletableFuture<Consumer<Message>> send(PortalClient portal, Arguments arguments) {
        if (arguments.lookup().isPresent()) {
            return Following.of(
                    portal.call(arguments.lookup().get(), chat -> operation.call(arguments.at(chat))),
                    answer -> message ->
                            write(message, portal, arguments.at(answer.chatId()), answer.call(), answer.response()));
        }
        RestCall call = allPages
                ? operation.paging().orElseThrow().first(operation.call(arguments))
                : operation.call(arguments);
        CompletableFuture<RestResponse> answer =
                arguments.calls().isPresent() ? portal.batch(arguments.calls().get()) : portal.call(call);
        return Following.of(answer, response -> message -> write(message, portal, arguments, call, response));
    }

    private void finish(Exchange exchange, Consumer<Message> writing, Throwable failure, long began) {
        if (failure != null) {
            fail(exchange, failure instanceof CompletionException ? failure.getCause() : failure, began);
            return;
        }
        try {
            writing.accept(exchange.getMessage());
        } catch (Throwable e) {
            fail(exchange, e, began);
            return;
        }
        telling.over(exchange, null, began);
    }

    private void fail(Exchange exchange, Throwable failure, long began) {
        ResultHeaders.fail(exchange, operation, failure);
        telling.over(exchange, failure, began);
    }

    private void write(
            Message message, PortalClient portal, Arguments arguments, RestCall call, RestResponse response) {
        Object body = allPages
                ? new Pages(operation, arguments, portal, call, response)
                : operation.read(new Reply(operation, arguments, call.method(), response, checks.failOnFalse()));
        Outcome outcome = body instanceof OperatorResult result ? result.outcome() : null;
        ResultHeaders.set(message, call.method(), response.attempts(), response.time(), outcome);
        message.setBody(body);
    }

    private void write(Message message, Deed.Done done) {
        RestTime time = done.response() == null ? null : done.response().time();
        ResultHeaders.set(message, operation.restMethod(), done.attempts(), time, done.outcome());
        ResultHeaders.set(message, B24OpenLinesConstants.NOTE_LEFT, done.noteLeft());
        message.setBody(done.body());
    }
}
