// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.request;

import io.github.camelbitrix24.openlines.api.Bot;
import io.github.camelbitrix24.openlines.operation.Inputs;
import io.github.camelbitrix24.openlines.operation.Parameter;
import io.github.camelbitrix24.openlines.rest.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.StreamCache;
import org.apache.camel.WrappedFile;

/** An exchange and its endpoint's options as the inputs of an operation. */
public final class ExchangeInputs implements Inputs {
    private final Exchange exchange;
    private final EndpointValues endpoint;
    private Optional<String> text;
    private Optional<Object> plain;

    public ExchangeInputs(Exchange exchange, EndpointValues endpoint) {
        this.exchange = exchange;
        this.endpoint = endpoint;
    }

    @Override
    public Optional<Object> header(Parameter parameter) {
        return Optional.ofNullable(exchange.getMessage().getHeader(parameter.header()));
    }

    @Override
    public Optional<Object> option(Parameter parameter) {
        return Optional.ofNullable(endpoint.options().get(parameter));
    }

    @Override
    public Object body() {
        return exchange.getMessage().getBody();
    }

    @Override
    public Optional<String> bodyText() {
        if (text == null) {
            text = readText();
        }
        return text;
    }

    private Optional<String> readText() {
        Object body = body();
        if (body instanceof CharSequence
                || body instanceof Number
                || body instanceof byte[]
                || body instanceof InputStream
                || body instanceof Reader
                || body instanceof StreamCache
                || body instanceof WrappedFile) {
            return Optional.ofNullable(exchange.getMessage().getBody(String.class));
        }
        return Optional.empty();
    }

    @Override
    public Optional<Object> bodyPlain() {
        if (plain == null) {
            plain = body() instanceof Map<?, ?> || body() instanceof Collection<?>
                    ? Optional.of(body())
                    : bodyText()
                            .map(String::trim)
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
