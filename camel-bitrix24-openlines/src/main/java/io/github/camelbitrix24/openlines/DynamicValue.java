// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import java.io.InputStream;
import java.io.Reader;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;
import org.apache.camel.StreamCache;
import org.apache.camel.WrappedFile;
import org.apache.camel.spi.Language;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.EndpointHelper;
import org.apache.camel.support.builder.ExpressionBuilder;
import org.apache.camel.util.URISupport;

/** One option's value in a dynamic URI: text and expressions, of which each is evaluated once, alone. */
final class DynamicValue {
    private static final String OPTION = "b24openlines:option?value=";

    private final List<Expression> pieces;

    private DynamicValue(List<Expression> pieces) {
        this.pieces = pieces;
    }

    /**
     * Reads a value.
     *
     * @param option its name, for nothing but errors of Camel's
     * @param written as it stands in the URI
     * @return nothing if it is an optional placeholder of a property that is not there
     */
    static Optional<DynamicValue> parse(CamelContext context, String option, String written) {
        boolean raw = UriTemplate.isRaw(written) && written.length() > 4;
        String text = raw ? written.substring(4, written.length() - 1) : written;
        Reading reading = new Reading(context, raw);
        UriTemplate.pieces(text).forEach(reading::add);
        return reading.pieces.isEmpty() && !text.isEmpty()
                ? Optional.empty()
                : Optional.of(new DynamicValue(reading.pieces));
    }

    Object evaluate(Exchange exchange) {
        if (pieces.size() == 1) {
            Object value = pieces.get(0).evaluate(exchange, Object.class);
            return readable(value) ? text(exchange, pieces.get(0)) : value == null ? "" : value;
        }
        StringBuilder joined = new StringBuilder();
        pieces.forEach(piece -> joined.append(text(exchange, piece)));
        return joined.toString();
    }

    private static boolean readable(Object value) {
        return value instanceof byte[]
                || value instanceof InputStream
                || value instanceof Reader
                || value instanceof StreamCache
                || value instanceof WrappedFile;
    }

    private static String text(Exchange exchange, Expression piece) {
        String text = piece.evaluate(exchange, String.class);
        return text == null ? "" : text;
    }

    private static final class Reading {
        private final CamelContext context;
        private final boolean raw;
        private final Language simple;
        private final List<Expression> pieces = new ArrayList<>();

        Reading(CamelContext context, boolean raw) {
            this.context = context;
            this.raw = raw;
            this.simple = context.resolveLanguage("simple");
        }

        void add(String piece) {
            if (UriTemplate.isExpression(piece, 0)) {
                addExpression(resolved(piece));
            } else if (UriTemplate.isPlaceholder(piece, 0)) {
                String value = resolved(piece);
                UriTemplate.pieces(value).forEach(part -> {
                    if (UriTemplate.isExpression(part, 0)) {
                        addExpression(part);
                    } else {
                        addText(part);
                    }
                });
            } else {
                addText(raw ? unescaped(piece) : decoded(unescaped(piece)));
            }
        }

        private void addExpression(String text) {
            Expression expression = simple.createExpression(text);
            expression.init(context);
            pieces.add(expression);
        }

        private void addText(String text) {
            pieces.add(ExpressionBuilder.constantExpression(text));
        }

        /** With the values of properties, as texts that nothing more is read in; empty for an optional one that is not there. */
        private String resolved(String piece) {
            String uri = EndpointHelper.resolveEndpointUriPropertyPlaceholders(context, OPTION + piece);
            return uri.startsWith(OPTION) ? uri.substring(OPTION.length()) : "";
        }

        /** Simple's own escapes: a new line may be written as a backslash and an n. */
        private String unescaped(String text) {
            return text.indexOf('\\') < 0
                    ? text
                    : simple.createExpression(text).evaluate(new DefaultExchange(context), String.class);
        }

        private static String decoded(String text) {
            try {
                return String.valueOf(URISupport.parseQuery("value=" + text).get("value"));
            } catch (URISyntaxException e) {
                throw new IllegalArgumentException("a value in a URI cannot be decoded", e);
            }
        }
    }
}
