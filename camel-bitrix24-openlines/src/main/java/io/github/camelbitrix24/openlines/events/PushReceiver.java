// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.events;

import io.github.camelbitrix24.openlines.api.ChatEvent;
import io.github.camelbitrix24.openlines.events.EventTokens.Trust;
import io.github.camelbitrix24.openlines.events.StoreCalls.Unavailable;
import io.github.camelbitrix24.openlines.report.EventEnding;
import io.github.camelbitrix24.openlines.report.QuietLog;
import io.github.camelbitrix24.openlines.text.LogText;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
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
final class PushReceiver extends AsyncProcessorSupport implements PushGate {
    private static final Logger LOG = LoggerFactory.getLogger(PushReceiver.class);
    private static final int OK = 200;
    private static final int FAILED = 500;
    private static final String NOT_TAKEN = "A posted event could not be taken, the portal is told ";

    private final PushBody body;
    private final PushVerifier verifier;
    private final PushInstallations installations;
    private final EventMapper mapper;
    private final EventFilter filter;
    private final PushOnce once;
    private final PushDelivery delivery;
    private final EventReport report;
    private final EventFailures failures;
    private final RefusalLog refusals = new RefusalLog(LOG, System::nanoTime);
    private final QuietLog unremembered = new QuietLog(LOG);

    /**
     * Makes a receiver.
     *
     * @param patience how long a body may take
     * @param installations null if nobody wants to know of them
     */
    PushReceiver(
            PayloadBudget budget,
            Duration patience,
            PushVerifier verifier,
            PushInstallations installations,
            EventFilter filter,
            PushOnce once,
            PushDelivery delivery,
            EventReport report,
            EventFailures failures) {
        this.body = new PushBody(budget, patience, this);
        this.verifier = verifier;
        this.installations = installations;
        this.mapper = new EventMapper(filter.ownBot());
        this.filter = filter;
        this.once = once;
        this.delivery = delivery;
        this.report = report;
        this.failures = failures;
    }

    @Override
    public boolean process(Exchange http, AsyncCallback callback) {
        CompletableFuture<Integer> status;
        String reason = "";
        PushHead head = new PushHead();
        try {
            PushContent content = body.read(http.getMessage());
            head = content.head();
            status = receive(content, head).toCompletableFuture();
        } catch (PushRefusal e) {
            refused(e, head);
            status = CompletableFuture.completedFuture(e.status());
            reason = e.toSender();
        } catch (IllegalArgumentException e) {
            PushRefusal refusal = new PushRefusal(PushRefusal.BAD_REQUEST, e.getMessage());
            refused(refusal, head);
            status = CompletableFuture.completedFuture(refusal.status());
            reason = refusal.toSender();
        } catch (Unavailable e) {
            status = CompletableFuture.completedFuture(unknowable(e, head));
        } catch (RuntimeException | Error e) {
            status = CompletableFuture.completedFuture(untaken(e));
        }
        boolean now = status.isDone();
        String because = reason;
        status.whenComplete((code, failure) -> {
            answer(http, failure == null ? code : untaken(failure), because);
            callback.done(now);
        });
        return now;
    }

    /** Reads bodies for it. */
    PushBody body() {
        return body;
    }

    @Override
    public void check(PushHead head, boolean whole) throws PushRefusal {
        verifier.check(head, whole);
    }

    @Override
    public void refused(PushRefusal refusal, PushHead head) {
        refusals.say(refusal, head.isEmpty() ? "" : "event " + head.event() + " of portal " + head.memberId());
        report.tell(null, refusal.status() == PushRefusal.UNAVAILABLE ? EventEnding.FULL : EventEnding.REFUSED);
    }

    private CompletionStage<Integer> receive(PushContent content, PushHead head) throws PushRefusal, Unavailable {
        Trust trust = verifier.trust(head);
        PushedEvent event = PushedEvent.of(content.form());
        if (!event.isAsTold(head)) {
            throw new IllegalArgumentException("not a form of the portal: a name is a value and an array at once");
        }
        if (trust != Trust.NONE) {
            return accepted(event, trust);
        }
        return installations
                .confirm(event.form())
                .thenCompose(refusal -> refusal.isPresent()
                        ? CompletableFuture.completedFuture(refused(refusal.get(), event, head))
                        : accepted(event, Trust.PORTAL));
    }

    private int refused(PushRefusal refusal, PushedEvent event, PushHead head) {
        refused(refusal, head);
        if (refusal.status() == PushRefusal.UNAVAILABLE) {
            LOG.debug("{} of an installation was put off", event);
        }
        return refusal.status();
    }

