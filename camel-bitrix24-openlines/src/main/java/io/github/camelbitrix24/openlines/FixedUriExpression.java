// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import io.github.camelbitrix24.openlines.api.B24InvalidRequestException;
import org.apache.camel.Exchange;
import org.apache.camel.support.ExpressionAdapter;

/**
 * Stands in a dynamic step in the place of Camel's expression over the whole URI: gives the endpoint that does not change,
 * and leaves the template for {@link B24OpenLinesSendDynamicAware}, which Camel asks next on the same thread.
 */
final class FixedUriExpression extends ExpressionAdapter {
    private static final String PROPERTY = "CamelB24OpenLinesDynamicUri";

    private final DynamicUri uri;

    FixedUriExpression(DynamicUri uri) {
        this.uri = uri;
    }

    @Override
    public Object evaluate(Exchange exchange) {
        exchange.setProperty(PROPERTY, uri);
        return uri.fixedUri();
    }

    @Override
    public String toString() {
        return uri.fixedUri();
    }

    /** What this expression left, or null if Camel's own stands in the step. */
    static DynamicUri takeFrom(Exchange exchange) {
        return exchange.removeProperty(PROPERTY) instanceof DynamicUri left ? left : null;
    }

    /** Without its values a call could go to another chat than the one that the URI names. */
    static void refuseLeftOver(Exchange exchange) {
        if (takeFrom(exchange) != null) {
            throw new B24InvalidRequestException(
                    "Camel did not ask for the values of a dynamic URI: use a fixed endpoint, and set headers");
        }
    }
}
