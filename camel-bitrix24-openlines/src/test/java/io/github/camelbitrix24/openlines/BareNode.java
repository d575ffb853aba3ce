// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** Answers one chat in a JVM of its own: {@code portalUrl authToken chat}. */
final class BareNode {
    private BareNode() {}

    public static void main(String[] arguments) throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            B24OpenLinesConfiguration options = context.getComponent("b24openlines", B24OpenLinesComponent.class)
                    .getConfiguration();
            options.setPortalUrl(arguments[0]);
            options.setAuthToken(arguments[1]);
            options.setRateLimit(RateLimit.none);
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:in").to("b24openlines:answer?verify=true");
                }
            });
            context.start();
            Processor filling = exchange -> exchange.getMessage().setBody(arguments[2]);
            try (ProducerTemplate template = context.createProducerTemplate()) {
                Exchange done = template.send("direct:in", filling);
                System.out.println("micrometer " + present("io.micrometer.core.instrument.MeterRegistry"));
                System.out.println("telemetry " + present("org.apache.camel.telemetry.SpanDecorator"));
                System.out.println("outcome "
                        + (done.getException() == null
                                ? done.getMessage().getHeader(B24OpenLinesConstants.OUTCOME)
                                : done.getException()));
            }
        }
    }

    private static boolean present(String type) {
        try {
            Class.forName(type);
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