    private CompletionStage<Integer> accepted(PushedEvent event, Trust trust) {
        if (installations == null || !event.isInstallation() && !event.isRemoval()) {
            return route(event, trust);
        }
        return installations
                .received(event.raw().type(), event.form())
                .handle((done, failure) -> failure)
                .thenCompose(failure -> failure == null
                        ? route(event, trust)
                        : CompletableFuture.completedFuture(unkept(event, failure)));
    }

    private int unkept(PushedEvent event, Throwable failure) {
        int status = PushInstallations.isUnavailable(failure) ? PushRefusal.UNAVAILABLE : FAILED;
        report.tell(event.raw().type(), EventEnding.FAILED);
        failures.tell(
                "An installation or removal was not kept, the portal is told " + status,
                mapper.map(event.raw()),
                failure,
                false);
        return status;
    }

    private CompletionStage<Integer> route(PushedEvent pushed, Trust trust) {
        ChatEvent event = mapper.map(pushed.raw());
        if (!filter.wants(pushed.raw(), event)) {
            report.tell(event.type(), EventEnding.FILTERED);
            return CompletableFuture.completedFuture(OK);
        }
        String key = pushed.key();
        CompletableFuture<Integer> status = new CompletableFuture<>();
        CompletableFuture<Integer> same = once.begin(key, status);
        if (same != null) {
            report.tell(event.type(), EventEnding.DUPLICATE);
            return same;
        }
        try {
            if (once.isDone(key)) {
                once.failed(key);
                report.tell(event.type(), EventEnding.DUPLICATE);
                status.complete(OK);
            } else {
                deliver(event, key, trust == Trust.PORTAL ? pushed.raw().memberId() : null, status);
            }
        } catch (Unavailable e) {
            once.failed(key);
            status.complete(unavailable(e, event));
        } catch (RuntimeException | Error e) {
            once.failed(key);
            status.complete(untaken(e));
        }
        return status;
    }

    private void deliver(ChatEvent event, String key, String portal, CompletableFuture<Integer> status) {
        Optional<CompletableFuture<Void>> handled = delivery.deliver(
                event,
                exchange -> {
                    EventHeaders.id(exchange.getMessage(), key);
                    if (portal != null) {
                        new VerifiedPortal(portal).putOn(exchange);
                    }
                },
                failure -> settle(event, key, failure));
        if (handled.isEmpty()) {
            once.failed(key);
            refusals.say(PushRefusal.full("as many events wait as maxPending allows"), "event " + event.type());
            report.tell(event.type(), EventEnding.FULL);
            status.complete(PushRefusal.UNAVAILABLE);
        } else {
            handled.get().whenComplete((done, failure) -> status.complete(failure == null ? OK : FAILED));
        }
    }

    private void settle(ChatEvent event, String key, Throwable failure) {
        report.tell(event.type(), failure == null ? EventEnding.DONE : EventEnding.FAILED);
        if (failure != null) {
            once.failed(key);
            failures.tell("The route failed with an event, which the portal does not post again", event, failure, true);
            return;
        }
        try {
            once.done(key);
            unremembered.over();
        } catch (Unavailable e) {
            unremembered.log(
                    "The idempotentRepository cannot remember events, which may come again: {}",
                    LogText.of(e.getMessage()));
            LOG.debug("The whole of it", e);
        }
    }

    /** Anybody can ask about a token, so the handler is told as often as the log. */
    private int unknowable(Unavailable failure, PushHead head) {
        PushRefusal refusal = PushRefusal.full("it cannot be known whether the token is right");
        report.tell(null, EventEnding.FAILED);
        if (refusals.say(refusal, "event " + head.event() + " of portal " + head.memberId())) {
            failures.tell(NOT_TAKEN + refusal.status(), null, failure, false);
        }
        return refusal.status();
    }

    private int unavailable(Unavailable failure, ChatEvent event) {
        report.tell(event.type(), EventEnding.FAILED);
        failures.tell(NOT_TAKEN + PushRefusal.UNAVAILABLE, event, failure, false);
        return PushRefusal.UNAVAILABLE;
    }

    private int untaken(Throwable failure) {
        report.tell(null, EventEnding.FAILED);
        failures.tell(NOT_TAKEN + FAILED, null, failure, false);
        return FAILED;
    }

    /** Answers a request that has come while its consumer stops: whoever can repeat it does. */
    static void stopped(Exchange http) {
        answer(http, PushRefusal.UNAVAILABLE, "the consumer stops");
    }

    private static void answer(Exchange http, int status, String reason) {
        Message answer = http.getMessage();
        answer.removeHeaders("*");
        Map.of(Exchange.HTTP_RESPONSE_CODE, status, Exchange.CONTENT_TYPE, "text/plain")
                .forEach(answer::setHeader);
        if (status == PushRefusal.METHOD_NOT_ALLOWED) {
            answer.setHeader("Allow", "POST");
        }
        answer.setBody(reason);
    }
}
