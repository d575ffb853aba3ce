// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.events;

import io.github.camelbitrix24.openlines.events.PayloadBudget.Payload;
import io.github.camelbitrix24.openlines.events.PushBodies.Work;
import io.github.camelbitrix24.openlines.rest.Lenient;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.commons.lang3.StringUtils;

/** Reads the body of a request that the HTTP server hands over on a thread which may wait for it. */
final class PushBody {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final int PART = 8_192;

    /** Its platform-http makes fields of a form with the names decoded and the values as they came. */
    private static final String SPRING_BOOT = "org.apache.camel.component.platform.http.springboot.";

    private static final Runnable NOTHING = () -> {};

    /** For a body of a sender who has as many unfinished ones as it may have. */
    static final Duration CROWDED_PATIENCE = Duration.ofSeconds(2);

    private final PayloadBudget budget;
    private final Duration patience;
    private final PushGate gate;

    /**
     * Makes a reader.
     *
     * @param patience how long a body may take
     * @param gate asked while a body comes
     */
    PushBody(PayloadBudget budget, Duration patience, PushGate gate) {
        this.budget = budget;
        this.patience = patience;
        this.gate = gate;
    }

    /**
     * Whether a request may be an event, told before its body has come.
     *
     * @param contentLength a number, or whatever stands there
     * @throws PushRefusal if it may not
     */
    static void check(String method, String contentType, Object contentLength, int mostBytes) throws PushRefusal {
        if (!"POST".equals(method)) {
            throw new PushRefusal(PushRefusal.METHOD_NOT_ALLOWED, "events are posted");
        }
        if (!StringUtils.substringBefore(StringUtils.defaultString(contentType), ";")
                .trim()
                .toLowerCase(Locale.ROOT)
                .equals(FORM)) {
            throw new PushRefusal(PushRefusal.UNSUPPORTED_TYPE, "events are " + FORM);
        }
        if (Lenient.id(contentLength) > mostBytes) {
            throw PushRefusal.tooLarge(mostBytes);
        }
    }

    /**
     * The content of a request.
     *
     * @throws PushRefusal if there is none
     */
    PushContent read(Message request) throws PushRefusal {
        if (request.getBody() instanceof PushContent content) {
            return content;
        }
        check(
                request.getHeader(Exchange.HTTP_METHOD, String.class),
                request.getHeader(Exchange.CONTENT_TYPE, String.class),
                request.getHeader(Exchange.CONTENT_LENGTH),
                budget.mostForOne());
        if (request.getBody() instanceof Map<?, ?> fields) {
            return PushContent.of(fields, request.getClass().getName().startsWith(SPRING_BOOT));
        }
        Payload payload = budget.open("", NOTHING);
        request.getExchange()
                .getExchangeExtension()
                .addOnCompletion(new PayloadCompletion(() -> budget.close(payload)));
        try (InputStream body = request.getBody(InputStream.class)) {
            if (body != null) {
                read(body, payload, new PushHead());
            }
        } catch (IOException e) {
            throw new PushRefusal(PushRefusal.BAD_REQUEST, "the body ended too early");
        }
        budget.finished(payload);
        return PushContent.of(payload.bytes(), payload.length());
    }

    /** As {@link PushBodies#work}. */
    Optional<PushRefusal> work(
            String method, String contentType, long contentLength, String sender, InputStream body, Work work)
            throws IOException {
        PushHead head = new PushHead();
        Payload payload;
        try {
            check(method, contentType, contentLength, budget.mostForOne());
            payload = budget.open(sender, NOTHING);
        } catch (PushRefusal refusal) {
            gate.refused(refusal, head);
            return Optional.of(refusal);
        }
        try {
            try {
                read(body, payload, head);
                gate.check(head.read(payload.bytes(), payload.length(), true), true);
            } catch (PushRefusal refusal) {
                gate.refused(refusal, head);
                return Optional.of(refusal);
            } catch (IllegalArgumentException | IOException e) {
                PushRefusal refusal = e instanceof SocketTimeoutException
                        ? PushRefusal.timedOut()
                        : new PushRefusal(
                                PushRefusal.BAD_REQUEST,
                                e instanceof IOException ? "the body ended too early" : e.getMessage());
                gate.refused(refusal, head);
                return Optional.of(refusal);
            }
            budget.finished(payload);
            work.with(Arrays.copyOf(payload.bytes(), payload.length()));
            return Optional.empty();
        } finally {
            budget.close(payload);
        }
    }

    private void read(InputStream body, Payload payload, PushHead head) throws IOException, PushRefusal {
        long begin = System.nanoTime();
        boolean crowded = payload.crowded() && patience.compareTo(CROWDED_PATIENCE) > 0;
        long most = (crowded ? CROWDED_PATIENCE : patience).toNanos();
        byte[] part = new byte[PART];
        int count;
        while ((count = body.read(part)) >= 0) {
            budget.append(payload, part, count);
            gate.check(head.read(payload.bytes(), payload.length(), false), false);
            if (payload.gaveWay()) {
                throw PushRefusal.gaveWay();
            }
            if (System.nanoTime() - begin > most) {
                throw payload.crowded() ? PushRefusal.crowded() : PushRefusal.timedOut();
            }
        }
    }
}
