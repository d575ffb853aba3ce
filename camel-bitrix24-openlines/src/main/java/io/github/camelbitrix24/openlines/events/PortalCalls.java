// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.events;

import io.github.camelbitrix24.openlines.portal.PortalClient;
import io.github.camelbitrix24.openlines.rest.RestCall;
import io.github.camelbitrix24.openlines.rest.RestResponse;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.camel.RuntimeCamelException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls the portal and waits for the answer, one call at a time; a stop ends the waiting. */
final class PortalCalls {
    private static final Logger LOG = LoggerFactory.getLogger(PortalCalls.class);
    private static final Duration BRIEFLY = Duration.ofSeconds(3);

    private final Supplier<PortalClient> clients;
    private final BooleanSupplier allowed;
    private volatile PortalClient client;
    private volatile CompletableFuture<?> reading;

    /**
     * No call yet.
     *
     * @param clients asked at every start
     * @param allowed whether there may be another poll
     */
    PortalCalls(Supplier<PortalClient> clients, BooleanSupplier allowed) {
        this.clients = clients;
        this.allowed = allowed;
    }

    void open() {
        if (client == null) {
            client = clients.get();
        }
    }

    /**
     * Reads from a queue, ahead of all calls that wait.
     *
     * @throws CancellationException if the consumer is stopped or suspended meanwhile
     */
    Object read(RestCall call) throws InterruptedException {
        if (!allowed.getAsBoolean()) {
            throw new CancellationException();
        }
        CompletableFuture<Object> answer = send(call);
        reading = answer;
        if (!allowed.getAsBoolean()) {
            answer.cancel(false);
        }
        try {
            return await(answer);
        } finally {
            reading = null;
        }
    }

    /**
     * Tells the portal what is done; a suspension waits for it.
     *
     * @throws CancellationException if the consumer is stopped
     */
    Object tell(RestCall call) throws InterruptedException {
        return await(send(call));
    }

    /**
     * Tells the portal, and does not wait long for its word. For the time of a stop.
     *
     * @return for each call whether the portal took it
     */
    List<Boolean> tellBriefly(List<RestCall> calls) throws InterruptedException {
        if (client == null) {
            return Collections.nCopies(calls.size(), false);
        }
        List<CompletableFuture<Object>> sent = calls.stream().map(this::send).toList();
        try {
            CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new))
                    .get(BRIEFLY.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | CancellationException | TimeoutException e) {
            LOG.debug("{} was not said before the stop", calls.get(0).method(), e);
            sent.forEach(answer -> answer.cancel(false));
        }
        return sent.stream()
                .map(answer -> answer.isDone() && !answer.isCompletedExceptionally())
                .toList();
    }

    private CompletableFuture<Object> send(RestCall call) {
        PortalClient current = client;
        if (current == null) {
            throw new CancellationException();
        }
        CompletableFuture<RestResponse> sent = current.callAhead(call);
        CompletableFuture<Object> result = new CompletableFuture<>();
        sent.whenComplete((response, failure) -> {
            if (failure == null) {
                result.complete(response.result());
            } else {
                result.completeExceptionally(failure);
            }
        });
        result.whenComplete((ignored, failure) -> sent.cancel(false));
        return result;
    }

    private static Object await(CompletableFuture<Object> answer) throws InterruptedException {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new RuntimeCamelException(e.getCause());
        }
    }

    /** A poll in flight would hold up the stop for as long as the portal takes; what it brings comes again. */
    void cancelReading() {
        CompletableFuture<?> answer = reading;
        if (answer != null) {
            answer.cancel(false);
        }
    }

    /** Lets a poll in flight come in, since what it would bring is lost without its answer; cancels it if that takes long. */
    void endReading() {
        CompletableFuture<?> answer = reading;
        if (answer == null) {
            return;
        }
        try {
            answer.get(BRIEFLY.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            answer.cancel(false);
        } catch (TimeoutException e) {
            answer.cancel(false);
        } catch (ExecutionException | CancellationException e) {
            LOG.debug("The last poll failed", e);
        }
    }

    void close() {
        PortalClient current = client;
        client = null;
        cancelReading();
        if (current != null) {
            current.stop();
        }
    }
}
