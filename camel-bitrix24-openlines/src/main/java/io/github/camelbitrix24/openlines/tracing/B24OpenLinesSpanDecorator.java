// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.tracing;

import io.github.camelbitrix24.openlines.report.Ending;
import io.github.camelbitrix24.openlines.report.Trail;
import io.github.camelbitrix24.openlines.text.LogText;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.telemetry.Span;
import org.apache.camel.telemetry.TagConstants;
import org.apache.camel.telemetry.decorators.AbstractSpanDecorator;

/**
 * Names a span by what is done, {@code b24openlines transfer} say, and tells of it what the component knows. What a message says counts
 * for a chat event only; the address of an endpoint is shown without its options.
 */
public final class B24OpenLinesSpanDecorator extends AbstractSpanDecorator {
    static final String CHAT = "b24openlines.chat.id";
    static final String METHOD = "b24openlines.method";
    static final String ATTEMPTS = "b24openlines.attempts";
    static final String BATCH_SIZE = "b24openlines.batch.size";
    static final String OUTCOME = "b24openlines.outcome";
    static final String EVENT = "b24openlines.event";

    private static final String SCHEME = "b24openlines";
    private static final String EVENTS = "events";
    private static final String CHAT_HEADER = "CamelB24OpenLinesChatId";
    private static final String EVENT_HEADER = "CamelB24OpenLinesEvent";

    @Override
    public String getComponent() {
        return SCHEME;
    }

    @Override
    public String getComponentClassName() {
        return "io.github.camelbitrix24.openlines.B24OpenLinesComponent";
    }

    @Override
    public String getOperationName(Exchange exchange, Endpoint endpoint) {
        return SCHEME + " " + stripSchemeAndOptions(endpoint);
    }

    @Override
    public void beforeTracingEvent(Span span, Exchange exchange, Endpoint endpoint) {
        String operation = stripSchemeAndOptions(endpoint);
        span.setComponent("camel-" + SCHEME);
        span.setTag(TagConstants.EXCHANGE_ID, exchange.getExchangeId());
        span.setTag(TagConstants.URL_SCHEME, SCHEME);
        span.setTag(TagConstants.URL_PATH, operation);
        span.setTag("camel.uri", SCHEME + ":" + operation);
        if (operation.equals(EVENTS)) {
            tag(span, EVENT, exchange.getMessage().getHeader(EVENT_HEADER));
            tag(span, CHAT, exchange.getMessage().getHeader(CHAT_HEADER));
        } else {
            exchange.setProperty(Trail.PROPERTY, new Trail());
        }
    }

    @Override
    public void afterTracingEvent(Span span, Exchange exchange) {
        super.afterTracingEvent(span, exchange);
        if (exchange.removeProperty(Trail.PROPERTY) instanceof Trail trail) {
            tag(span, TagConstants.SERVER_ADDRESS, trail.portal());
            tag(span, CHAT, trail.chat());
            tag(span, METHOD, trail.method());
            Ending ending = trail.ending();
            if (ending != null) {
                span.setTag(OUTCOME, ending.word());
                span.setTag(ATTEMPTS, Integer.toString(trail.attempts()));
                span.setTag(BATCH_SIZE, Integer.toString(trail.together()));
            }
        }
    }

    private static void tag(Span span, String name, Object value) {
        if (value != null) {
            span.setTag(name, LogText.of(value.toString()));
        }
    }
}
