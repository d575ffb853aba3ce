// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import io.github.camelbitrix24.openlines.api.B24InvalidRequestException;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;
import org.apache.camel.ResolveEndpointFailedException;
import org.apache.camel.support.EndpointHelper;
import org.apache.camel.support.ExpressionAdapter;
import org.apache.camel.support.LanguageSupport;
import org.apache.camel.util.StringHelper;

/** Which expression of a step may make an endpoint of ours, and what stands in its place. */
final class DynamicSteps {
    private static final String WAY_OUT =
            "use toD with the URI written out, in which chat, ids, targets, message and note may"
                    + " be expressions, or a fixed endpoint with headers";
    /** An endpoint of ours with an expression in it, before the next of a list. */
    private static final Pattern OURS =
            Pattern.compile("\\b" + B24OpenLinesConstants.SCHEME + "[:?][^,]*?\\$(?:simple)?\\{");

    private final CamelContext context;

    DynamicSteps(CamelContext context) {
        this.context = context;
    }

    /**
     * What takes the place of Camel's expression over a URI.
     *
     * @param uri as it stands in the route
     * @param optimised the step's allowOptimisedComponents, which may be null
     * @return null if the step is not about us
     */
    UnaryOperator<Expression> replacement(String uri, String optimised) {
        String scheme = uri == null ? null : scheme(uri);
        if (scheme == null || LanguageSupport.hasSimpleFunction(scheme) || "language".equals(scheme)) {
            return OthersOnly::new;
        }
        if (!isOurs(scheme)) {
            return null;
        }
        DynamicUri dynamic = DynamicUri.parse(context, uri);
        if ("false".equals(optimised)) {
            throw new B24InvalidRequestException(
                    "with allowOptimisedComponents=false Camel makes one URI of the template and"
                            + " all texts in it: remove it");
        }
        return camels -> new FixedUriExpression(dynamic);
    }

    private String scheme(String uri) {
        String start = uri.trim().startsWith("{{")
                ? UriTemplate.pathAndQuery(context, uri)[0]
                : StringHelper.before(uri.trim(), "?", uri.trim());
        return StringHelper.before(start, ":", start);
    }

    private boolean isOurs(String scheme) {
        if (B24OpenLinesConstants.SCHEME.equals(scheme)) {
            return true;
        }
        Component named = context.hasComponent(scheme);
        return named == null
                ? context.getRegistry().lookupByNameAndType(scheme, B24OpenLinesComponent.class) != null
                : named instanceof B24OpenLinesComponent;
    }

    /**
     * Refuses an endpoint of ours with an expression in it, in a step for which Camel makes one URI of all.
     *
     * @param step recipientList, say
     * @param expression its text, which may be null
     */
    void refuse(String step, String expression) {
        if (expression != null && OURS.matcher(expression).find()) {
            throw new B24InvalidRequestException("in " + step + " an expression in a URI of "
                    + B24OpenLinesConstants.SCHEME + " could add options to it: " + WAY_OUT);
        }
    }

    /** An expression that gives a whole URI, which may be any but one of ours. */
    private final class OthersOnly extends ExpressionAdapter {
        private final Expression camels;

        OthersOnly(Expression camels) {
            this.camels = camels;
        }

        @Override
        public void init(CamelContext with) {
            super.init(with);
            camels.init(with);
        }

        @Override
        public Object evaluate(Exchange exchange) {
            Object recipient = camels.evaluate(exchange, Object.class);
            if (recipient != null && !(recipient instanceof Endpoint) && isOurs(schemeOf(exchange, recipient))) {
                throw new B24InvalidRequestException(
                        "the whole URI comes from an expression, and so could any option of "
                                + B24OpenLinesConstants.SCHEME + ": " + WAY_OUT);
            }
            return recipient;
        }

        private String schemeOf(Exchange exchange, Object recipient) {
            String uri = exchange.getContext().getTypeConverter().convertTo(String.class, exchange, recipient);
            String written = uri == null ? "" : uri.trim();
            String start = StringHelper.before(written, "?", written);
            try {
                start = EndpointHelper.resolveEndpointUriPropertyPlaceholders(context, start);
            } catch (ResolveEndpointFailedException | IllegalArgumentException e) {
                return "";
            }
            return StringHelper.before(start, ":", start).trim();
        }

        @Override
        public String toString() {
            return camels.toString();
        }
    }
}
