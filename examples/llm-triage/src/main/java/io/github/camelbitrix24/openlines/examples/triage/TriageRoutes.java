// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.examples.triage;

import org.apache.camel.Exchange;
import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteBuilder;

/** A message comes in, a classifier says what it is about, and the people who know about it get the chat. */
public final class TriageRoutes extends RouteBuilder {
    private static final String CATEGORY = "category";

    @Override
    public void configure() {
        from("b24openlines:events?source=bot&bot=#bean:triageBot&eventTypes=ONIMBOTV2MESSAGEADD&delay={{desk.pollEvery}}")
                .routeId("triage")
                .filter(simple("${header.CamelB24OpenLinesAuthorKind} == 'client'"))
                .enrich("direct:classify", TriageRoutes::keepCategory)
                .log("Chat ${header.CamelB24OpenLinesChatId}: ${exchangeProperty.category}")
                .choice()
                .when(exchangeProperty(CATEGORY).isEqualTo(Category.BILLING))
                .to("b24openlines:transfer?queueId={{triage.line.billing}}")
                .when(exchangeProperty(CATEGORY).isEqualTo(Category.TECHNICAL))
                .to("b24openlines:transfer?queueId={{triage.line.technical}}")
                .otherwise()
                .to("b24openlines:botSessionOperator?bot=#bean:triageBot");

        // the classifier gets the text alone; whether it fails, hangs or is not there, the chat goes on
        from("direct:classify")
                .routeId("classify")
                .setBody(header("CamelB24OpenLinesText"))
                .removeHeaders("*")
                .setProperty("text", body())
                .circuitBreaker()
                .to("{{triage.classifier}}")
                .onFallback()
                .log(LoggingLevel.WARN, "No answer from the classifier, the rules decide. ${exception.message}")
                .setBody(exchangeProperty("text"))
                .to("bean:rules")
                .end();

        from("direct:llm")
                .routeId("llm")
                .errorHandler(noErrorHandler())
                .bean(ChatCompletions.class)
                .marshal()
                .json()
                .setHeader(Exchange.HTTP_METHOD, constant("POST"))
                .setHeader(Exchange.CONTENT_TYPE, constant("application/json"))
                .setHeader("Authorization", simple("Bearer {{triage.llm.apiKey}}"))
                .to("{{triage.llm.url}}")
                .unmarshal()
                .json()
                .setBody(simple("${body[choices][0][message][content]}"));
    }

    /** The message stays as the portal sent it, whatever the classifier made of its copy. */
    private static Exchange keepCategory(Exchange message, Exchange classified) {
        message.setProperty(CATEGORY, Category.of(classified.getMessage().getBody(String.class)));
        return message;
    }
}
