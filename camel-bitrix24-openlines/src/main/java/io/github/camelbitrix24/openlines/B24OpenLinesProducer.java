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
import io.github.camelbitrix24.openlines.pace.CancellationSignal;
import io.github.camelbitrix24.openlines.portal.PortalClient;
import io.github.camelbitrix24.openlines.request.EndpointValues;
import io.github.camelbitrix24.openlines.request.ExchangeInputs;
import io.github.camelbitrix24.openlines.rest.Following;
import io.github.camelbitrix24.openlines.rest.RestCall;
import io.github.camelbitrix24.openlines.rest.RestResponse;
import io.github.camelbitrix24.openlines.routing.Routing;
import io.github.camelbitrix24.openlines.wire.Failures;
import io.github.camelbitrix24.openlines.wire.WaitingThread;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.DefaultAsyncProducer;
import org.apache.commons.lang3.StringUtils;

/** Sends an exchange's request to the portal and puts the result into its body. Never blocks, never throws, calls back once. */
final class B24OpenLinesProducer extends DefaultAsyncProducer {
    private final Operation operation;
    private final Checks checks;
    private final boolean allPages;
    private final EndpointValues values;
    private final Routing routing;
    private volatile Started started;

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
        started = new Started(
                endpoint.actingPortal(),
                new Telling(operation, endpoint.getComponent().observer()),
                endpoint.getComponent()::callBack);
    }

    @Override
    protected void doStop() throws Exception {
        Started present = started;
        started = null;
        if (present != null) {
            present.portal().stop();
        }
        super.doStop();
    }

    /** From a start to the stop. */
    private record Started(ActingPortal portal, Telling telling, Executor callbacks) {}

    /**
     * What it acts on. Starts a producer that nobody has started: Camel leaves those alone that are made while the context is
     * suspended, and does not come back to them.
     */
    private Started started() {
        Started present = started;
        if (present == null && (status < STOPPING || status == FAILED)) {
            start();
            present = started;
        }
        if (present == null) {
            throw Failures.stopped(StringUtils.defaultString(operation.restMethod(), "call"));
        }
        return present;
    }

    /** For a caller who waits: requests go out on its own thread. */
    @Override
    public void process(Exchange exchange) throws Exception {
        Started present;
        try {
            present = started();
        } catch (RuntimeException | Error e) {
            ResultHeaders.fail(exchange, operation, e);
            return;
        }
        long began = present.telling().begin();
        Waiting waiting = Waiting.begin(exchange);
        try {
            FixedUriExpression.refuseLeftOver(exchange);
            Arguments arguments = operation.gather(new ExchangeInputs(exchange, values));
            WaitingThread.await(() -> begin(present, exchange, arguments, waiting.signal()), waiting.signal()::cancel)
                    .whenComplete((writing, failure) -> finish(present, exchange, writing, failure, began));
        } catch (RuntimeException | Error e) {
            fail(present, exchange, e, began);
        } finally {
            waiting.end();
        }
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        Started present;
        try {
            present = started();
        } catch (Throwable e) {
            ResultHeaders.fail(exchange, operation, e);
            callback.done(true);
            return true;
        }
        long began = present.telling().begin();
        Waiting waiting = Waiting.begin(exchange);
        try {
            FixedUriExpression.refuseLeftOver(exchange);
            Arguments arguments = operation.gather(new ExchangeInputs(exchange, values));
            Thread caller = Thread.currentThread();
            boolean[] inside = {true};
            begin(present, exchange, arguments, waiting.signal()).whenComplete((writing, failure) -> {
                Runnable end = () -> {
                    try {
                        waiting.end();
                        finish(present, exchange, writing, failure, began);
                    } finally {
                        callback.done(false);
                    }
                };
                // a result that is quicker than this method must not keep its caller here: the steps behind it may
                // block
                if (Thread.currentThread() == caller && inside[0]) {
                    present.callbacks().execute(end);
                } else {
                    end.run();
                }
            });
            inside[0] = false;
            return false;
        } catch (Throwable e) {
            waiting.end();
            fail(present, exchange, e, began);
            callback.done(true);
            return true;
        }
    }

    /** Gives what writes the result into the message; cancelling it cancels the call. */
    private CompletableFuture<Consumer<Message>> begin(
            Started present, Exchange exchange, Arguments arguments, CancellationSignal signal) {
        CompletableFuture<Acting> acting = present.portal().of(exchange);
        return acting.isDone() && !acting.isCompletedExceptionally()
                ? begin(present, exchange, acting.join(), arguments, signal)
                : acting.thenCompose(chosen -> begin(present, exchange, chosen, arguments, signal));
    }

    private CompletableFuture<Consumer<Message>> begin(
            Started present, Exchange exchange, Acting acting, Arguments arguments, CancellationSignal signal) {
        PortalClient client = present.telling().client(exchange, acting, arguments, signal);
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

    private void finish(Started present, Exchange exchange, Consumer<Message> writing, Throwable failure, long began) {
        if (failure != null) {
            fail(present, exchange, failure instanceof CompletionException ? failure.getCause() : failure, began);
            return;
        }
        try {
            writing.accept(exchange.getMessage());
        } catch (Throwable e) {
            fail(present, exchange, e, began);
            return;
        }
        present.telling().over(exchange, null, began);
    }

    private void fail(Started present, Exchange exchange, Throwable failure, long began) {
        ResultHeaders.fail(exchange, operation, failure);
        present.telling().over(exchange, failure, began);
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
