// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.request;

import io.github.camelbitrix24.openlines.api.Bot;
import io.github.camelbitrix24.openlines.operation.Inputs;
import io.github.camelbitrix24.openlines.operation.Parameter;
import io.github.camelbitrix24.openlines.rest.Json;
import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.commons.lang3.StringUtils;

/** An exchange and its endpoint's options as the inputs of an operation. */
public final class ExchangeInputs implements Inputs {
    private final Exchange exchange;
    private final EndpointValues endpoint;
    private boolean bodyRead;
    private Object body;
    private Optional<Object> plain;

    public ExchangeInputs(Exchange exchange, EndpointValues endpoint) {
        this.exchange = exchange;
        this.endpoint = endpoint;
    }

    @Override
    public Optional<Object> header(Parameter parameter) {
        Message message = exchange.getMessage();
        Object value = message.getHeader(parameter.header());
        Object held = read(value);
        if (Texts.isReadOnce(value)) {
            message.setHeader(parameter.header(), held);
        }
        return Optional.ofNullable(held == null && value != null ? "" : held);
    }

    @Override
    public Optional<Object> option(Parameter parameter) {
        return Optional.ofNullable(endpoint.options().get(parameter));
    }

    /** A stream that can be read but once is replaced by its text, or a repetition would find nothing. */
    @Override
    public Object body() {
        if (!bodyRead) {
            Object value = exchange.getMessage().getBody();
            body = read(value);
            if (Texts.isReadOnce(value)) {
                exchange.getMessage().setBody(body);
            }
            bodyRead = true;
        }
        return body;
    }

    @Override
    public Object read(Object value) {
        return Texts.read(exchange, value);
    }

    @Override
    public Optional<Object> bodyPlain() {
        if (plain == null) {
            plain = body() instanceof Map<?, ?> || body() instanceof Collection<?>
                    ? Optional.of(body())
                    : bodyText()
                            .map(text -> StringUtils.removeStart(text, "\uFEFF").trim())
                            .filter(ExchangeInputs::looksLikeJson)
                            .flatMap(ExchangeInputs::json);
        }
        return plain;
    }

    private static boolean looksLikeJson(String text) {
        return text.startsWith("{") || text.startsWith("[");
    }

    private static Optional<Object> json(String text) {
        try {
            return Optional.ofNullable(Json.read(text));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<Bot> bot() {
        return endpoint.bot();
    }
}
