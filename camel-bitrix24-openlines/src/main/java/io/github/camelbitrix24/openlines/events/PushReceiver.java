// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.events;

import io.github.camelbitrix24.openlines.api.ChatEvent;
import io.github.camelbitrix24.openlines.events.EventTokens.Trust;
import io.github.camelbitrix24.openlines.report.EventEnding;
import io.github.camelbitrix24.openlines.report.QuietLog;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.AsyncProcessorSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers posted events: reads, verifies, and only then lets anything else happen. Nothing of the HTTP exchange reaches the
 * route, which runs on an exchange of its own.
 */
final class PushReceiver extends AsyncProcessorSupport {
    private static final Logger LOG = LoggerFactory.getLogger(PushReceiver.class);
    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final int FORBIDDEN = 403;
    private static final int METHOD_NOT_ALLOWED = 405;
    private static final int FAILED = 500;
    private static final int FULL = 503;

    private final PushBody body;
    private final EventTokens tokens;
    private final InstallationHook hook;
    private final EventMapper mapper;
    private final EventFilter filter;
    private final DoneEvents doneEvents;
    private final PushDelivery delivery;
    private final EventReport report;
    private final QuietLog unremembered = new QuietLog(LOG);
    private final QuietLog untaken = new QuietLog(LOG);
    private final Set<String> refusals = ConcurrentHashMap.newKeySet();

    PushReceiver(
            PushBody body,
            EventTokens tokens,
            InstallationHook hook,
            EventFilter filter,
            DoneEvents doneEvents,
            PushDelivery delivery,
            EventReport report) {
        this.body = body;
        this.tokens = tokens;
        this.hook = hook;
        this.mapper = new EventMapper(filter.ownBot());
        this.filter = filter;
        this.doneEvents = doneEvents;
        this.delivery = delivery;
        this.report = report;
    }

    @Override
    public boolean process(Exchange http, AsyncCallback callback) {
        CompletableFuture<Integer> status;
        String reason = "";
        try {
            status = receive(PushedEvent.of(body.read(http.getMessage()))).toCompletableFuture();
        } catch (PushRefusal e) {
            status = CompletableFuture.completedFuture(e.status());
            reason = e.getMessage();
        } catch (IllegalArgumentException e) {
            status = CompletableFuture.completedFuture(BAD_REQUEST);
            reason = e.getMessage();
        } catch (RuntimeException e) {
            untaken.log("A posted event could not be taken: {}", e.toString());
            LOG.debug("The whole of it", e);
            report.tell(null, EventEnding.FAILED);
            status = CompletableFuture.completedFuture(FAILED);
        }
        boolean now = status.isDone();
        String because = reason;
        status.whenComplete((code, failure) -> {
            answer(http, failure == null ? code : FAILED, because);
            callback.done(now);
        });
        return now;
    }

    private CompletionStage<Integer> receive(PushedEvent event) {
        Trust trust = event.trust(tokens);
        if (trust != Trust.NONE) {
            return accepted(event, trust);
        }
        if (hook == null || !event.isInstallation()) {
            return CompletableFuture.completedFuture(FORBIDDEN);
        }
        return hook.confirm(event.form())
                .handle((confirmed, failure) -> failure == null && Boolean.TRUE.equals(confirmed))
                .thenCompose(confirmed ->
                        confirmed ? accepted(event, Trust.PORTAL) : CompletableFuture.completedFuture(FORBIDDEN));
    }

    private CompletionStage<Integer> accepted(PushedEvent event, Trust trust) {
        if (hook == null || !event.isInstallation() && !event.isRemoval()) {
            return route(event, trust);
        }
        return hook.received(event.raw().type(), event.form())
                .handle((done, failure) -> failure)
                .thenCompose(failure -> failure == null ? route(event, trust) : unkept(failure));
    }

    private static CompletionStage<Integer> unkept(Throwable failure) {
        LOG.warn("An installation or removal was not kept, the portal is told 500", failure);
        return CompletableFuture.completedFuture(FAILED);
    }

    private CompletionStage<Integer> route(PushedEvent pushed, Trust trust) {
        ChatEvent event = mapper.map(pushed.raw());
        if (!filter.wants(pushed.raw(), event)) {
            report.tell(event.type(), EventEnding.FILTERED);
            return CompletableFuture.completedFuture(OK);
        }
        String key = pushed.key();
        if (!doneEvents.begin(key)) {
            report.tell(event.type(), EventEnding.DUPLICATE);
            return CompletableFuture.completedFuture(OK);
        }
        VerifiedPortal portal =
                trust == Trust.PORTAL ? new VerifiedPortal(pushed.raw().memberId()) : null;
        Optional<CompletableFuture<Void>> handled = delivery.deliver(
                event,
                exchange -> {
                    EventHeaders.id(exchange.getMessage(), key);
                    if (portal != null && event.memberId() != null) {
                        portal.putOn(exchange);
                    }
                },
                failure -> settle(event, key, failure));
        if (handled.isEmpty()) {
            doneEvents.failed(key);
            report.tell(event.type(), EventEnding.FULL);
            return CompletableFuture.completedFuture(FULL);
        }
        return handled.get().handle((done, failure) -> failure == null ? OK : FAILED);
    }

    private void settle(ChatEvent event, String key, Throwable failure) {
        report.tell(event.type(), failure == null ? EventEnding.DONE : EventEnding.FAILED);
        try {
            if (failure == null) {
                doneEvents.done(key);
                unremembered.over();
            } else {
                doneEvents.failed(key);
            }
        } catch (RuntimeException e) {
            unremembered.log("The idempotentRepository cannot remember events, which may come again: {}", e.toString());
            LOG.debug("The whole of it", e);
        }
    }

    private void answer(Exchange http, int status, String reason) {
        if (status != OK && status != FAILED) {
            say(status, reason);
            if (status != FULL) {
                report.tell(null, EventEnding.REFUSED);
            }
        }
        Message answer = http.getMessage();
        answer.removeHeaders("*");
        answer.setHeader(Exchange.HTTP_RESPONSE_CODE, status);
        answer.setHeader(Exchange.CONTENT_TYPE, "text/plain");
        if (status == METHOD_NOT_ALLOWED) {
            answer.setHeader("Allow", "POST");
        }
        answer.setBody(reason);
    }

    /** Anybody can send such requests, so each kind is said at WARN once. */
    private void say(int status, String reason) {
        if (refusals.add(status + reason)) {
            LOG.warn("A request was refused, HTTP {} {}: the next ones are told at DEBUG", status, reason);
        } else {
            LOG.debug("A request was refused, HTTP {} {}", status, reason);
        }
    }
}
