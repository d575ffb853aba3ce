// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.events;

import io.github.camelbitrix24.openlines.events.PayloadBudget.Payload;
import io.github.camelbitrix24.openlines.rest.Lenient;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
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

    private final PayloadBudget budget;
    private final Duration patience;

    /**
     * Makes a reader.
     *
     * @param patience how long a body may take
     */
    PushBody(PayloadBudget budget, Duration patience) {
        this.budget = budget;
        this.patience = patience;
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
                read(body, payload);
            }
        } catch (IOException e) {
            throw new PushRefusal(PushRefusal.BAD_REQUEST, "the body ended too early");
        }
        budget.finished(payload);
        return PushContent.of(payload.bytes(), payload.length());
    }

    private void read(InputStream body, Payload payload) throws IOException, PushRefusal {
        long begin = System.nanoTime();
        byte[] part = new byte[PART];
        int count;
        while ((count = body.read(part)) >= 0) {
            budget.append(payload, part, count);
            if (payload.gaveWay()) {
                throw PushRefusal.full("the body was unfinished for long while others came");
            }
            if (System.nanoTime() - begin > patience.toNanos()) {
                throw PushRefusal.timedOut();
            }
        }
    }
}
