// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import io.github.camelbitrix24.openlines.api.Bot;
import io.github.camelbitrix24.openlines.simulator.PortalBuilder;
import io.github.camelbitrix24.openlines.simulator.PortalSimulator;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** A Camel context whose component works on a simulated portal, as one of its employees. */
final class TestDesk implements AutoCloseable {
    final PortalSimulator portal;
    final DefaultCamelContext context = new DefaultCamelContext();
    final ProducerTemplate template;

    private TestDesk(
            PortalSimulator portal, String portalUrl, String authToken, Consumer<DefaultCamelContext> preparation)
            throws Exception {
        this.portal = portal;
        B24OpenLinesComponent component = context.getComponent("b24openlines", B24OpenLinesComponent.class);
        component.getConfiguration().setPortalUrl(portalUrl);
        component.getConfiguration().setAuthToken(authToken);
        component.getConfiguration().setRateLimit(RateLimit.none);
        context.getShutdownStrategy().setTimeout(10);
        preparation.accept(context);
        context.start();
        template = context.createProducerTemplate();
    }

    /** The desk of an employee on a portal of its own. */
    static TestDesk of(PortalBuilder portal, long employee) throws Exception {
        return of(portal, employee, context -> {});
    }

    /** The desk of an employee, with something done to its context before the start. */
    static TestDesk of(PortalBuilder portal, long employee, Consumer<DefaultCamelContext> preparation)
            throws Exception {
        PortalSimulator started = portal.start();
        return new TestDesk(started, started.url(), started.webhook(employee).authToken(), preparation);
    }

    /** A desk whose portal is any HTTP server, or none. */
    static TestDesk at(String portalUrl) throws Exception {
        return new TestDesk(null, portalUrl, "1/secretcode", context -> {});
    }

    Bot bot(String code) {
        return new Bot(portal.bot(code).id(), portal.bot(code).token());
    }

    void bind(String name, Object bean) {
        context.getRegistry().bind(name, bean);
    }

    void route(RoutesBuilder routes) throws Exception {
        context.addRoutes(routes);
    }

    Exchange send(String uri, Object body) {
        return send(uri, exchange -> exchange.getMessage().setBody(body));
    }

    Exchange send(String uri, Object body, Map<String, Object> headers) {
        return send(uri, exchange -> {
            exchange.getMessage().setBody(body);
            exchange.getMessage().setHeaders(headers);
        });
    }

    private Exchange send(String uri, Consumer<Exchange> filling) {
        Processor processor = filling::accept;
        return template.send(uri, processor);
    }

    @Override
    public void close() throws Exception {
        context.stop();
        if (portal != null) {
            portal.close();
        }
    }
}
