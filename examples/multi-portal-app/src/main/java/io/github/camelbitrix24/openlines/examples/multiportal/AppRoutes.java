// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.examples.multiportal;

import io.github.camelbitrix24.openlines.api.B24RefusedException;
import java.util.List;
import java.util.Map;
import org.apache.camel.builder.RouteBuilder;

/** One route for all portals: what an event leads to happens on the portal that the event is of. */
public final class AppRoutes extends RouteBuilder {
    private static final String NEW_DIALOG = "ONSESSIONSTART";
    private static final String REMOVAL = "ONAPPUNINSTALL";

    @Override
    public void configure() {
        from("b24openlines:events?source=push&eventTypes=ONAPPINSTALL,ONAPPUNINSTALL,ONSESSIONSTART")
                .routeId("app")
                .choice()
                .when(header("CamelB24OpenLinesEvent").isEqualTo("ONAPPINSTALL"))
                .log("Installed, subscribe to what happens")
                .setBody(constant(List.of(NEW_DIALOG, REMOVAL)))
                .split(body())
                .to("direct:subscribe")
                .endChoice()
                .when(header("CamelB24OpenLinesEvent").isEqualTo(REMOVAL))
                .log("Removed, its tokens are forgotten")
                .otherwise()
                .log("New dialog ${header.CamelB24OpenLinesChatId}, take it")
                .to("b24openlines:answer?portal=event");

        from("direct:subscribe")
                .routeId("subscribe")
                .onException(B24RefusedException.class)
                .onWhen(simple("${exception.errorCode} == 'ERROR_CORE'"))
                .handled(true)
                .log("Subscribed already")
                .end()
                .setBody(exchange -> Map.of(
                        "event",
                        exchange.getMessage().getBody(String.class),
                        "handler",
                        exchange.getContext().resolvePropertyPlaceholders("{{app.events}}")))
                .to("b24openlines:eventBind?portal=event");
    }
}
